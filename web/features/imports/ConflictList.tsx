import { Alert, App, Button, Radio } from 'antd';
import { useState } from 'react';
import type { ImportDetail, ImportRow } from '../../../contract/imports.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, Tag } from '../../ui/show/StatusDot.tsx';
import { rowReads } from './use-import.ts';
import { useRows } from './use-rows.ts';

type Choice = 'keep' | 'replace' | 'both';
type Kind = 'identity' | 'contact';

interface ConflictListProps {
  readonly item: ImportDetail;
  readonly mayAct: boolean;
}

/** What two sources say differently, side by side, to be decided one by one or all at once. */
export function ConflictList({ item, mayAct }: ConflictListProps) {
  const t = useWords('imports');
  const { rows, error, retry, pager } = useRows(item.ref, { kind: 'conflict' });
  if (error) return <ErrorBlock error={error} onRetry={retry} />;
  if (!rows) return <Loading lines={6} />;
  if (rows.length === 0) return <Empty title={t('result.none')} />;
  return (
    <div className="imports-conflicts">
      {mayAct && <Batches item={item} />}
      <ul>
        {rows.map((row) => (
          <Conflict key={row.id} importRef={item.ref} row={row} mayAct={mayAct && row.state === 'open'} />
        ))}
      </ul>
      {pager && (
        <p className="imports-conflict-pager">
          <Button disabled={!pager.hasPrevious} onClick={pager.onPrevious}>
            ‹
          </Button>
          {pager.words}
          <Button disabled={!pager.hasNext} onClick={pager.onNext}>
            ›
          </Button>
        </p>
      )}
    </div>
  );
}

/** One answer for all that are open of a kind; shown once there is more than one. */
function Batches({ item }: { readonly item: ImportDetail }) {
  const t = useWords('imports');
  const [asked, setAsked] = useState<{ of: Kind; choice: Choice; n: number }>();
  const countOf = (of: Kind): number => item.openConflicts[of];
  const kinds = (['identity', 'contact'] as const).filter((of) => countOf(of) > 1);
  const choices: Readonly<Record<Kind, readonly Choice[]>> = {
    identity: ['keep', 'replace'],
    contact: ['keep', 'replace', 'both'],
  };
  const words = { keep: t('conflict.allKeep'), replace: t('conflict.allReplace'), both: t('conflict.allBoth') };
  return (
    <>
      {kinds.map((of) => (
        <div key={of} className="imports-batch">
          <span>{t('conflict.all', { n: countOf(of), kind: t(`conflict.${of}`) })}</span>
          {choices[of].map((choice) => (
            <Button key={choice} size="small" onClick={() => setAsked({ of, choice, n: countOf(of) })}>
              {words[choice]}
            </Button>
          ))}
        </div>
      ))}
      {asked && (
        <BatchDialog
          importRef={item.ref}
          asked={asked}
          words={words[asked.choice]}
          onDone={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

interface BatchDialogProps {
  readonly importRef: string;
  readonly asked: { readonly of: Kind; readonly choice: Choice; readonly n: number };
  readonly words: string;
  readonly onDone: () => void;
}

function BatchDialog({ importRef, asked, words, onDone }: BatchDialogProps) {
  const t = useWords('imports');
  const { message } = App.useApp();
  const decide = useSend('imports.decide', rowReads);
  const { of, choice, n } = asked;
  return (
    <ConfirmDialog
      open
      title={t('conflict.allTitle', { n })}
      confirmLabel={t('conflict.decide')}
      isBusy={decide.isPending}
      error={decide.error}
      onConfirm={() =>
        decide.mutate(
          { ref: importRef, all: { of, choice } },
          {
            onSuccess: ({ decided }) => {
              void message.success(t('conflict.done', { n: decided }));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p>{t('conflict.allWhat', { kind: t(`conflict.${of}`), choice: words })}</p>
    </ConfirmDialog>
  );
}

interface ConflictProps {
  readonly importRef: string;
  readonly row: ImportRow;
  readonly mayAct: boolean;
}

const bothMean: ReadonlySet<string> = new Set(['phone', 'home']);

function Conflict({ importRef, row, mayAct }: ConflictProps) {
  const t = useWords('imports');
  const sayError = useErrorWords();
  const decide = useSend('imports.decide', rowReads);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const fields = row.conflict?.fields ?? [];
  const isWhole = fields.every(({ field }) => choices[field] !== undefined);
  const send = () => decide.mutate({ ref: importRef, decisions: [{ rowId: row.id, choice: 'keep', fields: choices }] });
  return (
    <li className="imports-conflict">
      <header>
        <b>{row.name}</b>
        <Tag tone={row.conflict?.of === 'identity' ? 'plum' : 'grey'} small>
          {t(`conflict.${row.conflict?.of ?? 'contact'}`)}
        </Tag>
        <span>{t(`conflict.${row.conflict?.against ?? 'file'}`)}</span>
        <span className="figures">{t('row.whereRow', { sheet: row.sheet, row: row.row })}</span>
        {row.state !== 'open' && <StatusDot tone="green">{t('conflict.decided')}</StatusDot>}
      </header>
      {fields.map((field) => (
        <ConflictField
          key={field.field}
          name={`${row.id} ${field.field}`}
          field={field}
          chosen={(row.decision?.[field.field] as Choice | undefined) ?? choices[field.field]}
          mayAct={mayAct}
          onChoose={(choice) => setChoices({ ...choices, [field.field]: choice })}
        />
      ))}
      {mayAct && (
        <footer>
          {decide.error && <Alert type="error" showIcon title={sayError(decide.error).title} />}
          <Button type="primary" disabled={!isWhole} loading={decide.isPending} onClick={send}>
            {t('conflict.decide')}
          </Button>
        </footer>
      )}
    </li>
  );
}

interface ConflictFieldProps {
  readonly name: string;
  readonly field: NonNullable<ImportRow['conflict']>['fields'][number];
  readonly chosen: Choice | undefined;
  readonly mayAct: boolean;
  readonly onChoose: (choice: Choice) => void;
}

function ConflictField({ name, field, chosen, mayAct, onChoose }: ConflictFieldProps) {
  const t = useWords('imports');
  const pick = usePick();
  const cell = (address: string | null): string => (address ? ` · ${t('conflict.cell', { cell: address })}` : '');
  const sides = [
    ['keep', t('conflict.kept'), pick(field.kept), cell(field.keptCell), t('conflict.keep')],
    ['replace', t('conflict.other'), pick(field.other), cell(field.cell), t('conflict.replace')],
  ] as const;
  return (
    <Radio.Group
      name={name}
      className="imports-sides"
      value={chosen ?? null}
      disabled={!mayAct}
      aria-label={pick(field.label)}
      onChange={(event) => onChoose(event.target.value as Choice)}
    >
      <span className="imports-side-label">{pick(field.label)}</span>
      {sides.map(([choice, side, value, at, words]) => (
        <Radio key={choice} value={choice} className="imports-side">
          <small>
            {side}
            {at}
          </small>
          <b className="figures">{value}</b>
          <span>{words}</span>
        </Radio>
      ))}
      {bothMean.has(field.field) && (
        <Radio value="both" className="imports-side imports-side-both">
          <span>{t('conflict.both')}</span>
        </Radio>
      )}
    </Radio.Group>
  );
}
