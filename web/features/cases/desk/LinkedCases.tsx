import { Link } from '@tanstack/react-router';
import type { ChildCase, LinkedCase } from '../../../../contract/case-relations.ts';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { DetailSection } from '../../../ui/desk/SplitPage.tsx';
import { DeadlineChip } from '../../../ui/show/DeadlineChip.tsx';
import { StatusDot, Tag } from '../../../ui/show/StatusDot.tsx';
import './case-parts.css';

/** Another matter as a line: what it is to this one, its title, where it stands. */
function Line({ line, label }: { readonly line: LinkedCase; readonly label: string }) {
  const pick = usePick();
  return (
    <li>
      <Tag tone={line.isClosed ? 'grey' : 'blue'} small>
        {label}
      </Tag>
      <span className="cases-parts-name">
        <Link to="/cases/$ref" params={{ ref: line.ref }}>
          {line.title}
        </Link>
        <small className="figures">{line.number}</small>
      </span>
      <StatusDot tone={line.isClosed ? 'grey' : 'blue'}>{pick(line.stageLabel)}</StatusDot>
    </li>
  );
}

/** A part with its unit and how far it is. */
function PartLine({ part }: { readonly part: ChildCase }) {
  const pick = usePick();
  return (
    <li>
      <span className="cases-parts-name">
        <Link to="/cases/$ref" params={{ ref: part.ref }}>
          {part.title}
        </Link>
        <small>
          <span className="figures">{part.number}</span> ·{' '}
          {[part.leadName, part.categoryName && pick(part.categoryName)].filter(Boolean).join(' · ')}
        </small>
      </span>
      {part.dueAt && <DeadlineChip look="line" deadline={{ due: part.dueAt, mood: part.mood }} />}
      <StatusDot tone={part.isClosed ? 'green' : 'blue'}>{pick(part.stageLabel)}</StatusDot>
    </li>
  );
}

/** The matters tied to this one: those it goes on with, its parts, what it is a part of; nothing where there are none. */
export function LinkedCases({ matter }: { readonly matter: CaseDetail }) {
  const t = useWords('links');
  const f = useWords('following');
  const { data } = useApi('GET /cases/:ref/linked', { params: { ref: matter.ref } });
  if (!data) return null;
  const { main, merged, parent, children, followers, from, ledTo } = data;
  const done = children.filter(({ isClosed }) => isClosed).length;
  return (
    <>
      {(parent || children.length > 0) && (
        <DetailSection
          title={t('linked.parts')}
          aside={children.length > 0 ? t('linked.partsCount', { done, n: children.length }) : undefined}
        >
          <ul className="cases-parts">
            {parent && <Line line={parent} label={t('linked.parent')} />}
            {children.map((part) => (
              <PartLine key={part.ref} part={part} />
            ))}
          </ul>
        </DetailSection>
      )}
      {(main || merged.length > 0) && (
        <DetailSection
          title={t('linked.title')}
          aside={merged.length > 0 ? t('linked.count', { n: merged.length }) : undefined}
        >
          <ul className="cases-parts">
            {main && <Line line={main} label={t('linked.main')} />}
            {merged.map((line) => (
              <Line key={line.ref} line={line} label={t('linked.merged')} />
            ))}
          </ul>
        </DetailSection>
      )}
      {(from || ledTo.length > 0) && (
        <DetailSection title={t('linked.growth')}>
          <ul className="cases-parts">
            {from && <Line line={from} label={t('linked.from')} />}
            {ledTo.map((line) => (
              <Line key={line.ref} line={line} label={t('linked.ledTo')} />
            ))}
          </ul>
        </DetailSection>
      )}
      {followers.count > 0 && (
        <DetailSection title={f('linked')} aside={f('linkedCount', { count: followers.count })}>
          <p className="cases-parts-hint">
            {[followers.stillThere > 0 ? f('linkedStill', { count: followers.stillThere }) : '', f('linkedHint')]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </DetailSection>
      )}
    </>
  );
}
