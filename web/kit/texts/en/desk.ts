import type { Messages } from '../namespaces.ts';
import type { desk as zh } from '../zh/desk.ts';

export const desk = {
  product: 'Community workbench',
  nav: { mine: 'My work', matters: 'Matters', figures: 'Figures and settings', administration: 'Administration' },
  page: { home: 'Home', account: 'My account' },
  home: {
    hello: 'Hello, {{name}}',
    roles: 'Your posts',
    signInTitle: 'Please sign in',
    signInHint: 'Sign in to see the matters, people and houses you are responsible for.',
  },
  secret: { copy: 'Copy', copied: 'Copied', close: 'I have kept it' },
  template: 'Begin from a template; you can change it',
} as const satisfies Messages<typeof zh>;
