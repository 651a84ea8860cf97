import { MapTrifoldIcon } from '@phosphor-icons/react/dist/csr/MapTrifold';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { apiQuery, useApi } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { useBaseMap } from '../../../ui/map/base-map.ts';
import type { LonLat } from '../../../ui/map/geo.ts';
import { SmallMap } from '../../../ui/map/SmallMap.tsx';
import { type Fact, Facts } from '../../../ui/show/Facts.tsx';
import { partSheets } from '../question-fields.ts';
import { fieldsShown, type ShownField } from './case-fields.ts';
import { useSourceWords } from './case-words.ts';
import { DialButton } from './DialButton.tsx';
import './case-facts.css';

interface MatterProps {
  readonly matter: CaseDetail;
}

/** The spot of a matter: its own, else that of its building, asked for once the map is wanted. */
function useSpot({ point, buildingId }: CaseDetail, isWanted: boolean): LonLat | undefined {
  const { data } = useQuery({
    ...apiQuery('GET /areas/:id', { params: { id: buildingId ?? 0 } }),
    enabled: isWanted && point === null && buildingId !== null,
  });
  if (point) return point;
  return data && data.lon !== null && data.lat !== null ? [data.lon, data.lat] : undefined;
}

/** Where it is: words, grid, and the spot on a small map when asked for. */
function PlaceFact({ matter }: MatterProps) {
  const t = useWords('cases');
  const base = useBaseMap();
  const [isOpen, setIsOpen] = useState(false);
  const { placeWords, gridName, communityName } = matter;
  const spot = useSpot(matter, isOpen);
  const where = [communityName, gridName].filter((name) => name && !placeWords.includes(name)).join(' · ');
  return (
    <>
      {placeWords || where}
      {placeWords && where && <span className="cases-fact-sub">{where}</span>}
      {base && (matter.point ?? matter.buildingId) !== null && (
        <>
          <Button
            className="cases-fact-link"
            type="link"
            size="small"
            icon={<MapTrifoldIcon size={15} aria-hidden />}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? t('place.hideMap') : t('place.showMap')}
          </Button>
          {isOpen && spot && (
            <div className="cases-fact-map">
              <SmallMap label={t('place.map', { place: placeWords })} base={base} centre={spot} hasPin height={168} />
            </div>
          )}
        </>
      )}
    </>
  );
}

type PartyView = CaseDetail['parties'][number];

/** Somebody who asked: masked, with a button that calls. */
function PartyFact({ matter, party }: MatterProps & { readonly party: PartyView }) {
  const t = useWords('cases');
  return (
    <span className="cases-party">
      {party.hasContact ? (
        <DialButton
          caseRef={matter.ref}
          partyId={party.id}
          mayDial={matter.mayDial}
          nameMasked={party.nameMasked}
          phoneMasked={party.phoneMasked}
        />
      ) : (
        <>
          <span>{party.nameMasked || t('party.unnamed')}</span>
          <span className="cases-fact-sub">{t('party.noContact')}</span>
        </>
      )}
      <MessageNote message={party.message} />
    </span>
  );
}

/** Whether the last short message reached them; where it did not, what to do instead. */
function MessageNote({ message }: Pick<PartyView, 'message'>) {
  const t = useWords('cases');
  if (!message || message.state === 'waiting' || message.state === 'sent') return null;
  const isFailed = message.state === 'failed';
  return (
    <span className={isFailed ? 'cases-fact-alarm' : 'cases-fact-sub'}>{t(`party.message.${message.state}`)}</span>
  );
}

/** Who asked, by their part in it; many reporters of one matter stand under one label. */
function usePartyFacts(matter: CaseDetail): readonly Fact[] {
  const t = useWords('cases');
  const pick = usePick();
  const labelOf = ({ kind, role }: PartyView) => (role ? pick(role) : t(`party.${kind}`));
  const groups = Map.groupBy(matter.parties, labelOf);
  const facts = [...groups].map(([label, parties]) => ({
    label,
    value: (
      <div className="cases-parties">
        {parties.map((party) => (
          <PartyFact key={party.id} matter={matter} party={party} />
        ))}
      </div>
    ),
  }));
  const listed = matter.members.filter(({ until }) => until === null);
  const lists = [...Map.groupBy(listed, ({ role }) => pick(role))].map(([label, members]) => ({
    label,
    value: [...new Set(members.map(({ name }) => name))].join('、'),
  }));
  return [...facts, ...lists];
}

/** What else happened at this place lately: a count that opens into the matters. */
function PlaceHistory({ matter }: MatterProps) {
  const t = useWords('cases');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const [isOpen, setIsOpen] = useState(false);
  const { count, items } = matter.placeHistory;
  return (
    <>
      {t('history.count', { n: count })}
      <Button
        className="cases-fact-link"
        type="link"
        size="small"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? t('history.hide') : t('history.show')}
      </Button>
      {isOpen && (
        <ul className="cases-fact-list">
          {items.map(({ ref, number, title, stageLabel, raisedAt }) => (
            <li key={ref}>
              <Link to="/cases/$ref" params={{ ref }} title={number}>
                {title}
              </Link>
              <span>
                {pick(stageLabel)} · {sayInstant(raisedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A value of the process's own; a yes or no is said in the language of the screen. */
function FieldValue({ field }: { readonly field: ShownField }) {
  const t = useWords('common');
  const pick = usePick();
  if (typeof field.raw === 'boolean') return field.raw ? t('form.yes') : t('form.no');
  return <span className="cases-fact-words">{pick(field.value)}</span>;
}

/** What was asked and answered, line by line. */
function Answers({ items }: { readonly items: CaseDetail['answers'][number]['items'] }) {
  const t = useWords('cases');
  const pick = usePick();
  return items.map(({ key, label, text }) => (
    <div key={key}>{t('fact.answer', { question: pick(label), answer: pick(text) })}</div>
  ));
}

/** What is known of a matter: place, people, origin, unit, history of the place, and the process's own fields. */
export function CaseFacts({ matter }: MatterProps) {
  const t = useWords('cases');
  const pick = usePick();
  const saySource = useSourceWords();
  const sayInstant = useInstantWords();
  const parties = usePartyFacts(matter);
  const types = useApi('GET /cases/types').data ?? [];
  const fields = fieldsShown(matter, types);
  const { now, before } = partSheets(matter);
  const { leadName, handlerName, placeHistory, source, raisedAt } = matter;
  const facts: readonly (Fact | undefined)[] = [
    { label: t('fact.place'), value: <PlaceFact matter={matter} /> },
    ...parties,
    { label: t('fact.source'), value: `${saySource(source)} · ${sayInstant(raisedAt)}` },
    matter.outsideNumber ? { label: t('fact.ticket'), value: matter.outsideNumber } : undefined,
    leadName ? { label: t('fact.lead'), value: handlerName ? `${leadName} · ${handlerName}` : leadName } : undefined,
    placeHistory.count > 0 ? { label: t('fact.history'), value: <PlaceHistory matter={matter} /> } : undefined,
    now.length > 0 ? { label: t('fact.answers'), value: <Answers items={now} /> } : undefined,
    ...before.map((sheet) => ({
      label: t('fact.answersOf', { category: sheet.categoryName ? pick(sheet.categoryName) : '' }),
      value: <Answers items={sheet.items} />,
    })),
    ...fields.map((field) => ({ label: pick(field.label), value: <FieldValue field={field} /> })),
  ];
  return <Facts items={facts.filter((fact) => fact !== undefined)} />;
}
