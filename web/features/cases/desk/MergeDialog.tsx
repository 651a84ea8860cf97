import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, App, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import type { SameCandidate } from '../../../../contract/case-relations.ts';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { apiQuery, useSend } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { Modal } from '../../../ui/desk/Modal.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot, Tag } from '../../../ui/show/StatusDot.tsx';
import { toneOf } from './case-words.ts';
import { linkReads } from './link-reads.ts';
import { useSettled } from './use-settled.ts';
import './merge-dialog.css';

interface MergeDialogProps {
  readonly matter: CaseDetail;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** From this likeness on the words themselves are named as a reason. */
const likeWords = 0.2;

/** Why a matter may be the same, in a few words. */
function Reasons({ candidate }: { readonly candidate: SameCandidate }) {
  const t = useWords('links');
  const { isSameBuilding, isSameCategory, metres, words, daysApart, mergedCount } = candidate;
  const reasons = [
    isSameBuilding ? t('merge.sameBuilding') : metres === null ? undefined : t('merge.metres', { n: metres }),
    isSameCategory ? t('merge.sameCategory') : undefined,
    words >= likeWords ? t('merge.likeWords') : undefined,
    daysApart === 0 ? t('merge.sameDay') : t('merge.days', { n: daysApart }),
    mergedCount > 0 ? t('merge.holds', { n: mergedCount }) : undefined,
  ].filter((one) => one !== undefined);
  return (
    <span className="cases-same-reasons">
      {reasons.map((reason) => (
        <Tag key={reason} tone="grey" small>
          {reason}
        </Tag>
      ))}
    </span>
  );
}

function Candidate({ candidate }: { readonly candidate: SameCandidate }) {
  const pick = usePick();
  const sayInstant = useInstantWords();
  const { item } = candidate;
  return (
    <span className="cases-same">
      <span className="cases-same-top">
        <b>{item.title}</b>
        <StatusDot tone={toneOf(item)}>{pick(item.stageLabel)}</StatusDot>
      </span>
      <span className="cases-same-where">
        <span className="figures">{item.number}</span>
        {[item.placeWords, item.categoryName && pick(item.categoryName), sayInstant(item.raisedAt)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <Reasons candidate={candidate} />
    </span>
  );
}

/** Which of two is the main one, and the words that go with it. */
function useMerge(matter: CaseDetail, onDone: () => void) {
  const t = useWords('links');
  const { message } = App.useApp();
  const send = useSend('cases.merge', linkReads);
  const merge = (otherRef: string, isThisMain: boolean, words: string) =>
    send.mutate(
      isThisMain
        ? { ref: otherRef, mainRef: matter.ref, words }
        : { ref: matter.ref, mainRef: otherRef, words, basedOn: matter.seq },
      {
        onSuccess: ({ number, mainNumber }) => {
          void message.success(t('merge.done', { number, main: mainNumber }));
          onDone();
        },
      },
    );
  return { merge, isBusy: send.isPending, error: send.error };
}

/** “Same matter as …”: what may be the same, found or typed; then which of the two goes on as the main one. */
export function MergeDialog({ matter, onDone, onCancel }: MergeDialogProps) {
  const t = useWords('links');
  const id = useId();
  const sayError = useErrorWords();
  const [typed, setTyped] = useState('');
  const [otherRef, setOtherRef] = useState<string>();
  const [isThisMain, setIsThisMain] = useState(false);
  const [words, setWords] = useState('');
  const q = useSettled(typed.trim());
  const found = useQuery({
    ...apiQuery('POST /cases/:ref/same', { params: { ref: matter.ref }, query: q === '' ? {} : { q } }),
    placeholderData: keepPreviousData,
  });
  const { merge, isBusy, error } = useMerge(matter, onDone);
  const items = found.data?.items ?? [];
  const chosen = items.find(({ item }) => item.ref === otherRef);
  return (
    <Modal
      open
      title={t('merge.title')}
      width={640}
      okText={t('merge.submit')}
      okButtonProps={{ disabled: !chosen }}
      confirmLoading={isBusy}
      onOk={() => chosen && merge(chosen.item.ref, isThisMain, words)}
      onCancel={onCancel}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p className="cases-act-what">{t('merge.on', { number: matter.number, title: matter.title })}</p>
      {error && <Alert type="error" showIcon title={sayError(error).title} className="cases-same-fault" />}
      <div className="cases-same-find">
        <b id={`${id}-which`}>{t('merge.which')}</b>
        <Input
          allowClear
          aria-label={t('merge.find')}
          placeholder={t('merge.find')}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {found.error && <ErrorBlock error={found.error} onRetry={() => void found.refetch()} />}
      {!found.data && !found.error && <Loading lines={4} />}
      {found.data && items.length === 0 && <Empty title={t('merge.none')} hint={t('merge.noneHint')} />}
      <Radio.Group
        className="cases-same-list"
        aria-labelledby={`${id}-which`}
        value={chosen?.item.ref}
        onChange={(event) => setOtherRef(event.target.value)}
        options={items.map((candidate) => ({
          value: candidate.item.ref,
          label: <Candidate candidate={candidate} />,
        }))}
      />
      {chosen && (
        <div className="cases-same-main">
          <b id={`${id}-main`}>{t('merge.main')}</b>
          <Radio.Group
            vertical
            aria-labelledby={`${id}-main`}
            value={isThisMain}
            onChange={(event) => setIsThisMain(event.target.value)}
            options={[
              { value: false, label: t('merge.mainOther', { number: chosen.item.number }) },
              { value: true, label: t('merge.mainThis', { number: chosen.item.number }) },
            ]}
          />
          <p>{t('merge.follows')}</p>
          <Input.TextArea
            aria-label={t('merge.words')}
            placeholder={t('merge.words')}
            rows={2}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      )}
    </Modal>
  );
}
