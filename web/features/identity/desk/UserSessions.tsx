import { App, Button } from 'antd';
import { useWords } from '../../../kit/i18n.ts';
import { useApi, useSend } from '../../../kit/use-api.ts';
import { ErrorBlock, Loading, useErrorWords } from '../../../ui/show/StateBlocks.tsx';

/** Where somebody is signed in, by device and day alone, with a way to end it. */
export function UserSessions({ userId }: { readonly userId: string }) {
  const t = useWords('users');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const list = useApi('GET /users/:id/sessions', { params: { id: userId } });
  const send = useSend('users.endSessions', ['GET /users/:id/sessions', 'POST /users']);
  const end = (sessionId?: string) =>
    send.mutate(
      { id: userId, ...(sessionId ? { sessionId } : {}) },
      {
        onSuccess: ({ ended }) => void message.success(t('sessions.ended', { n: ended })),
        onError: (error) => void message.error(sayError(error).title),
      },
    );
  if (list.error) return <ErrorBlock error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading lines={2} />;
  const { items } = list.data;
  if (items.length === 0) return <p className="users-quiet">{t('sessions.none')}</p>;
  return (
    <>
      <ul className="users-holdings">
        {items.map((item) => (
          <li key={item.id}>
            <div>
              <b>{item.device || t('sessions.unknown')}</b>
              <small>{t('sessions.days', { from: item.startedOn, last: item.lastUsedOn })}</small>
            </div>
            <Button
              size="small"
              disabled={send.isPending}
              aria-label={t('sessions.endNamed', { device: item.device || t('sessions.unknown') })}
              onClick={() => end(item.id)}
            >
              {t('roles.end')}
            </Button>
          </li>
        ))}
      </ul>
      <Button className="users-end-all" size="small" danger disabled={send.isPending} onClick={() => end()}>
        {t('sessions.endAll')}
      </Button>
    </>
  );
}
