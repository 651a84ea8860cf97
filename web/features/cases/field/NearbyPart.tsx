import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { NearbyMatter } from '../../../../contract/case-following.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useSend } from '../../../kit/use-api.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { toast } from '../../../ui/field/messages.ts';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { NearbyCard } from '../NearbyCard.tsx';
import { useNearby } from '../use-nearby.ts';
import type { ReportDraft } from './report-draft.ts';
import type { Report } from './use-report.ts';

interface NearbyPartProps {
  readonly report: Report;
  readonly draft: ReportDraft;
}

/** What is known at the place, where there is a signal to ask; without one nothing is here and nothing waits for it. */
export function NearbyPart({ report, draft }: NearbyPartProps) {
  const t = useWords('following');
  const navigate = useNavigate();
  const isReached = useReach();
  const [isLost, setIsLost] = useState(false);
  const follow = useSend('cases.follow', ['POST /cases/nearby']);
  const items = useNearby(
    {
      areaId: draft.place?.areaId,
      point: draft.place?.point,
      categoryIds: draft.categoryId === null ? [] : [draft.categoryId],
      words: draft.words,
    },
    isReached,
  );
  if (!isReached || items.length === 0) return null;
  const phone = draft.isAsked && !draft.isAnonymous ? draft.phone.trim() : '';
  const send = (item: NearbyMatter) =>
    follow.mutate(
      {
        ref: item.ref,
        contact: phone === '' ? null : { phone },
        ...(draft.isAsked ? { trackToken: draft.trackToken } : {}),
      },
      {
        onSuccess: async () => {
          await report.drop();
          toast(t('fieldDone'));
          await navigate({ to: '/' });
        },
        onError: () => setIsLost(true),
      },
    );
  return (
    <>
      <NearbyCard
        items={items}
        hint={t('staffHint')}
        actionOf={(item) => (
          <MobileButton
            look="plain"
            action={{
              label: t(draft.isAsked ? 'callerToo' : 'meToo'),
              onPress: () => send(item),
              isBusy: follow.isPending,
            }}
          />
        )}
      />
      {isLost && (
        <p className="field-fault" role="alert">
          {t('fieldLost')}
        </p>
      )}
    </>
  );
}
