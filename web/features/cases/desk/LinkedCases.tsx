import { Link } from '@tanstack/react-router';
import type { LinkedCase } from '../../../../contract/case-relations.ts';
import type { CaseDetail } from '../../../../contract/cases.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { DetailSection } from '../../../ui/desk/SplitPage.tsx';
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

/** The matters merged with this one; nothing where there are none. */
export function LinkedCases({ matter }: { readonly matter: CaseDetail }) {
  const t = useWords('links');
  const { data } = useApi('GET /cases/:ref/linked', { params: { ref: matter.ref } });
  if (!data || (!data.main && data.merged.length === 0)) return null;
  return (
    <DetailSection
      title={t('linked.title')}
      aside={data.merged.length > 0 ? t('linked.count', { n: data.merged.length }) : undefined}
    >
      <ul className="cases-parts">
        {data.main && <Line line={data.main} label={t('linked.main')} />}
        {data.merged.map((line) => (
          <Line key={line.ref} line={line} label={t('linked.merged')} />
        ))}
      </ul>
    </DetailSection>
  );
}
