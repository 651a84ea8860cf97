import { App } from 'antd';
import { useState } from 'react';
import type { UserRow } from '../../../../contract/users.ts';
import { useWords } from '../../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../../kit/session.ts';
import { useSend } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { ActionBar, type BarAction } from '../../../ui/desk/ActionBar.tsx';
import { DetailPane, DetailSection } from '../../../ui/desk/SplitPage.tsx';
import { Facts } from '../../../ui/show/Facts.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../../ui/show/StatusDot.tsx';
import { EndHoldingDialog, GrantDialog } from './HoldingDialogs.tsx';
import { ResetFactorDialog } from './ResetFactorDialog.tsx';
import { EditUserDialog, ResetPasswordDialog, TurnOffDialog } from './UserDialogs.tsx';
import { UserHoldings } from './UserHoldings.tsx';
import { UserSessions } from './UserSessions.tsx';
import { toneOfUser, useStateWords } from './user-state.ts';

type Holding = UserRow['holdings'][number];
type Dialog =
  | { readonly is: 'edit' | 'reset' | 'off' | 'grant' | 'factor' }
  | { readonly is: 'end'; readonly holding: Holding };

interface UserDetailProps {
  readonly user: UserRow;
  /** A first password was set: it is shown once. */
  readonly onSecret: (made: { userName: string; password: string }) => void;
  readonly onClose: () => void;
}

/** One user: who it is, what they hold, and what the asker may do about it. */
export function UserDetail({ user, onSecret, onClose }: UserDetailProps) {
  const t = useWords('users');
  const session = useSession();
  const sayInstant = useInstantWords();
  const sayState = useStateWords();
  const [dialog, setDialog] = useState<Dialog>();
  const isMe = session.data?.user?.id === user.id;
  const mayGrant = mayAnywhere(session.data, 'access.manage') && !isMe;
  const done = () => setDialog(undefined);
  return (
    <DetailPane
      title={user.name}
      tags={<StatusDot tone={toneOfUser(user)}>{sayState(user)}</StatusDot>}
      onClose={onClose}
      actions={<Actions user={user} isMe={isMe} mayGrant={mayGrant} onOpen={setDialog} />}
    >
      <Facts
        items={[
          { label: t('fact.userName'), value: user.userName },
          ...(user.phoneMasked ? [{ label: t('fact.phone'), value: user.phoneMasked }] : []),
          ...(user.employeeNumber ? [{ label: t('fact.employeeNumber'), value: user.employeeNumber }] : []),
          { label: t('fact.seen'), value: user.lastSeenAt ? sayInstant(user.lastSeenAt) : t('never') },
          { label: t('fact.created'), value: sayInstant(user.createdAt) },
        ]}
      />
      <DetailSection title={t('roles.title')}>
        <UserHoldings
          holdings={user.holdings}
          {...(mayGrant ? { onEnd: (holding: Holding) => setDialog({ is: 'end', holding }) } : {})}
        />
      </DetailSection>
      {mayAnywhere(session.data, 'access.manage') && (
        <DetailSection title={t('sessions.title')}>
          <UserSessions userId={user.id} />
        </DetailSection>
      )}
      {dialog?.is === 'edit' && <EditUserDialog user={user} onDone={done} />}
      {dialog?.is === 'off' && <TurnOffDialog user={user} onDone={done} />}
      {dialog?.is === 'grant' && <GrantDialog user={user} onDone={done} />}
      {dialog?.is === 'factor' && <ResetFactorDialog user={user} onDone={done} />}
      {dialog?.is === 'end' && <EndHoldingDialog user={user} holding={dialog.holding} onDone={done} />}
      {dialog?.is === 'reset' && (
        <ResetPasswordDialog
          user={user}
          onCancel={done}
          onReset={(password) => {
            done();
            onSecret({ userName: user.userName, password });
          }}
        />
      )}
    </DetailPane>
  );
}

interface ActionsProps {
  readonly user: UserRow;
  readonly isMe: boolean;
  readonly mayGrant: boolean;
  readonly onOpen: (dialog: Dialog) => void;
}

function Actions({ user, isMe, mayGrant, onOpen }: ActionsProps) {
  const t = useWords('users');
  const second = useWords('second-factor');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const session = useSession();
  const unlock = useSend('users.unlock', ['POST /users']);
  const update = useSend('users.update', ['POST /users']);
  const onError = (error: unknown) => void message.error(sayError(error).title);
  const isManager = mayAnywhere(session.data, 'users.manage');
  const grant: BarAction = { key: 'grant', label: t('grant'), onAct: () => onOpen({ is: 'grant' }) };
  const edit: BarAction = { key: 'edit', label: t('edit'), onAct: () => onOpen({ is: 'edit' }) };
  const reset: BarAction = { key: 'reset', label: t('reset'), onAct: () => onOpen({ is: 'reset' }) };
  const unlockIt: BarAction = {
    key: 'unlock',
    label: t('unlock'),
    onAct: () => unlock.mutate({ id: user.id }, { onSuccess: () => void message.success(t('said.unlocked')), onError }),
  };
  const turn: BarAction = user.isActive
    ? { key: 'off', label: t('turnOff'), isDanger: true, onAct: () => onOpen({ is: 'off' }) }
    : {
        key: 'on',
        label: t('turnOn'),
        onAct: () =>
          update.mutate(
            { id: user.id, isActive: true },
            { onSuccess: () => void message.success(t('said.on', { name: user.name })), onError },
          ),
      };
  if (isManager)
    return (
      <ActionBar
        primary={user.isLocked ? unlockIt : edit}
        secondary={[...(user.isLocked ? [edit] : []), ...(isMe ? [] : [reset])]}
        more={isMe ? [] : [turn]}
      />
    );
  const factor: BarAction = { key: 'factor', label: second('reset.act'), onAct: () => onOpen({ is: 'factor' }) };
  return mayGrant ? <ActionBar primary={grant} more={[factor]} /> : null;
}
