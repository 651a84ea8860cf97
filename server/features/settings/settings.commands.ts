import type { SettingView } from '../../../contract/settings.ts';
import { Refusal } from '../../../domain/refusals.ts';
import { readSetting, type SettingKey } from '../../../domain/settings/settings.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { ownUserId } from '../identity/identity.queries.ts';
import { viewOf } from './settings.queries.ts';

interface Change {
  readonly key: SettingKey;
  /** As the setting's schema gave it; null goes back to what is usual. */
  readonly value: unknown;
  readonly basedOn: string | null;
}

/**
 * Decides a setting, or gives it back to what is usual; who, when, and both values stay. Holds at once in every process.
 * @refuses dated.changed-meanwhile where somebody else decided it since
 */
export async function setSetting(ctx: WriteCtx, { key, value, basedOn }: Change): Promise<SettingView> {
  const changedBy = ownUserId(ctx.actor);
  // A row to lock, so that two at once come one after the other: null says that nobody has decided.
  await ctx.db
    .insertInto('settings')
    .values({ key, value: jsonb(null), updatedAt: ctx.now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await ctx.db
    .selectFrom('settings')
    .select(['value', 'updatedAt', 'updatedBy'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const isNew = row.updatedBy === null;
  const seenAt = basedOn === null ? null : new Date(basedOn).toISOString();
  if ((isNew ? null : row.updatedAt) !== seenAt)
    throw new Refusal('dated.changed-meanwhile', { current: { setAt: isNew ? null : row.updatedAt } });
  const before = readSetting(key, row.value) ?? null;
  await ctx.db
    .updateTable('settings')
    .set({ value: jsonb(value), updatedAt: ctx.now, updatedBy: changedBy })
    .where('key', '=', key)
    .execute();
  await ctx.db
    .insertInto('settingChanges')
    .values({ id: ctx.intentionId, key, before: jsonb(before), after: jsonb(value), changedBy, changedAt: ctx.now })
    .execute();
  ctx.audit({ action: 'settings.changed', noun: 'settings', details: { key, before, after: value } });
  return viewOf(key, { value, updatedAt: ctx.now });
}
