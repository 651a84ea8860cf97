import { Button } from 'antd';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import type { OutsideLinkView } from '../../../../contract/outside-links.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useApi, useSend } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { DetailSection } from '../../../ui/desk/SplitPage.tsx';
import { SureButton } from '../../../ui/desk/SureButton.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../../ui/show/StatusDot.tsx';

const tones: Readonly<Record<OutsideLinkView['state'], Tone>> = { open: 'blue', over: 'grey', revoked: 'grey' };
const reads = ['GET /cases/:ref/outside-links'] as const;

/** Whom a matter was handed to by a link, how far they are, and the link's end: later, or now. */
export function OutsideLinks({ matter }: { readonly matter: Pick<CaseDetail, 'ref' | 'entries' | 'offers'> }) {
  // Asked for only where somebody was handed it.
  const wasHanded = matter.entries.some(({ action }) => action === 'hand-out');
  return wasHanded ? <LinkList matter={matter} /> : null;
}

function LinkList({ matter }: { readonly matter: Pick<CaseDetail, 'ref' | 'offers'> }) {
  const t = useWords('desk-work');
  const { data } = useApi('GET /cases/:ref/outside-links', { params: { ref: matter.ref } });
  if (!data || data.items.length === 0) return null;
  const mayChange = matter.offers.some(({ action }) => action === 'hand-out');
  return (
    <DetailSection title={t('links.title')}>
      <ul className="cases-parts">
        {data.items.map((link) => (
          <LinkRow key={link.id} caseRef={matter.ref} link={link} mayChange={mayChange} />
        ))}
      </ul>
    </DetailSection>
  );
}

interface LinkRowProps {
  readonly caseRef: string;
  readonly link: OutsideLinkView;
  readonly mayChange: boolean;
}

function useHowFar(): (link: OutsideLinkView) => string {
  const t = useWords('desk-work');
  const sayInstant = useInstantWords();
  return (link) => {
    if (link.doneAt) return t('links.done', { at: sayInstant(link.doneAt) });
    if (link.comingOn) return t('links.coming', { day: link.comingOn });
    return link.seenAt ? t('links.seen', { at: sayInstant(link.seenAt) }) : t('links.unseen');
  };
}

function LinkRow({ caseRef, link, mayChange }: LinkRowProps) {
  const t = useWords('desk-work');
  const sayInstant = useInstantWords();
  const sayError = useErrorWords();
  const sayHowFar = useHowFar();
  const extend = useSend('outside-links.extend', reads);
  const revoke = useSend('outside-links.revoke', reads);
  const error = extend.error ?? revoke.error;
  return (
    <li>
      <span className="cases-parts-name">
        {link.name}
        {link.firm && `（${link.firm}）`}
        <small>
          {sayHowFar(link)}
          {link.sharesContact && ` · ${t('links.withContact')}`}
        </small>
        {mayChange && link.state === 'open' && (
          <span className="cases-link-tools">
            <Button
              size="small"
              type="link"
              loading={extend.isPending}
              onClick={() => extend.mutate({ ref: caseRef, id: link.id, days: 7 })}
            >
              {t('links.extend')}
            </Button>
            <SureButton
              size="small"
              type="link"
              danger
              loading={revoke.isPending}
              ask={t('links.revokeAsk')}
              yes={t('links.revoke')}
              onSure={() => revoke.mutate({ ref: caseRef, id: link.id })}
            >
              {t('links.revoke')}
            </SureButton>
          </span>
        )}
        {error && <small role="alert">{sayError(error).title}</small>}
      </span>
      <StatusDot tone={tones[link.state]}>{t(`links.${link.state}`)}</StatusDot>
      <time dateTime={link.expiresAt}>{t('links.until', { at: sayInstant(link.expiresAt) })}</time>
    </li>
  );
}
