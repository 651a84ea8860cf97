import { type FormEvent, useId, useState } from 'react';
import type { BookablePost, OwnBooking } from '../../../../contract/bookings.ts';
import { api } from '../../../kit/api.ts';
import { useWords } from '../../../kit/i18n.ts';
import { momentOf } from '../../../kit/time.ts';
import { useApi, useSend } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { useCommunitySheet } from './CommunitySheet.tsx';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import { SubmitButton } from './SubmitButton.tsx';
import { useResident } from './use-matters.ts';
import { useMyPlace } from './use-place.ts';
import './book-page.css';

const renewed = ['GET /public/slots', 'GET /my/bookings'] as const;

interface Chosen {
  readonly post: BookablePost;
  readonly startsAt: string;
}

/** /book: the hours of advisers, mediators and receptions around my place; one is booked by name, with the phone I signed in with. */
export function BookPage() {
  const t = useWords('portal-bookings');
  const place = useMyPlace();
  const communities = useCommunitySheet();
  const { isResident } = useResident();
  const [chosen, setChosen] = useState<Chosen>();
  const [done, setDone] = useState<string>();
  return (
    <PortalShell title={t('title')}>
      {done !== undefined && (
        <MobileCard>
          <p role="status">{done}</p>
        </MobileCard>
      )}
      {isResident && <OwnBookings />}
      {place ? (
        <>
          <MobileCard>
            <div className="portal-home-row">
              <b>{place.communityName}</b>
              <button type="button" onClick={communities.show}>
                {t('choose')}
              </button>
            </div>
            <p className="portal-quiet">{t('hint')}</p>
          </MobileCard>
          {chosen ? (
            <BookForm
              chosen={chosen}
              onOther={() => setChosen(undefined)}
              onDone={(said) => {
                setDone(said);
                setChosen(undefined);
              }}
            />
          ) : (
            <OpenPosts areaId={place.areaId ?? place.communityId} onChoose={setChosen} />
          )}
        </>
      ) : (
        <MobileCard title={t('choosePlace')}>
          <MobileButton look="fill" action={{ label: t('choose'), onPress: communities.show }} />
        </MobileCard>
      )}
      {communities.sheet}
    </PortalShell>
  );
}

function OpenPosts({ areaId, onChoose }: { readonly areaId: number; readonly onChoose: (one: Chosen) => void }) {
  const t = useWords('portal-bookings');
  const { data, error, refetch } = useApi('GET /public/slots', { query: { areaId } });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  if (data.items.length === 0)
    return (
      <MobileCard>
        <Empty title={t('none')} hint={t('noneHint')} />
      </MobileCard>
    );
  return data.items.map((post) => <PostCard key={post.rotaId} post={post} onChoose={onChoose} />);
}

function PostCard({ post, onChoose }: { readonly post: BookablePost; readonly onChoose: (one: Chosen) => void }) {
  const t = useWords('portal-bookings');
  const days = [...new Set(post.slots.map(({ startsAt }) => momentOf(startsAt).day))];
  return (
    <MobileCard title={post.name}>
      <p className="portal-quiet">
        {post.place}
        {post.phone !== '' && ` · ${post.phone}`}
      </p>
      {days.map((day) => (
        <section key={day} className="book-day" aria-label={day}>
          <b className="figures">{day}</b>
          <div className="book-slots">
            {post.slots
              .filter(({ startsAt }) => momentOf(startsAt).day === day)
              .map(({ startsAt, free }) => (
                <button
                  key={startsAt}
                  type="button"
                  className="book-slot figures"
                  disabled={free === 0}
                  onClick={() => onChoose({ post, startsAt })}
                >
                  {momentOf(startsAt).time}
                  {free === 0 && <small>{t('full')}</small>}
                </button>
              ))}
          </div>
        </section>
      ))}
    </MobileCard>
  );
}

interface BookFormProps {
  readonly chosen: Chosen;
  readonly onOther: () => void;
  readonly onDone: (said: string) => void;
}

function BookForm({ chosen: { post, startsAt }, onOther, onDone }: BookFormProps) {
  const t = useWords('portal-bookings');
  const id = useId();
  const sayError = useErrorWords();
  const sayInstant = useInstantWords();
  const { isResident } = useResident();
  const book = useSend('bookings.book', renewed);
  const [name, setName] = useState('');
  const [isShort, setIsShort] = useState(false);
  const when = sayInstant(startsAt);
  const said = book.error ? sayError(book.error) : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setIsShort(name.trim() === '');
    if (name.trim() === '') return;
    const input = { rotaId: post.rotaId, startsAt, name: name.trim() };
    book.mutate(input, { onSuccess: () => onDone(t('done', { when, place: post.place })) });
  };
  return (
    <MobileCard title={t('chosen', { post: post.name, when })}>
      {isResident ? (
        <form className="portal-form" onSubmit={send} noValidate>
          <label htmlFor={id}>{t('name')}</label>
          <input
            id={id}
            autoComplete="name"
            maxLength={40}
            aria-describedby={`${id}-hint`}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <small id={`${id}-hint`}>{t('nameHint')}</small>
          <div role="alert">
            {isShort && <p className="ll-field-error">{t('nameFault')}</p>}
            {said && (
              <p className="ll-field-error">
                {said.title} {said.hint}
              </p>
            )}
          </div>
          <SubmitButton label={t('book')} isBusy={book.isPending} />
        </form>
      ) : (
        <>
          <p className="portal-quiet">{t('signIn')}</p>
          <LinkButton to={'/sign-in' as never} look="fill">
            {t('toSignIn')}
          </LinkButton>
        </>
      )}
      <div className="portal-after">
        <MobileButton look="plain" action={{ label: t('other'), onPress: onOther }} />
      </div>
    </MobileCard>
  );
}

function OwnBookings() {
  const t = useWords('portal-bookings');
  const items = useApi('GET /my/bookings').data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <MobileCard title={t('mine')}>
      <ul className="book-own">
        {items.map((one) => (
          <OwnRow key={one.id} one={one} />
        ))}
      </ul>
      <a
        className="ll-mobile-button ll-mobile-button-plain portal-link-button"
        href={api.href('GET /my/bookings/calendar')}
      >
        {t('calendar')}
      </a>
    </MobileCard>
  );
}

function OwnRow({ one }: { readonly one: OwnBooking }) {
  const t = useWords('portal-bookings');
  const sayInstant = useInstantWords();
  const sayError = useErrorWords();
  const cancel = useSend('bookings.cancel', renewed);
  const said = cancel.error ? sayError(cancel.error) : undefined;
  return (
    <li>
      <b>{sayInstant(one.startsAt)}</b>
      <span>
        {one.name} · {one.place}
      </span>
      {one.isUncovered && <b role="status">{t('fallenAway')}</b>}
      {one.mayCancel && (
        <MobileButton
          look="plain"
          action={{ label: t('cancel'), onPress: () => cancel.mutate({ id: one.id }), isBusy: cancel.isPending }}
        />
      )}
      {said && (
        <p className="ll-field-error" role="alert">
          {said.title} {said.hint}
        </p>
      )}
    </li>
  );
}
