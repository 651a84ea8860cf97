import type { Messages } from '../namespaces.ts';
import type { field as zh } from '../zh/field.ts';

export const field = {
  product: 'Linli Field',
  page: { home: 'Home' },
  home: { hello: 'Hello, {{name}}', signInHint: 'Sign in to see the doors, tasks and reports of your grid.' },
  signOut: { ask: 'Sign out?', words: 'What is not sent yet is sent first.', yes: 'Sign out', no: 'Stay' },
} as const satisfies Messages<typeof zh>;
