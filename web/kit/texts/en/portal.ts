import type { Messages } from '../namespaces.ts';
import type { portal as zh } from '../zh/portal.ts';

export const portal = {
  product: 'Linli',
  page: { home: 'Home' },
  home: {
    morning: 'Good morning',
    noon: 'Good day',
    afternoon: 'Good afternoon',
    evening: 'Good evening',
    hello: '{{greeting}}, {{name}}',
    sub: 'Tell us about your neighbourhood and hear back.',
    desk: 'Staff sign-in',
  },
} as const satisfies Messages<typeof zh>;
