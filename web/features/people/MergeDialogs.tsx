import { App, Button } from 'antd';
import { useState } from 'react';
import type { PersonDetail } from '../../../contract/people.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { refOf, sources } from './find-people.ts';

interface DialogProps {
  readonly person: PersonDetail;
  readonly onDone: () => void;
}

/** Merges another record of the same person into this one. */
export function MergeDialog({ person, onDone }: DialogProps) {
  const t = useWords('people');
  const { message } = App.useApp();
  const send = useSend('people.merge');
  return (
    <FormDialog
      title={t('deed.merge')}
      fields={[
        { key: 'drop', kind: 'pick', from: 'person', label: t('merge.other'), hint: t('searchHint'), required: true },
      ]}
      sources={sources}
      submitLabel={t('deed.merge')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={({ drop }) =>
        send.mutate(
          { keep: person.ref, drop: refOf(drop) ?? '' },
          {
            onSuccess: () => {
              void message.success(t('merge.done'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p className="people-what">{t('merge.what', { name: person.name })}</p>
    </FormDialog>
  );
}

/** The merges that can be taken back. */
export function MergeList({ person }: { readonly person: PersonDetail }) {
  const t = useWords('people');
  const { message } = App.useApp();
  const sayInstant = useInstantWords();
  const send = useSend('people.undoMerge');
  const [asked, setAsked] = useState<string>();
  if (person.merges.length === 0) return null;
  return (
    <DetailSection title={t('part.merges')}>
      <ul className="people-records">
        {person.merges.map(({ id, at, otherName }) => (
          <li key={id}>
            <span>
              {t('merge.at', { name: otherName })} · <time dateTime={at}>{sayInstant(at)}</time>
            </span>
            {person.mayMerge && (
              <Button size="small" onClick={() => setAsked(id)}>
                {t('deed.undoMerge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== undefined}
        title={t('deed.undoMerge')}
        confirmLabel={t('deed.undoMerge')}
        isBusy={send.isPending}
        error={send.error}
        onCancel={() => setAsked(undefined)}
        onConfirm={() =>
          send.mutate(
            { ref: person.ref, mergeId: asked ?? '' },
            {
              onSuccess: () => {
                void message.success(t('merge.undone'));
                setAsked(undefined);
              },
            },
          )
        }
      >
        <p>{t('merge.undoWhat')}</p>
      </ConfirmDialog>
    </DetailSection>
  );
}
