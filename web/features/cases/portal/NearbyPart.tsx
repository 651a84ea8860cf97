import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import type { NearbyMatter } from '../../../../contract/case-following.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { secretWay } from '../../../kit/link-secret.tsx';
import { useSend } from '../../../kit/use-api.ts';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { NearbyCard } from '../NearbyCard.tsx';
import { newTrackToken } from '../track-token.ts';
import { useNearby } from '../use-nearby.ts';
import { keepTrack } from './device.ts';
import { LinkButton } from './LinkButton.tsx';
import { phoneFaultOf, SendNote } from './SendNote.tsx';
import { suggestCategories } from './suggest-categories.ts';
import { useResident } from './use-matters.ts';
import type { Report } from './use-report.ts';

interface NearbyPartProps {
  readonly report: Report;
}

/** What is known where the report lies: "me too" instead of a second one. Without a line, or with nothing known, there is nothing here. */
export function NearbyPart({ report }: NearbyPartProps) {
  const t = useWords('following');
  const { draft, category, choices } = report;
  const kinds = category ? [category] : suggestCategories(choices, draft.words);
  const items = useNearby({
    areaId: draft.place?.areaId,
    point: draft.place?.point,
    categoryIds: kinds.map(({ id }) => id),
    words: draft.words,
  });
  const [chosen, setChosen] = useState<NearbyMatter>();
  const actionOf = (item: NearbyMatter) =>
    item.relation === 'none' ? (
      <MobileButton look="plain" action={{ label: t('meToo'), onPress: () => setChosen(item) }} />
    ) : (
      <LinkButton to={item.relation === 'mine' ? '/mine/$ref' : '/followed/$ref'} params={{ ref: item.ref }}>
        {t(item.relation === 'mine' ? 'openMine' : 'openFollowed')}
      </LinkButton>
    );
  return (
    <>
      <NearbyCard items={items} hint={t('hint')} actionOf={actionOf} />
      <Sheet open={chosen !== undefined} title={t('sheet.title')} onClose={() => setChosen(undefined)}>
        {chosen && <FollowForm item={chosen} report={report} />}
      </Sheet>
    </>
  );
}

/** Where to tell them; a phone is not needed. The draft is done then: nothing is sent of it. */
function FollowForm({ item, report }: NearbyPartProps & { readonly item: NearbyMatter }) {
  const t = useWords('following');
  const pick = usePick();
  const id = useId();
  const navigate = useNavigate();
  const { isResident, phoneMasked = '' } = useResident();
  const token = useRef(newTrackToken());
  const [phone, setPhone] = useState(report.draft.phone);
  const follow = useSend('cases.follow', ['GET /my/followed', 'POST /cases/nearby']);
  const fault = phoneFaultOf(follow.error, pick);
  const send = () => {
    const typed = phone.trim();
    const contact = isResident ? { isMine: true } : typed === '' ? null : { phone: typed };
    follow.mutate(
      { ref: item.ref, contact, trackToken: token.current },
      {
        onSuccess: async ({ number }) => {
          keepTrack({ token: token.current, number, hasPhone: contact !== null });
          await report.drop();
          void navigate({ ...secretWay('/t', token.current), replace: true } as never);
        },
      },
    );
  };
  return (
    <div className="portal-form">
      <p>
        <b>{pick(item.categoryName)}</b> · {item.place}
      </p>
      {isResident ? (
        <p>{t('sheet.mine', { phone: phoneMasked })}</p>
      ) : (
        <>
          <label htmlFor={id}>{t('sheet.phone')}</label>
          <input
            id={id}
            type="tel"
            autoComplete="tel-national"
            maxLength={30}
            aria-invalid={fault !== undefined}
            aria-describedby={`${id}-hint`}
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
          <small id={`${id}-hint`}>
            {t('sheet.phoneHint')} {t('sheet.private')}
          </small>
        </>
      )}
      {fault && (
        <p className="ll-field-error" role="alert">
          {fault}
        </p>
      )}
      {follow.error && !fault ? <SendNote error={follow.error} /> : null}
      <MobileButton look="fill" action={{ label: t('sheet.send'), onPress: send, isBusy: follow.isPending }} />
    </div>
  );
}
