import type { Messages } from '../namespaces.ts';
import type { portalRotas as zh } from '../zh/portal-rotas.ts';

export const portalRotas = {
  today: 'On duty today',
  until: 'On duty now, until {{time}}',
  from: 'From {{time}}',
  call: 'Call {{phone}}',
} as const satisfies Messages<typeof zh>;
