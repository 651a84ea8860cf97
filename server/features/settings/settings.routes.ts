import { settingCommands, settingRoutes } from '../../../contract/settings.ts';
import type { Config } from '../../config.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { countCasesToErase } from '../cases/cases.retention.queries.ts';
import { countRecordsToErase } from '../people/people.retention.queries.ts';
import { setSetting } from './settings.commands.ts';
import { getInstallation, listSettings } from './settings.queries.ts';

/** What a district decides without touching a server; each setting is declared in domain/settings/settings.ts. */
export function makeSettingsSlice({ config }: { readonly config: Pick<Config, 'environment'> }): Slice {
  return {
    reads: bindReads(settingRoutes, {
      'GET /installation': (ctx) => getInstallation(ctx),
      'GET /settings': async (ctx) => ({
        ...(await listSettings(ctx, 'system')),
        environment: [...config.environment],
      }),
      'GET /settings/retention': async (ctx) => ({
        cases: await countCasesToErase(ctx.db, ctx.now),
        records: await countRecordsToErase(ctx.db, ctx.now),
      }),
      'GET /settings/security': (ctx) => listSettings(ctx, 'security'),
    }),
    commands: bindCommands(settingCommands, {
      'settings.set': setSetting,
      'settings.setSecurity': setSetting,
    }),
  };
}
