import { useState } from 'react';
import type { PersonDetail } from '../../../contract/people.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import { ActionBar, type BarAction } from '../../ui/desk/ActionBar.tsx';
import { DetailPane } from '../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { MergeDialog } from './MergeDialogs.tsx';
import { EndDialog, MoveDialog } from './MoveDialogs.tsx';
import { PersonParts } from './PersonParts.tsx';
import { useSexAndAge } from './person-words.ts';
import { GiveTagDialog } from './TagDialogs.tsx';
import './person-pane.css';

interface PersonPaneProps {
  readonly personRef: string;
  readonly onClose?: () => void;
  /** Another record was chosen: of another community, or one that was joined. */
  readonly onChoose: (ref: string) => void;
  readonly href?: string;
}

/** Everything about one person, with what may be done. */
export function PersonPane({ personRef, onClose, onChoose, href }: PersonPaneProps) {
  const t = useWords('people');
  const saySexAndAge = useSexAndAge();
  const { data, error, refetch } = useApi('GET /people/:ref', { params: { ref: personRef } });
  if (error && !data) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return (
    <DetailPane
      number={data.communityName}
      title={data.name}
      href={href}
      onClose={onClose}
      tags={
        <>
          {saySexAndAge(data) && <Tag tone="blue">{saySexAndAge(data)}</Tag>}
          {data.home && <Tag tone="grey">{t(`asWhats.${data.home.asWhat}`)}</Tag>}
          {data.endedOn && (
            <Tag tone="amber">{t('ended', { reason: endWords(t, data.endReason), day: data.endedOn })}</Tag>
          )}
        </>
      }
      actions={data.mayWrite ? <PersonActions person={data} onChoose={onChoose} /> : undefined}
    >
      <PersonParts person={data} onChoose={onChoose} />
    </DetailPane>
  );
}

type Say = ReturnType<typeof useWords<'people'>>;

function endWords(t: Say, reason: string | null): string {
  const known = ['died', 'left', 'mistake', 'merged'] as const;
  const found = known.find((one) => one === reason);
  return found ? t(`endReasons.${found}`) : (reason ?? '');
}

type Deed = 'move' | 'tag' | 'merge' | 'end';

interface ActionsProps {
  readonly person: PersonDetail;
  readonly onChoose: (ref: string) => void;
}

function PersonActions({ person, onChoose }: ActionsProps) {
  const t = useWords('people');
  const go = useGo();
  const [deed, setDeed] = useState<Deed>();
  const done = () => setDeed(undefined);
  const action = (key: Deed): BarAction => ({ key, label: t(`deed.${key}`), onAct: () => setDeed(key) });
  return (
    <>
      <ActionBar
        primary={{ key: 'correct', label: t('deed.correct'), onAct: () => go(`/people/${person.ref}/correct`) }}
        secondary={[action('move'), action('tag')]}
        more={[...(person.mayMerge ? [action('merge')] : []), { ...action('end'), isDanger: true }]}
      />
      {deed === 'move' && <MoveDialog person={person} onDone={done} onMoved={onChoose} />}
      {deed === 'tag' && <GiveTagDialog person={person} onDone={done} />}
      {deed === 'merge' && <MergeDialog person={person} onDone={done} />}
      {deed === 'end' && <EndDialog person={person} onDone={done} />}
    </>
  );
}
