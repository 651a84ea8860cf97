import { ArrowUUpLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpLeft';
import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { ClockIcon } from '@phosphor-icons/react/dist/csr/Clock';
import { CloudArrowUpIcon } from '@phosphor-icons/react/dist/csr/CloudArrowUp';
import { FileTextIcon } from '@phosphor-icons/react/dist/csr/FileText';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { fileUrl } from '../../../kit/upload-file.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { sender, store } from '../../../offline/field-outbox.ts';
import { discardRow, mayTakeBack, reopenRow, retryRow } from '../../../offline/outbox.ts';
import type { OutboxRow } from '../../../offline/store.ts';
import { useRowFiles } from '../../../offline/use-outbox.ts';
import { ask } from '../../../ui/field/messages.ts';
import { isAboutAnswers } from '../question-fields.ts';
import { isBeginDraft } from './begin-draft.ts';
import { handOver, isOutOfHand } from './hand-over.ts';
import { RowConflict } from './RowConflict.tsx';
import { type RowTone, useRowWords } from './row-words.ts';
import { useObjectUrls } from './use-object-urls.ts';

const icons = {
  wait: ClockIcon,
  go: CloudArrowUpIcon,
  done: CheckCircleIcon,
  no: ArrowUUpLeftIcon,
} as const satisfies Record<RowTone, unknown>;

/** The matter a delivered row made or changed. */
function refOf({ output, about }: OutboxRow): string | undefined {
  if (typeof output === 'object' && output !== null && 'ref' in output) return String(output.ref);
  return about.caseRef;
}

/** Its first photo: from the phone while it waits, from the server once it is there. */
function useThumb(row: OutboxRow): string | undefined {
  const files = useRowFiles(row.id);
  const photo = files.find(({ field }) => field === 'photos');
  const urls = useObjectUrls(photo ? [photo] : []);
  if (photo) return urls.get(photo.id);
  const { fields } = (row.input ?? {}) as { readonly fields?: { readonly photos?: readonly string[] } };
  const sent = row.state === 'done' ? fields?.photos?.[0] : undefined;
  return sent && row.communityId !== null ? fileUrl(`${row.communityId}-${sent}`, 'thumb') : undefined;
}

function Thumb({ row }: { readonly row: OutboxRow }) {
  const url = useThumb(row);
  const [isBroken, setIsBroken] = useState(false);
  return (
    <span className="field-thumb" aria-hidden>
      {url && !isBroken ? (
        <img src={url} alt="" loading="lazy" onError={() => setIsBroken(true)} />
      ) : (
        <FileTextIcon size={28} />
      )}
    </span>
  );
}

/** One thing done in the field and where it stands; what was sent back offers the ways on. */
export function QueueRow({ row }: { readonly row: OutboxRow }) {
  const t = useWords('field');
  const at = useInstantWords();
  const files = useRowFiles(row.id);
  const { tone, words, number, progress } = useRowWords()(row, files);
  const Icon = icons[tone];
  const { title, place, deed } = row.about;
  const ref = row.state === 'done' ? refOf(row) : undefined;
  const sub = [row.command === 'cases.raise' ? place : deed, at(row.answeredAt ?? row.madeAt)]
    .filter(Boolean)
    .join(' · ');
  const body = (
    <>
      <Thumb row={row} />
      <span className="field-row-words">
        <b>{title || t('queue.untitled')}</b>
        <small>{sub}</small>
        <span className={`field-row-state field-row-${tone}`}>
          <Icon size={20} weight={tone === 'no' ? 'regular' : 'fill'} aria-hidden />
          <span>
            {words} {number && <span className="figures field-number">{number}</span>}
          </span>
        </span>
        {progress !== undefined && <progress max={1} value={progress} aria-label={words} />}
      </span>
    </>
  );
  return (
    <li className="field-row">
      {ref ? (
        <Link to={'/tasks/$ref' as never} params={{ ref } as never}>
          {body}
        </Link>
      ) : (
        <div>{body}</div>
      )}
      {row.state === 'refused' && row.command === 'cases.act' && <RowConflict row={row} isLost={isOutOfHand(row)} />}
      {row.state !== 'done' && <RowWays row={row} />}
    </li>
  );
}

/** Where a row is written again. */
function pathOf(row: OutboxRow, id: string): { to: string; params?: object; search?: object } {
  if (isBeginDraft(row.draft)) return { to: '/start/$type/$begin', params: row.draft.begins, search: { draft: id } };
  if (row.command === 'cases.raise') return { to: '/report', search: { draft: id } };
  const { action } = row.draft as { readonly action: string };
  return { to: '/tasks/$ref/$action', params: { ref: row.about.caseRef, action } };
}

function RowWays({ row }: { readonly row: OutboxRow }) {
  const t = useWords('field');
  const navigate = useNavigate();
  const client = useQueryClient();
  if (!mayTakeBack(row)) return null;
  const mend = async () => {
    // A question may have been changed since the phone took the categories along.
    if (row.problem && isAboutAnswers(new RefusalError(row.problem)))
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'GET /catalogue/effective' });
    const id = await reopenRow(store, row.id);
    if (id) await navigate(pathOf(row, id) as never);
  };
  const isLost = isOutOfHand(row);
  const pass = async () => {
    const { number = '', title } = row.about;
    const id = await handOver(store, row.id, t('queue.handOverWords', { number, title }));
    if (id) await navigate({ to: '/report', search: { draft: id } } as never);
  };
  const again = async () => {
    await retryRow(store, row.id);
    await sender.flush();
  };
  const drop = async () => {
    const isSure = await ask({
      title: t('queue.dropAsk', { title: row.about.title || t('queue.untitled') }),
      words: t('queue.dropWords'),
      yes: t('queue.dropYes'),
      no: t('queue.dropNo'),
    });
    if (isSure) await discardRow(store, row.id);
  };
  return (
    <div className="field-row-ways">
      {/* What was pressed and not written has nothing to mend. */}
      {!isLost && row.draft !== null && (
        <button type="button" onClick={() => void mend()}>
          {row.state === 'draft' ? t('queue.goOn') : t('queue.mend')}
        </button>
      )}
      {row.state === 'refused' && row.command === 'cases.act' && (
        <button type="button" onClick={() => void pass()}>
          {t('queue.handOver')}
        </button>
      )}
      {row.state === 'refused' && (
        <button type="button" onClick={() => void again()}>
          {t('queue.again')}
        </button>
      )}
      <button type="button" className="field-red" onClick={() => void drop()}>
        {t('queue.drop')}
      </button>
    </div>
  );
}
