import { App, Button } from 'antd';
import { useState } from 'react';
import { shockCodes, shocks } from '../../../domain/visits/rules.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { Modal } from '../../ui/desk/Modal.tsx';
import type { PickValue } from '../../ui/forms/fields.ts';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { findHouses } from './find-houses.ts';
import './visits-desk.css';

type ShockCode = (typeof shockCodes)[number];

function useTellShock(onDone: () => void) {
  const t = useWords('visits');
  const { message } = App.useApp();
  const send = useSend('visits.tellShock');
  const [happenedAt] = useState(() => new Date().toISOString());
  const tell = (house: string, shock: ShockCode) =>
    send.mutate(
      { house, shock, happenedAt },
      {
        onSuccess: ({ dueOn }) => {
          void message.success(t('shockDone', { day: dueOn }));
          onDone();
        },
      },
    );
  return { send, tell };
}

interface ShockDialogProps {
  readonly house: { readonly ref: string; readonly address: string };
  readonly onDone: () => void;
}

/** What happened behind a door that is known: one press tells it. */
export function ShockDialog({ house, onDone }: ShockDialogProps) {
  const t = useWords('visits');
  const pick = usePick();
  const sayError = useErrorWords();
  const { send, tell } = useTellShock(onDone);
  return (
    <Modal open title={`${t('shock')} · ${house.address}`} width={520} footer={null} onCancel={onDone}>
      <p className="visits-note">{t('shockWhat')}</p>
      <div className="visits-shocks">
        {shockCodes.map((code) => (
          <Button key={code} size="large" disabled={send.isPending} onClick={() => tell(house.ref, code)}>
            {pick(shocks[code])}
          </Button>
        ))}
      </div>
      {send.error && (
        <p className="visits-fault" role="alert">
          {sayError(send.error).title}
        </p>
      )}
    </Modal>
  );
}

interface ShockButtonProps {
  readonly house: ShockDialogProps['house'];
  /** In a line of a list. */
  readonly isSmall?: boolean;
}

/** The button beside a home; absent for whoever visits nobody. */
export function ShockButton({ house, isSmall = false }: ShockButtonProps) {
  const t = useWords('visits');
  const { data: session } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  if (!mayAnywhere(session, 'visits.record')) return null;
  return (
    <>
      <Button size={isSmall ? 'small' : 'middle'} onClick={() => setIsOpen(true)}>
        {t('shock')}
      </Button>
      {isOpen && <ShockDialog house={house} onDone={() => setIsOpen(false)} />}
    </>
  );
}

/** What happened behind a door that is still to be named, as after a telephone call. */
export function ShockFinder({ onDone }: { readonly onDone: () => void }) {
  const t = useWords('visits');
  const pick = usePick();
  const { send, tell } = useTellShock(onDone);
  return (
    <FormDialog
      title={t('shock')}
      fields={[
        { key: 'house', kind: 'pick', from: 'house', label: t('door'), required: true },
        {
          key: 'shock',
          kind: 'choice',
          look: 'chips',
          label: t('shockKind'),
          required: true,
          options: shockCodes.map((value) => ({ value, label: pick(shocks[value]) })),
        },
      ]}
      sources={{ find: { house: findHouses } }}
      submitLabel={t('shockTell')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) => tell((values['house'] as PickValue).ref, values['shock'] as ShockCode)}
      onCancel={onDone}
    >
      <p className="visits-note">{t('shockWhat')}</p>
    </FormDialog>
  );
}
