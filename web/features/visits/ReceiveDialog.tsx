import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { VisitDay } from '../../../contract/visits.ts';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { newId } from '../../kit/new-id.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormValues } from '../../ui/forms/fields.ts';

interface ReceiveDialogProps {
  readonly day: VisitDay;
  readonly onDone: () => void;
}

/** Who came on a reception day and what they said; what is to be done becomes a matter in the same press. */
export function ReceiveDialog({ day, onDone }: ReceiveDialogProps) {
  const t = useWords('visits');
  const client = useQueryClient();
  // Kept over a lost answer: pressed again it is the same reception and the same matter.
  const [ids] = useState(() => ({ matter: newId(), reception: newId(), cameAt: new Date().toISOString() }));
  const receive = useMutation({
    mutationFn: async (values: FormValues) => {
      const words = String(values['words'] ?? '');
      const who = String(values['who'] ?? '');
      const raises = values['raise'] === true;
      if (raises) {
        const matter = {
          type: 'event',
          begin: 'report',
          source: 'resident',
          place: { areaId: day.areaId },
          fields: { words },
        } as const;
        await api.send('cases.raise', matter, { id: ids.matter });
      }
      const raised = raises ? [ids.matter] : [];
      await api.send(
        'visits.receive',
        { shiftId: day.shiftId, cameAt: ids.cameAt, who, words, raised },
        { id: ids.reception },
      );
      await client.invalidateQueries({ queryKey: ['GET /visits/days'] });
    },
    onSuccess: onDone,
  });
  return (
    <FormDialog
      title={t('receive')}
      fields={[
        { key: 'who', kind: 'text', label: t('receiveWho'), max: 40 },
        { key: 'words', kind: 'text', label: t('receiveWords'), required: true, max: 2000, lines: 4 },
        { key: 'raise', kind: 'yes-no', label: t('receiveRaise') },
      ]}
      submitLabel={t('receive')}
      isBusy={receive.isPending}
      error={receive.error}
      onSubmit={(values) => receive.mutate(values)}
      onCancel={onDone}
    />
  );
}
