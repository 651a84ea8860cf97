import type { FieldView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { PhotoPicker } from '../../../ui/mobile/PhotoPicker.tsx';
import { canRecord } from '../../../ui/mobile/use-recorder.ts';
import { useDraftFiles } from './use-draft-files.ts';
import { VoicePart } from './VoicePart.tsx';

interface PartProps {
  readonly name: string;
  readonly field: FieldView;
  readonly draftFiles: ReturnType<typeof useDraftFiles>;
}

/** What is said aloud; a phone that cannot record leaves it out. */
function VoiceCard({ name, field, draftFiles: { files, add, remove } }: PartProps) {
  const pick = usePick();
  const voice = files.find((file) => file.field === name);
  if (!voice && !canRecord()) return null;
  return (
    <MobileCard title={pick(field.label)}>
      <VoicePart
        voice={voice}
        onRecorded={(blob, more) => void add(name, blob, more)}
        onRemove={(id) => void remove(id)}
      />
    </MobileCard>
  );
}

function PapersCard({ name, field, draftFiles: { files, add, remove } }: PartProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const { label, max = 9 } = field;
  return (
    <MobileCard title={pick(label)} aside={t('report.photosHint', { n: max })}>
      <PhotoPicker
        photos={files.filter((file) => file.field === name).map(({ id, url }) => ({ id, url }))}
        max={max}
        onAdd={(chosen) => {
          for (const file of chosen) void add(name, file, { name: file.name });
        }}
        onRemove={(id) => void remove(id)}
      />
    </MobileCard>
  );
}

/** A card for each kind of file an application asks for: a recorder for what is said, a picker for photos and papers. */
export function AskedFiles({ asks }: { readonly asks: Readonly<Record<string, FieldView>> }) {
  const draftFiles = useDraftFiles('apply');
  return Object.entries(asks).flatMap(([name, field]) => {
    if (field.kind !== 'files') return [];
    const Card = field.media === 'audio' ? VoiceCard : PapersCard;
    return [<Card key={name} name={name} field={field} draftFiles={draftFiles} />];
  });
}
