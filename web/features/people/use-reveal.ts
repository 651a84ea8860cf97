import { useMutation } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import type { Reason } from '../../ui/show/ReasonChips.tsx';

const lookReasons = ['visit', 'case', 'service', 'correction'] as const;
export type LookReason = (typeof lookReasons)[number];

/** The four chips of why somebody looks. */
export function useLookReasons(): readonly Reason[] {
  const t = useWords('people');
  return lookReasons.map((code) => ({ code, label: t(`reveal.reasons.${code}`) }));
}

interface Look {
  readonly personRef: string;
  readonly field: 'id' | 'phone';
  readonly phone?: string | undefined;
}

/** Asks for a number when it is wanted, never before: each look is written down. A phone dials at a tap; a desk shows it, to be dialled beside. */
export function useReveal({ personRef, field, phone }: Look) {
  return useMutation({
    mutationFn: (reason: LookReason | undefined) =>
      api.get('GET /people/:ref/reveal', {
        params: { ref: personRef },
        query: { field, ...(phone ? { phone } : {}), ...(reason ? { reason } : {}) },
      }),
    onSuccess: ({ value }) => {
      if (field === 'phone' && window.matchMedia('(pointer: coarse)').matches) window.location.assign(`tel:${value}`);
    },
  });
}
