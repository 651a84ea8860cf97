import type { Messages } from '../namespaces.ts';
import type { wall as zh } from '../zh/wall.ts';

export const wall = {
  title: 'Community governance at a glance',
  n: 'n={{n}}',
  signInHint: 'Sign in to see the area you are responsible for.',
  nothingYet: 'At a glance',
} as const satisfies Messages<typeof zh>;
