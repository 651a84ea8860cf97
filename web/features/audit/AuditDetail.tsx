import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { AuditRow } from '../../../contract/audit.ts';
import { type RoleCode, roles } from '../../../domain/access/roles.ts';
import { auditDeed, auditNoun } from '../../../domain/audit/audit-words.ts';
import { wallTime } from '../../../domain/calendar/instant.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { DetailPane } from '../../ui/desk/SplitPage.tsx';
import { type Fact, Facts } from '../../ui/show/Facts.tsx';

interface AuditDetailProps {
  readonly row: AuditRow;
  readonly onFilter: (patch: { user?: string; row?: string; person?: string }) => void;
  readonly onClose: () => void;
}

/** One row of the audit, whole. */
export function AuditDetail({ row, onFilter, onClose }: AuditDetailProps) {
  const t = useWords('audit');
  const pick = usePick();
  const { actor, details } = row;
  const sayRole = (code: string) => (code in roles ? pick(roles[code as RoleCode].label) : code);
  const { userId } = actor;
  const { rowId, personId } = row;
  const fact = (label: string, value: ReactNode): Fact[] => (value ? [{ label, value }] : []);
  const only = (words: string, onClick: () => void) => (
    <Button size="small" type="link" onClick={onClick}>
      {words}
    </Button>
  );
  return (
    <DetailPane title={pick(auditDeed(row.action))} onClose={onClose}>
      <Facts
        items={[
          { label: t('fact.at'), value: wallTime(row.at) },
          {
            label: t('fact.who'),
            value: (
              <>
                {actor.name ?? t(`kinds.${actor.kind}`)}{' '}
                {userId && only(t('onlyWho'), () => onFilter({ user: userId }))}
              </>
            ),
          },
          ...fact(t('fact.roles'), actor.roles?.map(sayRole).join(' · ')),
          { label: t('fact.code'), value: <code>{row.action}</code> },
          { label: t('fact.noun'), value: pick(auditNoun(row.noun)) },
          ...fact(t('fact.where'), row.communityId),
          ...fact(
            t('fact.row'),
            rowId && (
              <>
                <code className="audit-id">{rowId}</code> {only(t('onlyRow'), () => onFilter({ row: rowId }))}
              </>
            ),
          ),
          ...fact(
            t('fact.person'),
            personId && (
              <>
                <code className="audit-id">{personId}</code>{' '}
                {only(t('onlyPerson'), () => onFilter({ person: personId }))}
              </>
            ),
          ),
          ...fact(t('fact.why'), row.reason),
          ...fact(
            t('fact.details'),
            Object.keys(details).length > 0 && <pre className="audit-details">{JSON.stringify(details, null, 1)}</pre>,
          ),
          ...fact(t('fact.request'), row.requestId && <code className="audit-id">{row.requestId}</code>),
          { label: t('fact.batch'), value: row.batchId ?? t('fact.unsealed') },
        ]}
      />
    </DetailPane>
  );
}
