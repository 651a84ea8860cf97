import { Alert, Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { uploadFile } from '../../kit/upload-file.ts';
import { useSend } from '../../kit/use-api.ts';
import { Labelled } from '../../ui/desk/Labelled.tsx';
import { SheetDrop } from '../../ui/desk/SheetDrop.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { useCommunities } from './use-communities.ts';

interface UploadCardProps {
  readonly onStarted: (ref: string) => void;
}

const takes = /\.(?:xlsx|csv|txt)$/i;

/** Takes a file by choice or by drop, sends it to where the community's rows lie, and begins to read it. */
function useUpload(communityId: number | undefined, onStarted: (ref: string) => void) {
  const start = useSend('imports.start', ['GET /imports']);
  const [sending, setSending] = useState<string>();
  const [fault, setFault] = useState<unknown>();
  const take = async (file: File) => {
    if (communityId === undefined || sending !== undefined) return;
    setFault(undefined);
    if (!takes.test(file.name)) return setFault('kind');
    setSending(file.name);
    try {
      const sent = await uploadFile(communityId, file, file.name);
      const { ref } = await start.mutateAsync({ communityId, fileId: sent.id });
      onStarted(ref);
    } catch (problem) {
      setFault(problem);
    } finally {
      setSending(undefined);
    }
  };
  return { take, sending, fault };
}

/** A place to drop a ledger on, or to choose one, and into which community it goes. */
export function UploadCard({ onStarted }: UploadCardProps) {
  const t = useWords('imports');
  const sayError = useErrorWords();
  const communities = useCommunities();
  const [chosen, setChosen] = useState<number>();
  const communityId = chosen ?? (communities?.length === 1 ? communities[0]?.id : undefined);
  const { take, sending, fault } = useUpload(communityId, onStarted);
  return (
    <section className="imports-upload" aria-label={t('upload.title')}>
      {communities && communities.length > 1 && (
        <Labelled label={t('upload.community')} className="imports-community">
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('upload.communityHint')}
              value={chosen}
              onChange={setChosen}
              options={communities.map(({ id: value, name }) => ({ value, label: name }))}
            />
          )}
        </Labelled>
      )}
      <SheetDrop
        words={t('upload.drop')}
        chooseLabel={sending === undefined ? t('upload.choose') : t('upload.sending', { name: sending })}
        hints={[t('upload.kinds'), t('upload.privacy')]}
        isDisabled={communityId === undefined}
        isBusy={sending !== undefined}
        onTake={(file) => void take(file)}
      />
      {fault !== undefined && (
        <Alert type="error" showIcon title={fault === 'kind' ? t('upload.wrongKind') : sayError(fault).title} />
      )}
    </section>
  );
}
