import { PaperclipIcon } from '@phosphor-icons/react/dist/csr/Paperclip';
import { XIcon } from '@phosphor-icons/react/dist/csr/X';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import type { FileValue, FormField, FormSources } from '../forms/fields.ts';
import { VoiceButton } from '../mobile/VoiceButton.tsx';
import { useErrorWords } from '../show/StateBlocks.tsx';
import type { ControlProps } from './control-props.ts';
import './files-input.css';

interface FilesInputProps extends ControlProps {
  readonly field: FormField & { kind: 'files' };
  readonly label: string;
  readonly upload: FormSources['upload'];
}

const soundEnding = ({ type }: Blob): string => (type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'webm');

/** Files that go to the server at once; the form keeps their ids. Where sound is asked for it may be spoken, too. */
export function FilesInput({ field, label, upload, id, value, onChange }: FilesInputProps) {
  const t = useWords('common');
  const sayError = useErrorWords();
  const input = useRef<HTMLInputElement>(null);
  const [waiting, setWaiting] = useState(0);
  const [fault, setFault] = useState<unknown>();
  const files = (value ?? []) as readonly FileValue[];
  const latest = useRef(files);
  latest.current = files;
  const change = (next: readonly FileValue[]) => {
    latest.current = next;
    onChange?.(next);
  };
  const send = async (chosen: readonly File[]) => {
    if (!upload) return;
    setFault(undefined);
    setWaiting(chosen.length);
    for (const file of chosen) {
      try {
        change([...latest.current, await upload(file)]);
      } catch (error) {
        setFault(error);
      }
      setWaiting((count) => count - 1);
    }
  };
  const isSound = field.accept?.startsWith('audio') ?? false;
  const isFull = field.max !== undefined && files.length + waiting >= field.max;
  return (
    <div className="ll-files">
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        multiple={field.max !== 1}
        accept={field.accept}
        onChange={(event) => {
          void send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            {file.url ? <img src={file.url} alt="" /> : <PaperclipIcon size={16} aria-hidden />}
            <span>{file.name}</span>
            <button
              type="button"
              aria-label={t('file.remove', { name: file.name })}
              onClick={() => change(files.filter((other) => other !== file))}
            >
              <XIcon size={14} />
            </button>
          </li>
        ))}
      </ul>
      <div className="ll-files-choose">
        {isSound && upload && !isFull && (
          <VoiceButton
            onRecorded={({ blob }) => void send([new File([blob], `voice.${soundEnding(blob)}`, { type: blob.type })])}
          />
        )}
        <Button
          {...(id ? { id } : {})}
          icon={<PaperclipIcon size={16} />}
          loading={waiting > 0}
          disabled={isFull || !upload}
          onClick={() => input.current?.click()}
        >
          {t('file.choose', { label })}
        </Button>
      </div>
      {fault !== undefined && (
        <p className="ll-field-error" role="alert">
          {sayError(fault).title}
        </p>
      )}
    </div>
  );
}
