import { Button } from 'antd';
import { useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import './orders.css';

/** Who could be asked to take an order, by name; they decide, and declining leaves nothing behind. */
export function InviteCard({ caseRef }: { readonly caseRef: string }) {
  const t = useWords('orders');
  const sayError = useErrorWords();
  const { data, error } = useApi('GET /orders/:ref/invitable', { params: { ref: caseRef } });
  const invite = useSend('orders.invite', ['GET /orders/:ref/invitable']);
  const failed = invite.error ?? error;
  const fault = failed ? sayError(failed) : undefined;
  return (
    <DetailSection title={t('invite')}>
      <p className="orders-hint">{t(data?.items.length === 0 ? 'inviteNone' : 'inviteHint')}</p>
      <div role="alert">
        {fault && (
          <p className="ll-field-error">
            {fault.title} {fault.hint}
          </p>
        )}
      </div>
      {!data && !error && <Loading lines={2} />}
      <ul className="orders-volunteers">
        {data?.items.map(({ id, name, organisationName, isAsked }) => (
          <li key={id}>
            <span>
              <b>{name}</b> {organisationName}
            </span>
            <Button
              size="small"
              disabled={isAsked}
              loading={invite.isPending && invite.variables?.volunteerId === id}
              onClick={() => invite.mutate({ ref: caseRef, volunteerId: id })}
            >
              {t(isAsked ? 'invited' : 'inviteOne')}
            </Button>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
