import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { type FeedbackItem, type FeedbackState, feedbackKinds } from '../../../contract/feedback.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { CountTabs } from '../../ui/desk/CountTabs.tsx';
import { ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import './feedback.css';

const states: readonly FeedbackState[] = ['new', 'seen', 'answered'];

function useInbox(state: FeedbackState | undefined) {
  return useInfiniteQuery({
    queryKey: ['GET /feedback', state ?? null],
    queryFn: ({ pageParam, signal }) =>
      api.get('GET /feedback', {
        query: { limit: 30, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}

/** /desk/feedback-inbox: what people say of the platform, for whoever runs it. */
export function FeedbackInbox() {
  const t = useWords('feedback');
  const [filters, change] = useFilters(['state']);
  const state = states.find((one) => one === filters.state);
  const found = useInbox(state);
  const items = found.data?.pages.flatMap((page) => page.items);
  const counts = found.data?.pages[0]?.counts;
  return (
    <PlainPage>
      <PageTitle title={t('inbox.title')} sub={t('inbox.sub')} />
      <ListCard>
        <CountTabs
          label={t('inbox.tabs')}
          rows={[
            states.map((key) => ({
              key,
              label: t(`state.${key}`),
              count: key === 'answered' ? undefined : counts?.[key],
            })),
          ]}
          value={[state]}
          onChange={(_, key) => change({ state: key })}
        />
        <div className="feedback-inbox">
          {found.error && <ErrorBlock error={found.error} onRetry={() => void found.refetch()} />}
          {found.isPending && <Loading lines={6} />}
          {items?.length === 0 && <Empty title={t('inbox.none')} />}
          <ul className="feedback-list">
            {items?.map((item) => (
              <InboxRow key={item.id} item={item} />
            ))}
          </ul>
          {found.hasNextPage && (
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('inbox.more')}
            </Button>
          )}
        </div>
      </ListCard>
    </PlainPage>
  );
}

function InboxRow({ item }: { readonly item: FeedbackItem }) {
  const t = useWords('feedback');
  const pick = usePick();
  const at = useInstantWords();
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const see = useSend('feedback.see', ['GET /feedback']);
  const answer = useSend('feedback.answer', ['GET /feedback']);
  const [words, setWords] = useState<string>();
  const [contact, setContact] = useState<string>();
  const fault = (error: unknown) => void message.error(sayError(error).title);
  const showContact = () =>
    api.get('GET /feedback/:id/contact', { params: { id: item.id } }).then((found) => setContact(found.contact), fault);
  const give = () => {
    if (!words || words.trim().length < 2) return;
    answer.mutate(
      { id: item.id, answer: words },
      {
        onSuccess: () => {
          setWords(undefined);
          void message.success(t('inbox.done'));
        },
        onError: fault,
      },
    );
  };
  return (
    <li>
      <p className="feedback-head">
        <b>{pick(feedbackKinds[item.kind])}</b>
        <small>{t(`inbox.from.${item.sender}`)}</small>
        <small className="figures">{at(item.madeAt)}</small>
        <small>{t('page', { path: item.path })}</small>
        <StatusDot tone={item.state === 'answered' ? 'green' : 'amber'}>{t(`state.${item.state}`)}</StatusDot>
      </p>
      <p>{item.words}</p>
      {item.answer && (
        <p className="feedback-answer">
          <b>{t('answer')}</b> {item.answer}
        </p>
      )}
      {words !== undefined && (
        <Input.TextArea
          rows={3}
          maxLength={1000}
          aria-label={t('inbox.label', { words: item.words.slice(0, 20) })}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <div className="feedback-tools">
        {words === undefined ? (
          <Button onClick={() => setWords(item.answer ?? '')}>
            {t(item.answer ? 'inbox.change' : 'inbox.answer')}
          </Button>
        ) : (
          <Button type="primary" loading={answer.isPending} onClick={give}>
            {t('inbox.send')}
          </Button>
        )}
        {item.state === 'new' && (
          <Button loading={see.isPending} onClick={() => see.mutate({ id: item.id }, { onError: fault })}>
            {t('inbox.see')}
          </Button>
        )}
        {item.hasContact && !contact && <Button onClick={() => void showContact()}>{t('inbox.contact')}</Button>}
        {contact && <span className="figures">{contact}</span>}
      </div>
    </li>
  );
}
