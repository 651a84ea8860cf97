import { Link } from '@tanstack/react-router';
import { Alert, Button, DatePicker, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState } from 'react';
import type { DivisionReport } from '../../../contract/areas.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { type DivisionList, divisionList } from '../../../domain/registry/divisions.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { Labelled } from '../../ui/desk/Labelled.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './areas.css';
import './divisions-page.css';

/** The year and day of the lists that come along. */
const shippedYear = 2023;
const shippedFrom = '2023-06-30';

/** Imports a district's division list: choose, look at what would change, import. */
export function DivisionsPage() {
  const t = useWords('areas');
  const [list, setList] = useState<DivisionList>();
  return (
    <PlainPage>
      <PageTitle title={t('divisions.title')} sub={t('divisions.sub')} />
      <div className="areas-divisions">
        <Choose chosen={list} onChoose={setList} />
        {list && <Run key={list.code} list={list} />}
      </div>
    </PlainPage>
  );
}

interface ChooseProps {
  readonly chosen: DivisionList | undefined;
  readonly onChoose: (list: DivisionList) => void;
}

function Choose({ chosen, onChoose }: ChooseProps) {
  const t = useWords('areas');
  const { data, error, refetch } = useApi('GET /areas/divisions');
  const [fault, setFault] = useState<unknown>();
  const sayError = useErrorWords();
  const open = async (code: string) => {
    setFault(undefined);
    try {
      onChoose(await api.get('GET /areas/divisions/:code', { params: { code } }));
    } catch (problem) {
      setFault(problem);
    }
  };
  return (
    <Card title={t('divisions.choose')}>
      <p className="areas-none">{t('divisions.shipped')}</p>
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={3} />}
      <ul className="areas-lists">
        {data?.items.map((one) => (
          <li key={one.code}>
            <button type="button" aria-pressed={chosen?.code === one.code} onClick={() => void open(one.code)}>
              <b>{one.name}</b>
              <span className="figures">{one.code}</span>
              <span>{t('divisions.counts', { streets: one.streets, communities: one.communities })}</span>
            </button>
          </li>
        ))}
      </ul>
      {fault !== undefined && <Alert type="error" showIcon title={sayError(fault).title} />}
      <Upload onChoose={onChoose} />
    </Card>
  );
}

/** A list of one's own as a JSON file. */
function Upload({ onChoose }: Pick<ChooseProps, 'onChoose'>) {
  const t = useWords('areas');
  const input = useRef<HTMLInputElement>(null);
  const [isBroken, setIsBroken] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return;
    const parsed = divisionList.safeParse(
      await file
        .text()
        .then(JSON.parse)
        .catch(() => undefined),
    );
    setIsBroken(!parsed.success);
    if (parsed.success) onChoose(parsed.data);
  };
  return (
    <div className="areas-upload">
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={(event) => {
          void read(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()}>{t('divisions.upload')}</Button>
      <span className="areas-none">{t('divisions.uploadHint')}</span>
      {isBroken && <Alert type="error" showIcon title={t('divisions.uploadBroken')} />}
    </div>
  );
}

function Run({ list }: { readonly list: DivisionList }) {
  const t = useWords('areas');
  const [year, setYear] = useState<ListYear>({ codeYear: shippedYear, validFrom: shippedFrom });
  const preview = useSend('areas.importDivisions', []);
  const run = useSend('areas.importDivisions');
  const report = run.data ?? preview.data;
  const isEmpty = preview.data !== undefined && changesIn(preview.data) === 0;
  const change = (next: ListYear) => {
    setYear(next);
    preview.reset();
    run.reset();
  };
  const look = () => {
    run.reset();
    preview.mutate({ list, ...year, isDryRun: true });
  };
  return (
    <Card title={list.name} aside={<span className="figures">{list.code}</span>}>
      <div className="areas-run">
        <YearFields year={year} onChange={change} />
        <Button type={preview.data ? 'default' : 'primary'} loading={preview.isPending} onClick={look}>
          {t('divisions.preview')}
        </Button>
        {preview.data && !run.data && (
          <Button
            type="primary"
            disabled={isEmpty}
            loading={run.isPending}
            onClick={() => run.mutate({ list, ...year, isDryRun: false })}
          >
            {isEmpty ? t('divisions.runAgain') : t('divisions.run')}
          </Button>
        )}
      </div>
      <Fault error={run.error ?? preview.error} />
      {report && <Report report={report} />}
    </Card>
  );
}

interface ListYear {
  readonly codeYear: number;
  readonly validFrom: string;
}

function YearFields({ year, onChange }: { readonly year: ListYear; readonly onChange: (year: ListYear) => void }) {
  const t = useWords('areas');
  return (
    <>
      <Labelled label={t('divisions.year')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1980}
            max={2200}
            precision={0}
            value={year.codeYear}
            onChange={(codeYear) => onChange({ ...year, codeYear: codeYear ?? shippedYear })}
          />
        )}
      </Labelled>
      <Labelled label={t('divisions.from')}>
        {(id) => (
          <DatePicker
            id={id}
            allowClear={false}
            value={dayjs(year.validFrom)}
            onChange={(day) => onChange({ ...year, validFrom: day?.format('YYYY-MM-DD') ?? shippedFrom })}
          />
        )}
      </Labelled>
    </>
  );
}

function changesIn({ created, renamed, moved }: DivisionReport): number {
  return created + renamed.length + moved.length;
}

function Fault({ error }: { readonly error: unknown }) {
  const pick = usePick();
  const sayError = useErrorWords();
  if (!error) return null;
  const lines =
    error instanceof RefusalError
      ? error.fields.map(({ path, text }) => `${path.replace(/^list\./, '')}：${pick(text)}`)
      : [];
  return (
    <Alert
      type="error"
      showIcon
      title={sayError(error).title}
      description={
        lines.length > 0 ? (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : undefined
      }
    />
  );
}

function Report({ report }: { readonly report: DivisionReport }) {
  const t = useWords('areas');
  const pick = usePick();
  const figures = [
    ['created', report.created],
    ['renamed', report.renamed.length],
    ['moved', report.moved.length],
    ['same', report.same],
    ['missing', report.missing.length],
  ] as const;
  return (
    <div className="areas-report" role="status">
      <h3>{report.isDryRun ? t('divisions.wouldDo') : t('divisions.did')}</h3>
      <dl>
        {figures.map(([key, count]) => (
          <div key={key}>
            <dd className="figures">{count}</dd>
            <dt>{t(`divisions.${key}`)}</dt>
          </div>
        ))}
      </dl>
      <Names
        title={t('divisions.renamed')}
        rows={report.renamed.map(({ code, from, to }) => ({ code, words: t('divisions.row', { from, to }) }))}
      />
      <Names
        title={t('divisions.moved')}
        rows={report.moved.map(({ code, name, toCode }) => ({
          code,
          words: t('divisions.row', { from: name, to: toCode }),
        }))}
      />
      <Names
        title={t('divisions.missing')}
        hint={t('divisions.missingHint')}
        rows={report.missing.map(({ code, name }) => ({ code, words: name }))}
      />
      <Names
        title={t('divisions.pseudo')}
        hint={t('divisions.pseudoHint')}
        rows={report.pseudo.map(({ code, name, kind }) => ({ code, words: name, tag: pick(areaKinds[kind].label) }))}
      />
      {!report.isDryRun && report.district.id !== null && (
        <Link to={'/areas' as never} search={{ area: String(report.district.id) } as never}>
          {t('divisions.open', { name: report.district.name })}
        </Link>
      )}
    </div>
  );
}

interface NamesProps {
  readonly title: string;
  readonly hint?: string;
  readonly rows: readonly { readonly code: string; readonly words: string; readonly tag?: string }[];
}

function Names({ title, hint, rows }: NamesProps) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h4>{title}</h4>
      {hint && <p className="areas-none">{hint}</p>}
      <ul>
        {rows.map(({ code, words, tag }) => (
          <li key={code}>
            <span className="figures">{code}</span> {words}{' '}
            {tag && (
              <Tag tone="grey" small>
                {tag}
              </Tag>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
