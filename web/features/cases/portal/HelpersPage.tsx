import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OwnMandate } from '../../../../contract/mandates.ts';
import {
  type HelperRelation,
  helperRelations,
  type MandateCover,
  mandateCovers,
} from '../../../../domain/access/mandates.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useSend } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import type { FormField, FormValues } from '../../../ui/forms/fields.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../../ui/show/StatusDot.tsx';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import { useOwnMandates } from './use-mandates.ts';
import './matter-card.css';
import './helpers.css';

const formId = 'portal-helper';
const reads = ['GET /my/mandates'] as const;

interface RowProps {
  readonly row: OwnMandate;
  /** Whether the reader is the one who is helped. */
  readonly isMine: boolean;
}

function MandateRow({ row, isMine }: RowProps) {
  const t = useWords('helpers');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const sayError = useErrorWords();
  const send = useSend('mandates.end', reads);
  const { name } = row;
  return (
    <li>
      <span className="mandates-head">
        <b>{name}</b>
        <span className="figures">{row.phoneMasked}</span>
        <StatusDot tone={row.state === 'good' ? 'green' : 'grey'}>{t(`state.${row.state}`)}</StatusDot>
      </span>
      <p>
        {[pick(helperRelations[row.relation]), ...row.covers.map((cover) => pick(mandateCovers[cover]))].join(' · ')}
      </p>
      <p>{t('until', { day: row.endsOn })}</p>
      {row.deeds.length > 0 && (
        <ul className="mandates-deeds" aria-label={t(isMine ? 'deeds' : 'deedsFor')}>
          {row.deeds.map((deed) => {
            const words = t('deed', { label: pick(deed.label), number: deed.number });
            const at = <small className="figures">{sayInstant(deed.at)}</small>;
            return (
              <li key={`${deed.at}-${deed.number}`}>
                {isMine ? (
                  <Link to={'/mine/$ref' as never} params={{ ref: deed.ref } as never}>
                    {words} {at}
                  </Link>
                ) : (
                  <span>
                    {words} {at}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {row.state === 'good' && (
        <div className="portal-quick">
          {!isMine && (
            <LinkButton to={'/helped/$mandate' as never} params={{ mandate: row.id } as never} look="fill">
              {t('open', { name })}
            </LinkButton>
          )}
          <MobileButton
            look="plain"
            action={{
              label: t(isMine ? 'stopNamed' : 'leaveNamed', { name }),
              isBusy: send.isPending,
              onPress: () => send.mutate({ id: row.id }),
            }}
          />
        </div>
      )}
      <div role="alert">{send.error && <p className="ll-field-error">{sayError(send.error).title}</p>}</div>
    </li>
  );
}

function useFields(): readonly FormField[] {
  const t = useWords('helpers');
  const options = (words: Readonly<Record<string, { zh: string; en: string }>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return [
    { key: 'own', kind: 'text', label: t('own'), required: true, max: 40 },
    { key: 'name', kind: 'text', label: t('name'), required: true, max: 40, path: 'helper.name' },
    { key: 'phone', kind: 'text', label: t('phone'), required: true, max: 30, path: 'helper.phone' },
    {
      key: 'relation',
      kind: 'choice',
      look: 'chips',
      label: t('relation'),
      required: true,
      options: options(helperRelations),
    },
    {
      key: 'covers',
      kind: 'choice',
      many: true,
      label: t('covers'),
      hint: t('coversHint'),
      required: true,
      options: options(mandateCovers),
    },
    { key: 'endsOn', kind: 'date', label: t('endsOn'), required: true },
  ];
}

function AskForm() {
  const t = useWords('helpers');
  const fields = useFields();
  const send = useSend('mandates.give', reads);
  const [said, setSaid] = useState('');
  const [nth, setNth] = useState(0);
  const submit = (values: FormValues) => {
    const input = {
      name: String(values['own']).trim(),
      helper: { name: String(values['name']).trim(), phone: String(values['phone']).trim() },
      relation: values['relation'] as HelperRelation,
      covers: values['covers'] as MandateCover[],
      endsOn: String(values['endsOn']),
    };
    setSaid('');
    send.mutate(input, {
      onSuccess: () => {
        setSaid(t('given'));
        setNth((n) => n + 1);
      },
    });
  };
  return (
    <div className="portal-stack">
      <MobileForm key={nth} id={formId} fields={fields} error={send.error} onSubmit={submit} />
      <MobileButton
        look="fill"
        action={{
          label: t('give'),
          isBusy: send.isPending,
          onPress: () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit(),
        }}
      />
      <p role="status" className="portal-said">
        {said}
      </p>
    </div>
  );
}

/** /helpers: whom I asked to act for me and what they did, and whom I act for. */
export function HelpersPage() {
  const t = useWords('helpers');
  const portal = useWords('portal');
  const { data, error, refetch, isResident } = useOwnMandates();
  if (!isResident)
    return (
      <PortalShell title={t('title')}>
        <MobileCard>
          <p className="portal-quiet">{t('intro')}</p>
          <p className="portal-quiet">{t('signIn')}</p>
          <LinkButton to="/sign-in" look="fill">
            {portal('page.signIn')}
          </LinkButton>
        </MobileCard>
      </PortalShell>
    );
  const lists = data && [
    { key: 'helping', rows: data.helping, none: t('helpingNone'), isMine: false },
    { key: 'mine', rows: data.given, none: t('none'), isMine: true },
  ];
  const ordered = lists && (data.helping.length === 0 ? lists.toReversed() : lists);
  return (
    <PortalShell title={t('title')}>
      <MobileCard>
        <p className="portal-quiet">{t('intro')}</p>
      </MobileCard>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {ordered?.map(({ key, rows, none, isMine }) => (
        <MobileCard key={key} title={t(isMine ? 'mine' : 'helping')}>
          {rows.length === 0 && <p className="portal-quiet">{none}</p>}
          <ul className="mandates-list">
            {rows.map((row) => (
              <MandateRow key={row.id} row={row} isMine={isMine} />
            ))}
          </ul>
        </MobileCard>
      ))}
      <MobileCard title={t('ask')}>
        <AskForm />
      </MobileCard>
    </PortalShell>
  );
}
