import { Alert, Button } from 'antd';
import { useRef } from 'react';
import type { NearbyMatter } from '../../../../contract/case-following.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useSend } from '../../../kit/use-api.ts';
import { Card } from '../../../ui/desk/SplitPage.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../../ui/show/StatusDot.tsx';
import { newTrackToken } from '../track-token.ts';
import { useNearby } from '../use-nearby.ts';
import type { RaisedMatter } from './RaisedResult.tsx';
import { callerPhone, hasPerson, type RaiseDraft } from './raise-draft.ts';

interface NearbyAsideProps {
  readonly draft: RaiseDraft;
  readonly onFollowed: (matter: RaisedMatter) => void;
}

/** What is known at the place already, beside the form: whoever calls follows it instead of a second matter. */
export function NearbyAside({ draft, onFollowed }: NearbyAsideProps) {
  const t = useWords('following');
  const sayError = useErrorWords();
  const token = useRef(newTrackToken());
  const items = useNearby({
    areaId: draft.place?.areaId,
    categoryIds: draft.categoryId === undefined ? [] : [draft.categoryId],
    words: draft.placeWords,
  });
  const follow = useSend('cases.follow', ['POST /cases/nearby', 'GET /cases/:ref/linked']);
  if (items.length === 0) return null;
  const isAsked = hasPerson(draft);
  const phone = isAsked && !draft.isAnonymous ? callerPhone(draft.phone) : undefined;
  const send = (item: NearbyMatter) => {
    const trackToken = isAsked ? token.current : undefined;
    follow.mutate(
      { ref: item.ref, contact: phone ? { phone } : null, ...(trackToken ? { trackToken } : {}) },
      {
        onSuccess: ({ ref, number }) =>
          onFollowed({
            ref,
            number,
            stageLabel: item.plain,
            promiseDueAt: null,
            typeTitle: item.categoryName,
            words: '',
            answers: [],
            place: draft.place,
            placeWords: '',
            trackToken,
            phone,
            isFollowed: true,
          }),
      },
    );
  };
  return (
    <Card title={t('title')}>
      <p className="cases-caller-hint">{t('staffHint')}</p>
      <ul className="cases-caller-list">
        {items.map((item) => (
          <NearbyLine
            key={item.ref}
            item={item}
            isBusy={follow.isPending}
            isAsked={isAsked}
            onFollow={() => send(item)}
          />
        ))}
      </ul>
      {follow.error ? <Alert type="error" showIcon title={sayError(follow.error).title} /> : null}
    </Card>
  );
}

interface LineProps {
  readonly item: NearbyMatter;
  readonly isBusy: boolean;
  readonly isAsked: boolean;
  readonly onFollow: () => void;
}

function NearbyLine({ item, isBusy, isAsked, onFollow }: LineProps) {
  const t = useWords('following');
  const pick = usePick();
  const where = [item.place, item.metres ? t('metres', { n: item.metres }) : ''].filter(Boolean).join(' · ');
  return (
    <li>
      <b>
        {pick(item.categoryName)} · {where}
      </b>
      <p>
        <StatusDot tone={item.isClosed ? 'grey' : 'blue'}>{item.isClosed ? t('closed') : pick(item.plain)}</StatusDot>
        <span>{t('people', { count: item.people })}</span>
        <span className="figures">{t('raised', { day: item.raisedOn.slice(5) })}</span>
      </p>
      <Button size="small" loading={isBusy} onClick={onFollow}>
        {t(isAsked ? 'callerToo' : 'meToo')}
      </Button>
    </li>
  );
}
