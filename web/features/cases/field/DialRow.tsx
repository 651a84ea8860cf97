import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseDetail } from '../../../../contract/case-views.ts';
import { api } from '../../../kit/api.ts';
import { useWords } from '../../../kit/i18n.ts';
import { DialButton } from '../../../ui/mobile/DialButton.tsx';
import { dial } from '../../../ui/mobile/dial.ts';
import { PersonRow } from '../../../ui/mobile/PersonRow.tsx';
import { Sheet } from '../../../ui/mobile/Sheet.tsx';
import { ReasonChips } from '../../../ui/show/ReasonChips.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';

const reasons = ['handling', 'checking', 'call-back', 'correction'] as const;
type DialReason = (typeof reasons)[number];

interface DialRowProps {
  readonly caseRef: string;
  readonly party: CaseDetail['parties'][number];
  /** An open matter in my name is the reason; elsewhere one of four is asked for. */
  readonly mayDial: boolean;
}

/** The person who asked, masked, and a button that dials: the number is asked for when it is wanted, and each look is written down. */
export function DialRow({ caseRef, party, mayDial }: DialRowProps) {
  const t = useWords('field');
  const cases = useWords('cases');
  const sayError = useErrorWords();
  const [asks, setAsks] = useState(false);
  const contact = useMutation({
    mutationFn: (reason: DialReason | undefined) =>
      api.get('GET /cases/:ref/contact', {
        params: { ref: caseRef },
        query: { party: party.id, ...(reason ? { reason } : {}) },
      }),
    onSuccess: ({ phone }) => dial(phone),
  });
  const error = contact.error ? sayError(contact.error) : undefined;
  return (
    <>
      <PersonRow
        name={contact.data?.name || party.nameMasked || cases('party.unnamed')}
        sub={<span className="figures">{contact.data?.phone ?? party.phoneMasked ?? cases('party.noContact')}</span>}
        fault={error && [error.title, error.hint].filter(Boolean).join(' ')}
        action={
          party.hasContact && (
            <DialButton
              words={t('task.call')}
              phone={contact.data?.phone}
              isBusy={contact.isPending}
              onPress={() => (mayDial ? contact.mutate(undefined) : setAsks(true))}
            />
          )
        }
      />
      <Sheet open={asks} title={cases('dial.why')} onClose={() => setAsks(false)}>
        <ReasonChips
          label={cases('dial.why')}
          isLabelHidden
          text="none"
          reasons={reasons.map((code) => ({ code, label: cases(`dial.reason.${code}`) }))}
          value={{}}
          onChange={({ code }) => {
            setAsks(false);
            contact.mutate(code as DialReason);
          }}
        />
        <p className="field-hint">{cases('dial.noted')}</p>
      </Sheet>
    </>
  );
}
