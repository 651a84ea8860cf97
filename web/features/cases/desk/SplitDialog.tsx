import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { TrashIcon } from '@phosphor-icons/react/dist/csr/Trash';
import { Alert, App, Button, Input } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { newId } from '../../../kit/new-id.ts';
import { useSend } from '../../../kit/use-api.ts';
import { Labelled } from '../../../ui/desk/Labelled.tsx';
import { Modal } from '../../../ui/desk/Modal.tsx';
import { PickInput } from '../../../ui/desk/PickInput.tsx';
import type { FormSources, PickValue } from '../../../ui/forms/fields.ts';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { linkReads } from './link-reads.ts';
import { PlaceFinder } from './PlaceFinder.tsx';
import type { PlaceChoice } from './raise-draft.ts';
import { useFormSources } from './use-form-sources.ts';
import './raise.css';
import './split-dialog.css';

interface SplitDialogProps {
  readonly matter: CaseDetail;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface PartDraft {
  readonly key: string;
  readonly words: string;
  readonly unit: PickValue | undefined;
  readonly category: PickValue | undefined;
  readonly isElsewhere: boolean;
  readonly place: PlaceChoice | undefined;
  readonly placeWords: string;
}

const emptyPart = (category: PickValue | undefined): PartDraft => ({
  key: newId(),
  words: '',
  unit: undefined,
  category,
  isElsewhere: false,
  place: undefined,
  placeWords: '',
});

const mostParts = 8;
const isWhole = ({ words, unit, isElsewhere, place }: PartDraft): boolean =>
  words.trim() !== '' && unit !== undefined && (!isElsewhere || place !== undefined);

/** A part as it is sent. */
const partOf = ({ words, unit, category, isElsewhere, place, placeWords }: PartDraft) => ({
  words,
  leadOrganisationId: unit?.ref ?? '',
  categoryId: category ? Number(category.ref) : null,
  place: isElsewhere && place ? { areaId: place.areaId, words: placeWords } : null,
});

interface PartCardProps {
  readonly part: PartDraft;
  readonly nth: number;
  readonly sources: FormSources;
  readonly onChange: (patch: Partial<PartDraft>) => void;
  readonly onRemove: (() => void) | undefined;
}

/** One part: what is to be done, by which unit, of what kind, and where if not at the matter's own place. */
function PartCard({ part, nth, sources, onChange, onRemove }: PartCardProps) {
  const t = useWords('links');
  const pickField = (from: 'organisation' | 'category', label: string) =>
    ({ key: from, kind: 'pick', from, label, required: false }) as const;
  return (
    <fieldset className="cases-part">
      <legend>{t('split.part', { n: nth })}</legend>
      {onRemove && (
        <Button
          className="cases-part-remove"
          type="text"
          size="small"
          icon={<TrashIcon size={16} aria-hidden />}
          aria-label={t('split.remove', { n: nth })}
          onClick={onRemove}
        />
      )}
      <Labelled label={t('split.words')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={2000}
            value={part.words}
            onChange={(event) => onChange({ words: event.target.value })}
          />
        )}
      </Labelled>
      <div className="cases-part-two">
        <Labelled label={t('split.unit')}>
          {(id) => (
            <PickInput
              id={id}
              field={pickField('organisation', t('split.unit'))}
              sources={sources}
              value={part.unit}
              onChange={(unit) => onChange({ unit: unit as PickValue | undefined })}
            />
          )}
        </Labelled>
        <Labelled label={t('split.category')}>
          {(id) => (
            <PickInput
              id={id}
              field={pickField('category', t('split.category'))}
              sources={sources}
              value={part.category}
              onChange={(category) => onChange({ category: category as PickValue | undefined })}
            />
          )}
        </Labelled>
      </div>
      {part.isElsewhere ? (
        <PlaceFinder
          place={part.place}
          words={part.placeWords}
          isMissing={false}
          onPlace={(place) => onChange({ place })}
          onWords={(placeWords) => onChange({ placeWords })}
        />
      ) : (
        <Button className="cases-part-where" type="link" size="small" onClick={() => onChange({ isElsewhere: true })}>
          {t('split.elsewhere')}
        </Button>
      )}
    </fieldset>
  );
}

/** Splits a matter with several subjects: each part becomes a matter of its own at its unit. */
export function SplitDialog({ matter, onDone, onCancel }: SplitDialogProps) {
  const t = useWords('links');
  const pick = usePick();
  const sayError = useErrorWords();
  const { message } = App.useApp();
  const communityId = Number(matter.ref.slice(0, matter.ref.indexOf('-')));
  const sources = useFormSources({ communityId, areaId: matter.gridId ?? communityId });
  const own =
    matter.categoryId === null
      ? undefined
      : { ref: String(matter.categoryId), name: matter.categoryName ? pick(matter.categoryName) : '' };
  const [parts, setParts] = useState<readonly PartDraft[]>(() => [emptyPart(own), emptyPart(own)]);
  const send = useSend('cases.split', linkReads);
  const change = (key: string, patch: Partial<PartDraft>) =>
    setParts((all) => all.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  const submit = () =>
    send.mutate(
      { ref: matter.ref, basedOn: matter.seq, children: parts.map(partOf) },
      {
        onSuccess: ({ children }) => {
          void message.success(t('split.done', { numbers: children.map(({ number }) => number).join('、') }));
          onDone();
        },
      },
    );
  return (
    <Modal
      open
      title={t('split.title')}
      width={720}
      okText={t('split.submit')}
      okButtonProps={{ disabled: !parts.every(isWhole) }}
      confirmLoading={send.isPending}
      onOk={submit}
      onCancel={onCancel}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p className="cases-act-what">{t('merge.on', { number: matter.number, title: matter.title })}</p>
      <p className="cases-part-hint">{t('split.hint')}</p>
      {send.error && <Alert type="error" showIcon title={sayError(send.error).title} className="cases-same-fault" />}
      <div className="cases-part-list">
        {parts.map((part, at) => (
          <PartCard
            key={part.key}
            part={part}
            nth={at + 1}
            sources={sources}
            onChange={(patch) => change(part.key, patch)}
            onRemove={parts.length > 1 ? () => setParts((all) => all.filter(({ key }) => key !== part.key)) : undefined}
          />
        ))}
      </div>
      <Button
        icon={<PlusIcon size={16} aria-hidden />}
        disabled={parts.length >= mostParts}
        onClick={() => setParts((all) => [...all, emptyPart(own)])}
      >
        {t('split.add')}
      </Button>
    </Modal>
  );
}
