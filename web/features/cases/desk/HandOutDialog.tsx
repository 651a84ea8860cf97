import { CopyIcon } from '@phosphor-icons/react/dist/csr/Copy';
import { Alert, App, Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { useWords } from '../../../kit/i18n.ts';
import { secretLink } from '../../../kit/link-secret.tsx';
import { fileUrl } from '../../../kit/upload-file.ts';
import { useSend } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { Labelled } from '../../../ui/desk/Labelled.tsx';
import { Modal } from '../../../ui/desk/Modal.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { newTrackToken } from '../track-token.ts';
import { filesOfCase, isImage } from './case-files.ts';
import { caseReads } from './use-act.ts';
import './hand-out.css';

interface HandOutDialogProps {
  readonly matter: CaseDetail;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface Draft {
  readonly name: string;
  readonly firm: string;
  readonly words: string;
  readonly files: readonly string[];
  readonly sharesContact: boolean;
  readonly days: number;
}

/** Hands the matter to somebody without an account: what they are told, what they may see, until when; then the link, once. */
export function HandOutDialog({ matter, onDone, onCancel }: HandOutDialogProps) {
  const t = useWords('desk-work');
  const [token] = useState(newTrackToken);
  const [draft, setDraft] = useState<Draft>({
    name: '',
    firm: '',
    words: '',
    files: [],
    sharesContact: false,
    days: 7,
  });
  const send = useSend('outside-links.make', [...caseReads, 'GET /cases/:ref/outside-links']);
  const change = (patch: Partial<Draft>) => setDraft((old) => ({ ...old, ...patch }));
  const isWhole = draft.name.trim() !== '' && draft.words.trim() !== '';
  const submit = () =>
    send.mutate({
      ref: matter.ref,
      name: draft.name,
      firm: draft.firm,
      words: draft.words,
      fileIds: draft.files.map((ref) => ref.slice(ref.indexOf('-') + 1)),
      sharesContact: draft.sharesContact,
      days: draft.days,
      token,
    });
  if (send.data)
    return (
      <Modal open title={t('handOut.made')} width={560} footer={null} onCancel={onDone}>
        <MadeLink
          link={secretLink('/o', token, window.location.origin)}
          expiresAt={send.data.expiresAt}
          onClose={onDone}
        />
      </Modal>
    );
  return (
    <Modal
      open
      title={t('handOut.title')}
      width={560}
      okText={t('handOut.make')}
      cancelText={t('handOut.cancel')}
      confirmLoading={send.isPending}
      okButtonProps={{ disabled: !isWhole }}
      onOk={submit}
      onCancel={onCancel}
    >
      <HandOutForm matter={matter} draft={draft} onChange={change} />
      {send.error && <Fault error={send.error} />}
    </Modal>
  );
}

function Fault({ error }: { readonly error: unknown }) {
  const { title, hint } = useErrorWords()(error);
  return <Alert type="error" role="alert" title={title} description={hint} />;
}

interface FormProps {
  readonly matter: CaseDetail;
  readonly draft: Draft;
  readonly onChange: (patch: Partial<Draft>) => void;
}

function HandOutForm({ matter, draft, onChange }: FormProps) {
  const t = useWords('desk-work');
  const photos = filesOfCase(matter).filter(({ file }) => isImage(file));
  const hasContact = matter.parties.some((party) => party.hasContact);
  const turn = (ref: string) =>
    onChange({ files: draft.files.includes(ref) ? draft.files.filter((one) => one !== ref) : [...draft.files, ref] });
  return (
    <div className="cases-hand-out">
      <p className="cases-act-what">{t('handOut.sees')}</p>
      <div className="cases-hand-out-two">
        <Labelled label={t('handOut.name')}>
          {(id) => (
            <Input id={id} maxLength={60} value={draft.name} onChange={(e) => onChange({ name: e.target.value })} />
          )}
        </Labelled>
        <Labelled label={t('handOut.firm')}>
          {(id) => (
            <Input id={id} maxLength={60} value={draft.firm} onChange={(e) => onChange({ firm: e.target.value })} />
          )}
        </Labelled>
      </div>
      <Labelled label={t('handOut.words')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={1000}
            placeholder={t('handOut.wordsHint')}
            value={draft.words}
            onChange={(e) => onChange({ words: e.target.value })}
          />
        )}
      </Labelled>
      {photos.length > 0 && (
        <fieldset className="cases-hand-out-photos">
          <legend>{t('handOut.photos')}</legend>
          {photos.map(({ file }, nth) => (
            <Checkbox key={file.ref} checked={draft.files.includes(file.ref)} onChange={() => turn(file.ref)}>
              <img src={fileUrl(file.ref, 'thumb')} alt={t('handOut.photo', { n: nth + 1 })} />
            </Checkbox>
          ))}
        </fieldset>
      )}
      {hasContact && (
        <Checkbox checked={draft.sharesContact} onChange={(e) => onChange({ sharesContact: e.target.checked })}>
          {t('handOut.contact')}
        </Checkbox>
      )}
      <Labelled label={t('handOut.days')}>
        {(id) => (
          <InputNumber id={id} min={1} max={30} value={draft.days} onChange={(days) => onChange({ days: days ?? 7 })} />
        )}
      </Labelled>
    </div>
  );
}

interface MadeLinkProps {
  readonly link: string;
  readonly expiresAt: string;
  readonly onClose: () => void;
}

/** The link, shown this once: only its hash is kept. */
function MadeLink({ link, expiresAt, onClose }: MadeLinkProps) {
  const t = useWords('desk-work');
  const sayInstant = useInstantWords();
  const { message } = App.useApp();
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => void message.success(t('handOut.copied')),
      () => void message.info(t('handOut.copyByHand')),
    );
  return (
    <div className="cases-hand-out">
      <p>{t('handOut.once', { at: sayInstant(expiresAt) })}</p>
      <Input readOnly value={link} aria-label={t('handOut.link')} onFocus={(e) => e.target.select()} />
      <div className="cases-hand-out-row">
        <Button type="primary" icon={<CopyIcon size={16} aria-hidden />} onClick={() => void copy()}>
          {t('handOut.copy')}
        </Button>
        <Button onClick={onClose}>{t('handOut.close')}</Button>
      </div>
    </div>
  );
}
