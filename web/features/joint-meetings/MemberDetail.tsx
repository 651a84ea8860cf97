import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { JointMember } from '../../../contract/joint-meetings.ts';
import { memberKinds } from '../../../domain/joint-meetings/member-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList } from '../../kit/use-api.ts';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import { type Fact, Facts } from '../../ui/show/Facts.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, Tag } from '../../ui/show/StatusDot.tsx';
import { ChangeMemberDialog, LeaveDialog, ProposeDialog } from './MemberDialogs.tsx';

interface Props {
  readonly member: JointMember;
  readonly onClose: () => void;
}

/** A member: unit, post, term, and what they brought before the meeting. */
export function MemberDetail({ member, onClose }: Props) {
  const t = useWords('joint-meetings');
  const pick = usePick();
  const [open, setOpen] = useState<'propose' | 'change' | 'leave'>();
  const done = () => setOpen(undefined);
  const { area, unit, post, beginsOn, endsOn, leftOn, leftWhy, mayManage, mayPropose } = member;
  const facts: readonly Fact[] = [
    { label: t('where'), value: area.name },
    ...(unit ? [{ label: t('unit'), value: unit }] : []),
    { label: t('post'), value: post },
    { label: t('column.term'), value: t('fromTo', { from: beginsOn, to: endsOn }) },
    ...(leftWhy ? [{ label: t('leftWhy'), value: leftWhy }] : []),
  ];
  return (
    <DetailPane
      title={member.name}
      tags={
        <>
          <Tag tone="blue">{pick(memberKinds[member.kind])}</Tag>
          {leftOn && <Tag tone="grey">{t('left', { day: leftOn })}</Tag>}
        </>
      }
      onClose={onClose}
    >
      <Facts items={facts} />
      {(mayManage || mayPropose) && (
        <div className="joint-deeds">
          {mayPropose && (
            <Button type="primary" onClick={() => setOpen('propose')}>
              {t('propose')}
            </Button>
          )}
          {mayManage && <Button onClick={() => setOpen('change')}>{t('change')}</Button>}
          {mayManage && (
            <Button type="text" danger onClick={() => setOpen('leave')}>
              {t('leave')}
            </Button>
          )}
        </div>
      )}
      <Brought memberId={member.id} />
      {open === 'propose' && <ProposeDialog member={member} onDone={done} />}
      {open === 'change' && <ChangeMemberDialog member={member} onDone={done} />}
      {open === 'leave' && <LeaveDialog member={member} onDone={done} />}
    </DetailPane>
  );
}

/** What a member proposed, the newest first, as far as the reader may see it. */
function Brought({ memberId }: { readonly memberId: string }) {
  const t = useWords('joint-meetings');
  const pick = usePick();
  const { data, error, refetch } = useApiList('POST /joint-meetings/matters', { query: { memberId, limit: 50 } });
  return (
    <DetailSection title={t('matters')}>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data?.items.length === 0 && <p className="joint-hint">{t('noneProposed')}</p>}
      <ul className="joint-brought">
        {data?.items.map(({ ref, number, topic, lead, stageLabel, isClosed }) => (
          <li key={ref}>
            <span>
              <Link to={'/cases/$ref' as never} params={{ ref } as never}>
                {topic}
              </Link>
              <small>{[number, lead ?? t('notTaken')].join(' · ')}</small>
            </span>
            <StatusDot tone={isClosed ? 'green' : 'teal'}>{pick(stageLabel)}</StatusDot>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
