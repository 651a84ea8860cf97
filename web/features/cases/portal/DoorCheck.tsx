import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import type { DoorCheck } from '../../../../contract/authenticity.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { isNoAnswer, RefusalError } from '../../../kit/refusal-error.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Loading, useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { DeskCall, NeverCard, Verdict } from './GenuineParts.tsx';
import { PortalShell } from './PortalShell.tsx';
import { SubmitButton } from './SubmitButton.tsx';
import { useMyGrid, useMyPlace } from './use-place.ts';

interface Asked {
  readonly code: string;
  readonly communityId?: number | undefined;
}

/** Each check is asked anew: an answer of a minute ago is no answer. */
function useDoorCheck(asked: Asked | undefined) {
  return useQuery({
    ...apiQuery('POST /authenticity/door', { query: { ...(asked ?? { code: '' }) } }),
    enabled: asked !== undefined,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** One of ours: who it is, as their post is published, and why they come. */
function Ours({ check }: { readonly check: DoorCheck }) {
  const t = useWords('authenticity');
  const pick = usePick();
  const place = useMyPlace();
  const mine = useMyGrid()?.desk ?? null;
  const { worker, community } = check;
  if (!worker) return null;
  const rows = [
    [t('ours.name'), worker.name],
    [t('ours.post'), pick(worker.post)],
    [t('ours.unit'), worker.unit],
    [t('ours.community'), community ?? ''],
    [t('ours.purpose'), pick(worker.purpose)],
  ];
  const isElsewhere = place !== undefined && community !== null && place.communityName !== community;
  if (isElsewhere)
    return (
      <Verdict look="bad" title={t('elsewhere', { theirs: community, yours: place.communityName })}>
        <DeskCall desk={mine} />
      </Verdict>
    );
  return (
    <Verdict look="good" title={t('ours.title')}>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{t('ours.note')}</p>
    </Verdict>
  );
}

/** What came of a check at the door; nothing found is said in red, with the number to call. */
export function DoorVerdict({ asked }: { readonly asked: Asked }) {
  const t = useWords('authenticity');
  const sayError = useErrorWords();
  const mine = useMyGrid()?.desk ?? null;
  const { data, error } = useDoorCheck(asked);
  if (data?.state === 'ours') return <Ours check={data} />;
  if (data) {
    const isOver = data.state === 'expired';
    return (
      <Verdict look="bad" title={t(isOver ? 'wrong.expired' : 'wrong.title')}>
        <p>{t(isOver ? 'wrong.expiredHint' : 'wrong.hint')}</p>
        <DeskCall desk={data.desk ?? mine} />
      </Verdict>
    );
  }
  if (error instanceof RefusalError && error.status === 429)
    return (
      <Verdict look="plain" title={t('wrong.busy')}>
        <p>{t('wrong.busyHint')}</p>
        <DeskCall desk={mine} />
      </Verdict>
    );
  // No answer says nothing about who stands there.
  if (error)
    return (
      <Verdict
        look={isNoAnswer(error) ? 'plain' : 'bad'}
        title={isNoAnswer(error) ? sayError(error).title : t('wrong.title')}
      >
        <p>{isNoAnswer(error) ? sayError(error).hint : sayError(error).title}</p>
        <DeskCall desk={mine} />
      </Verdict>
    );
  return (
    <MobileCard>
      <Loading lines={4} />
    </MobileCard>
  );
}

/** Six digits as they are read out at the door; they are of one community. */
export function DoorForm() {
  const t = useWords('authenticity');
  const p = useWords('portal');
  const id = useId();
  const place = useMyPlace();
  const communities = useCommunitySheet();
  const [digits, setDigits] = useState('');
  const [isShort, setIsShort] = useState(false);
  const [asked, setAsked] = useState<Asked & { readonly nth: number }>();
  const check = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = digits.length === 6 && place !== undefined;
    setIsShort(!isWhole);
    if (isWhole) setAsked({ code: digits, communityId: place.communityId, nth: (asked?.nth ?? 0) + 1 });
  };
  return (
    <>
      <MobileCard title={t('doorForm.title')}>
        <p className="portal-quiet">{t('doorForm.how')}</p>
        <form className="portal-form" onSubmit={check} noValidate>
          <div className="portal-home-row">
            <span>
              <small>{t('doorForm.community')}</small>
              {place && <b>{place.communityName}</b>}
            </span>
            <button type="button" onClick={communities.show}>
              {p(place ? 'place.change' : 'place.choose')}
            </button>
          </div>
          <label htmlFor={id}>{t('doorForm.digits')}</label>
          <input
            id={id}
            className="figures portal-genuine-digits"
            inputMode="numeric"
            autoComplete="off"
            maxLength={7}
            value={digits}
            onChange={(event) => setDigits(event.target.value.normalize('NFKC').replace(/\D/g, '').slice(0, 6))}
          />
          <div role="alert">{isShort && <p className="ll-field-error">{t('doorForm.fault')}</p>}</div>
          <SubmitButton label={t('check')} isBusy={false} />
        </form>
      </MobileCard>
      {asked && <DoorVerdict key={asked.nth} asked={{ code: asked.code, communityId: asked.communityId }} />}
      {communities.sheet}
    </>
  );
}

/** /v/<code>: what a phone's camera opens at the door. */
export function DoorCheckPage() {
  const t = useWords('authenticity');
  const navigate = useNavigate();
  const { code = '' } = useParams({ strict: false }) as { code?: string };
  return (
    <PortalShell title={t('page')}>
      <DoorVerdict asked={{ code }} />
      <MobileCard>
        <MobileButton look="plain" action={{ label: t('again'), onPress: () => void navigate({ to: '/genuine' }) }} />
      </MobileCard>
      <NeverCard />
    </PortalShell>
  );
}
