import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { RefusalCode } from '../../../domain/refusals.ts';
import { RefusalError } from '../../kit/refusal-error.ts';

/** Why the way back from a portal ended here, as the error that it was; undefined where it did not. */
export function useSignOnRefusal(): RefusalError | undefined {
  const { refused } = useSearch({ strict: false }) as { readonly refused?: string };
  const [error, setError] = useState<RefusalError>();
  useEffect(() => {
    if (refused === undefined) return;
    let isHere = true;
    // The table of refusals comes only when there is one.
    void import('../../../domain/refusals.ts').then(({ refusals }) => {
      if (!isHere || !refused.startsWith('sign-on.') || !Object.hasOwn(refusals, refused)) return;
      const code = refused as RefusalCode;
      setError(
        new RefusalError({
          type: 'urn:linli:refusal',
          title: refusals[code].text.en,
          status: 403,
          code,
          text: refusals[code].text,
        }),
      );
    });
    return () => {
      isHere = false;
    };
  }, [refused]);
  return error;
}
