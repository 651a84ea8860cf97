import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { AnswerOf } from '../../../contract/route.ts';
import { api, type Routes } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './data-right.css';

type About = AnswerOf<Routes['GET /data-rights/:ref']>;
type AboutRecord = About['records'][number];

interface RecordProps {
  readonly caseRef: string;
  readonly about: About;
  readonly record: AboutRecord;
}

/** What a request is carried out by: the copy, the restriction, the erasure. */
function Deeds({ caseRef, about, record }: RecordProps) {
  const t = useWords('data-rights');
  const sayError = useErrorWords();
  const { message } = App.useApp();
  const [isAsking, setIsAsking] = useState(false);
  const limit = useSend('data-rights.limit', ['GET /data-rights/:ref']);
  const erase = useSend('data-rights.erase', ['GET /data-rights/:ref']);
  const { kind, isWorking } = about;
  const of = { case: caseRef, person: record.ref };
  const said = { onError: (error: unknown) => void message.error(sayError(error).title) };
  if (!isWorking || record.isErased) return null;
  return (
    <>
      {(kind === 'copy' || kind === 'see') && (
        <a
          href={api.href('GET /data-rights/:ref/copy.docx', {
            params: { ref: caseRef },
            query: { person: record.ref },
          } as never)}
        >
          {t('copy')}
        </a>
      )}
      {kind === 'object' && (
        <Button
          size="small"
          loading={limit.isPending}
          onClick={() => limit.mutate({ ...of, isLimited: !record.isLimited }, said)}
        >
          {t(record.isLimited ? 'unlimit' : 'limit')}
        </Button>
      )}
      {kind === 'delete' && (
        <Button size="small" danger onClick={() => setIsAsking(true)}>
          {t('erase')}
        </Button>
      )}
      <ConfirmDialog
        open={isAsking}
        title={t('eraseTitle')}
        confirmLabel={t('erase')}
        isDanger
        isBusy={erase.isPending}
        error={erase.error}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => erase.mutate(of, { onSuccess: () => setIsAsking(false) })}
      >
        <p>{t('eraseHint')}</p>
      </ConfirmDialog>
    </>
  );
}

function RecordLine(props: RecordProps) {
  const t = useWords('data-rights');
  const sayInstant = useInstantWords();
  const pick = usePick();
  const { about, record } = props;
  return (
    <li>
      <p className="data-right-name">
        <b>{record.name}</b>
        <span className="figures">{record.idMasked}</span>
        {!record.isErased && (
          <Tag tone={record.isProven ? 'green' : 'amber'} small>
            {t(record.isProven ? 'proven' : 'byPhone')}
          </Tag>
        )}
        {record.isLimited && (
          <Tag tone="blue" small>
            {t('limited')}
          </Tag>
        )}
        {record.isErased && (
          <Tag tone="grey" small>
            {t('erased')}
          </Tag>
        )}
      </p>
      <p className="data-right-deeds">
        <Link to={'/people/$ref' as never} params={{ ref: record.ref } as never}>
          {t(about.kind === 'correct' && about.isWorking ? 'correct' : 'open')}
        </Link>
        <Deeds {...props} />
      </p>
      {record.changedSince.map(({ at, byName, words }) => (
        <small key={at}>{t('changed', { at: sayInstant(at), name: byName, words: pick(words) })}</small>
      ))}
    </li>
  );
}

/** The records a request is about, what has been done to them since, and the deeds it asks for. Nothing for those who do not decide on such requests. */
export function DataRightCard({ caseRef, seq }: { readonly caseRef: string; readonly seq: number }) {
  const t = useWords('data-rights');
  const { data, refetch } = useApi('GET /data-rights/:ref', { params: { ref: caseRef } });
  // A step of the matter changes what may be done: its number says that there was one.
  const seen = useRef(seq);
  useEffect(() => {
    if (seen.current !== seq) void refetch();
    seen.current = seq;
  }, [seq, refetch]);
  if (!data) return null;
  return (
    <DetailSection title={t('title')}>
      {data.records.length === 0 && <p>{t('none')}</p>}
      <ul className="data-right">
        {data.records.map((record) => (
          <RecordLine key={record.ref} caseRef={caseRef} about={data} record={record} />
        ))}
      </ul>
    </DetailSection>
  );
}
