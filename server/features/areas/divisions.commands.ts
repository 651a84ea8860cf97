import { sql } from 'kysely';
import type { z } from 'zod';
import type { areaCommands, DivisionReport } from '../../../contract/areas.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { AreaKind } from '../../../domain/registry/area-kinds.ts';
import { planChange, stampOf, versionOn } from '../../../domain/registry/dated.ts';
import {
  type DivisionList,
  type DivisionPlan,
  faultsOfDivisions,
  flattenDivisions,
  type KnownDivision,
  planDivisions,
} from '../../../domain/registry/divisions.ts';
import { giveAreaIds, lockTree } from '../../access/area-ids.ts';
import { bumpTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { insertAreas } from '../../registry/area-rows.ts';
import { assertOverAll, mayOver } from './area-scope.ts';
import { lockArea, makerOf, validOn, writeChange } from './area-versions.ts';

type Input = z.output<(typeof areaCommands)['areas.importDivisions']['input']>;

/** The areas of a district that have codes, as they are on a day. */
async function knownDivisions(db: WriteTx, districtCode: string, on: string): Promise<readonly KnownDivision[]> {
  const { rows } = await sql<KnownDivision & { parentCode: string | null }>`
    select a.id, a.kind, v.code, v.name, p.code as parent_code
    from area_versions v
    join areas a on a.id = v.area_id
    left join area_versions p on p.area_id = v.parent_id and ${validOn(on, 'p')}
    where a.kind in ('district', 'street', 'community') and ${validOn(on)}
      and v.code collate "C" >= ${districtCode} and v.code collate "C" < ${`${districtCode}\u{10ffff}`}
  `.execute(db);
  return rows.map((row) => ({ ...row, parentCode: row.parentCode ?? undefined }));
}

/** Who imports, and when: the command's context, or the start of an installation. */
interface ImportTools {
  readonly db: WriteTx;
  readonly now: string;
  readonly madeBy: Record<string, unknown>;
}

/** Adds what the list has and the tree has not, parents first, and says which id each code has. */
async function addDivisions(
  tools: ImportTools,
  plan: DivisionPlan,
  known: readonly KnownDivision[],
  { codeYear, validFrom }: Pick<Input, 'codeYear' | 'validFrom'>,
): Promise<ReadonlyMap<string, number>> {
  const idOf = new Map(known.map((row) => [row.code, row.id]));
  const ids = await giveAreaIds(tools.db, 'community', plan.create.length);
  plan.create.forEach((row, i) => {
    idOf.set(row.code, ids[i] as number);
  });
  const rows = plan.create.map((row) => {
    const id = idOf.get(row.code) as number;
    return {
      id,
      kind: row.kind,
      communityId: id,
      parentId: row.parentCode === undefined ? null : (idOf.get(row.parentCode) as number),
      name: row.name,
      code: row.code,
      polygon: null,
      lon: null,
      lat: null,
      details: { codeYear, ...(row.isPseudo ? { isPseudo: true } : {}) },
    };
  });
  await insertAreas(tools, rows, { from: validFrom, madeBy: tools.madeBy, reason: undefined });
  return idOf;
}

/** Renames and moves what the new list tells differently, from its day on. */
async function changeDivisions(
  ctx: WriteCtx,
  plan: DivisionPlan,
  idOf: ReadonlyMap<string, number>,
  input: Input,
): Promise<void> {
  const targets = new Map([...plan.rename, ...plan.move].map((pair) => [pair.to.code, pair.to]));
  for (const [code, to] of targets) {
    const area = await lockArea(ctx, idOf.get(code) as number);
    const version = versionOn(area.versions, input.validFrom);
    const step = planChange(area.versions, {
      from: input.validFrom,
      today: businessDay(ctx.now),
      basedOn: version ? stampOf(version) : '',
    });
    if (step instanceof Refusal) throw step;
    const { parentId, polygon, lon, lat, details } = step.version;
    const newParent = to.parentCode === undefined ? null : (idOf.get(to.parentCode) ?? parentId);
    const values = {
      parentId: newParent,
      name: to.name,
      code,
      polygon,
      lon,
      lat,
      details: { ...details, codeYear: input.codeYear },
    };
    await writeChange(ctx, { plan: step, from: input.validFrom, values, reason: undefined });
  }
}

function reportOf(
  input: { list: DivisionList; isDryRun: boolean },
  plan: DivisionPlan,
  districtId: number | null,
): DivisionReport {
  const { list, isDryRun } = input;
  return {
    isDryRun,
    district: { code: list.code, name: list.name, id: districtId },
    streets: list.streets.length,
    communities: list.streets.reduce((sum, street) => sum + street.communities.length, 0),
    created: plan.create.length,
    renamed: plan.rename.map(({ known, to }) => ({ id: known.id, code: known.code, from: known.name, to: to.name })),
    moved: plan.move.map(({ known, to }) => ({
      id: known.id,
      code: known.code,
      name: to.name,
      toCode: to.parentCode ?? '',
    })),
    same: plan.same,
    missing: plan.missing.map(({ id, code, name }) => ({ id, code, name })),
    pseudo: flattenDivisions(list)
      .filter((row) => row.isPseudo)
      .map(({ kind, code, name, isPseudo }) => ({ kind: kind as AreaKind, code, name, isPseudo })),
  };
}

function assertCodes(list: DivisionList): void {
  const faults = faultsOfDivisions(list);
  if (faults.length > 0) {
    throw new Refusal('areas.not-in-list', {
      fields: faults.slice(0, 20).map(({ path, text }) => ({ path: `list.${path}`, text })),
    });
  }
}

/** Imports a district's list whole, or says what that would do; the same list again changes nothing. */
export async function importDivisions(ctx: WriteCtx, input: Input): Promise<DivisionReport> {
  assertCodes(input.list);
  await lockTree(ctx.db);
  const on = input.validFrom > businessDay(ctx.now) ? input.validFrom : businessDay(ctx.now);
  const known = await knownDivisions(ctx.db, input.list.code, on);
  const district = known.find((row) => row.code === input.list.code);
  // A district that was imported beside one's own hangs under nobody yet: whoever holds the top may go on with it.
  const isOwn = district !== undefined && (await mayOver(ctx, 'areas.manage', district.id));
  if (!isOwn) await assertOverAll(ctx, 'areas.manage');
  const plan = planDivisions(input.list, known);
  if (input.isDryRun) return reportOf(input, plan, district?.id ?? null);
  const idOf = await addDivisions({ db: ctx.db, now: ctx.now, madeBy: makerOf(ctx.actor) }, plan, known, input);
  await changeDivisions(ctx, plan, idOf, input);
  if (plan.create.length + plan.rename.length + plan.move.length > 0) await bumpTree(ctx.db);
  const districtId = idOf.get(input.list.code) ?? null;
  ctx.audit({
    action: 'areas.divisions-imported',
    noun: 'areas',
    ...(districtId === null ? {} : { communityId: districtId }),
    details: {
      code: input.list.code,
      created: plan.create.length,
      renamed: plan.rename.length,
      moved: plan.move.length,
    },
  });
  return reportOf(input, plan, districtId);
}

/** Puts a district's list into an installation that has none of it yet: the first start and `linli import divisions`, where nobody is signed in. */
export async function seedDivisions(
  db: WriteTx,
  input: { readonly list: DivisionList; readonly codeYear: number; readonly validFrom: string; readonly now: string },
): Promise<ReadonlyMap<string, number>> {
  assertCodes(input.list);
  await lockTree(db);
  const known = await knownDivisions(db, input.list.code, businessDay(input.now));
  const plan = planDivisions(input.list, known);
  if (plan.rename.length + plan.move.length > 0) throw refuse('areas.not-in-list');
  const tools = { db, now: input.now, madeBy: { kind: 'system', name: 'linli' } };
  const idOf = await addDivisions(tools, plan, known, input);
  if (plan.create.length > 0) await bumpTree(db);
  return idOf;
}
