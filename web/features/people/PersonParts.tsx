import { Link } from '@tanstack/react-router';
import type { PersonDetail } from '../../../contract/people.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { type Fact, Facts } from '../../ui/show/Facts.tsx';
import { ChangeList } from './ChangeList.tsx';
import { MaskedNumber } from './MaskedNumber.tsx';
import { MergeList } from './MergeDialogs.tsx';
import { PersonTags } from './PersonTags.tsx';
import { usePeriodWords } from './person-words.ts';

interface PartsProps {
  readonly person: PersonDetail;
  readonly onChoose: (ref: string) => void;
}

/** The parts of a person's page, one under the other. */
export function PersonParts({ person, onChoose }: PartsProps) {
  const t = useWords('people');
  return (
    <>
      <Basics person={person} />
      <DetailSection title={t('part.homes')}>
        <Homes person={person} />
      </DetailSection>
      <PersonTags person={person} />
      <Ownerships person={person} />
      <OtherRecords person={person} onChoose={onChoose} />
      <MergeList person={person} />
      <ChangeList changes={person.changes} />
    </>
  );
}

function Basics({ person }: { readonly person: PersonDetail }) {
  const t = useWords('people');
  const pick = usePick();
  const { ref, idMasked, bornOn, phones, mayReveal, mayDial, details } = person;
  const facts: readonly Fact[] = [
    {
      label: t('idNumber'),
      value: idMasked ? <MaskedNumber personRef={ref} field="id" masked={idMasked} mayReveal={mayReveal} /> : t('noId'),
    },
    ...(bornOn ? [{ label: t('bornOn'), value: <span className="figures">{bornOn}</span> }] : []),
    {
      label: t('phone'),
      value:
        phones.length === 0 ? (
          t('noPhone')
        ) : (
          <ul className="people-phones">
            {phones.map(({ id, masked, note }) => (
              <li key={id}>
                <MaskedNumber
                  personRef={ref}
                  field="phone"
                  phone={id}
                  masked={masked}
                  mayReveal={mayReveal}
                  mayDial={mayDial}
                />
                {note && <span className="people-phone-note">{note}</span>}
              </li>
            ))}
          </ul>
        ),
    },
    ...details.map(({ label, text }) => ({ label: pick(label), value: pick(text) })),
  ];
  return (
    <DetailSection title={t('part.basics')}>
      <Facts items={facts} />
    </DetailSection>
  );
}

function Homes({ person }: { readonly person: PersonDetail }) {
  const t = useWords('people');
  const sayPeriod = usePeriodWords();
  if (person.residences.length === 0) return <p className="people-none">{t('noHomes')}</p>;
  return (
    <ul className="people-homes">
      {person.residences.map((home) => (
        <li key={home.id} className={home.toOn === null ? 'people-home-now' : undefined}>
          <Link to={'/houses' as never} search={{ ref: home.houseRef } as never}>
            {home.words}
          </Link>
          <span>{[t(`asWhats.${home.asWhat}`), t(`kinds.${home.kind}`), sayPeriod(home)].join(' · ')}</span>
          {home.householdRef && home.toOn === null && (
            <Link className="people-home-more" to={`/households/${home.householdRef}` as never}>
              {t('openHousehold')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function Ownerships({ person }: { readonly person: PersonDetail }) {
  const t = useWords('people');
  const sayPeriod = usePeriodWords();
  if (person.ownerships.length === 0) return null;
  return (
    <DetailSection title={t('part.ownerships')}>
      <ul className="people-homes">
        {person.ownerships.map((one) => (
          <li
            key={`${one.houseRef} ${one.fromOn} ${one.toOn}`}
            className={one.toOn === null ? 'people-home-now' : undefined}
          >
            <Link to={'/houses' as never} search={{ ref: one.houseRef } as never}>
              {one.words}
            </Link>
            <span>{[t('share', { share: one.share }), sayPeriod(one)].join(' · ')}</span>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

/** The same person elsewhere, and records that were joined. */
function OtherRecords({ person, onChoose }: PartsProps) {
  const t = useWords('people');
  const joined = person.joined.map(({ ref, name }) => ({ ref, words: t('joined', { name }) }));
  const into = person.mergedInto ? [{ ref: person.mergedInto, words: t('mergedInto') }] : [];
  const elsewhere = person.elsewhere.map(({ ref, communityName }) => ({ ref, words: communityName }));
  const all = [...into, ...elsewhere, ...joined];
  if (all.length === 0) return null;
  return (
    <DetailSection title={t('part.elsewhere')}>
      <ul className="people-records">
        {all.map(({ ref, words }) => (
          <li key={ref}>
            <button type="button" onClick={() => onChoose(ref)}>
              {words}
            </button>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
