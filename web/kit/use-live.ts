import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followLive } from './live.ts';
import { mayAnywhere, useSession } from './session.ts';

/** What changes while one looks: matters and what was told of them. */
const renewed = /^(GET|POST) \/(cases|notices)/;

/** Renews lists and details on screen as soon as something of the person's areas changed. */
export function useLive(): void {
  const client = useQueryClient();
  const mayFollow = mayAnywhere(useSession().data, 'cases.read');
  useEffect(() => {
    if (!mayFollow) return;
    return followLive(() => {
      void client.invalidateQueries({ predicate: ({ queryKey }) => renewed.test(String(queryKey[0])) });
    });
  }, [client, mayFollow]);
}
