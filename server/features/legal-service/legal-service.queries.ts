import { ICalCalendar, ICalEventStatus } from 'ical-generator';
import type { DeskHearing, Hearing, LegalGuide, PublicGuide } from '../../../contract/legal-service.ts';
import { holdingsOf, holdingsWith } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { businessDay, dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { type HearingKind, hearingKinds, type LegalTopic } from '../../../domain/legal-service/topics.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { staffAround } from '../rotas/rotas-scope.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;

const nameOf = (tree: AreaTree, id: number): string => tree.byId.get(id)?.name ?? '';

/** The desks over which the asker has a capability, to put something new there. */
function desksWith(tree: AreaTree, ctx: AnyCtx, capability: Capability): { id: number; name: string }[] {
  const found = holdingsWith(ctx.actor, capability).flatMap(({ areaId }) =>
    areaId === undefined ? [] : tree.desksUnder(areaId),
  );
  return [...new Map(found.map(({ id, name }) => [id, { id, name }])).values()];
}

/** Whether an area lies over, in or under one where the asker works. */
async function aroundMe(ctx: AnyCtx): Promise<(areaId: number) => boolean> {
  const tree = await areaTree(ctx);
  const held = holdingsOf(ctx.actor);
  const units = held.flatMap(({ organisationId }) => organisationId ?? []);
  const seats =
    units.length === 0
      ? []
      : await ctx.db.selectFrom('organisations').select('areaId').where('id', 'in', units).execute();
  const own = [...held.flatMap(({ areaId }) => areaId ?? []), ...seats.flatMap(({ areaId }) => areaId ?? [])];
  return (areaId) => own.some((id) => tree.isWithin(areaId, id) || tree.isWithin(id, areaId));
}

/** The areas that serve a place: it, what lies above it, and the rest of its community. */
async function areasServing(ctx: AnyCtx, areaId: number): Promise<readonly number[]> {
  const tree = await areaTree(ctx);
  const path = tree.ancestorsOf(areaId);
  const community = path.find(({ kind }) => kind === 'community');
  const beside = community ? tree.subtreeOf(community.id) : [];
  return [...new Set([...path, ...beside].map(({ id }) => id))];
}

const guideColumns = [
  'legalGuides.id',
  'legalGuides.areaId',
  'legalGuides.name',
  'legalGuides.userId',
  'legalGuides.topics',
  'legalGuides.place',
  'legalGuides.dutyPhone',
  'legalGuides.ownPhoneMasked',
  'legalGuides.ownPhoneSealed',
  'legalGuides.trainedOn',
  'legalGuides.certificate',
  'legalGuides.agreedOn',
  'legalGuides.nameAgreedOn',
  'legalGuides.phoneAgreedOn',
  'legalGuides.endedOn',
] as const;

/** Those in office whose name may be read, who serve some areas, as everybody may read of them; in the order of areas, nobody is ranked. */
async function publishedGuides(ctx: AnyCtx, areaIds: readonly number[]): Promise<PublicGuide[]> {
  if (areaIds.length === 0) return [];
  const tree = await areaTree(ctx);
  const rows = await ctx.db
    .selectFrom('legalGuides')
    .select(guideColumns)
    .where('areaId', 'in', [...areaIds])
    .where('endedOn', 'is', null)
    .where('nameAgreedOn', 'is not', null)
    .orderBy('areaId')
    .orderBy('addedAt')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    areaName: nameOf(tree, row.areaId),
    topics: row.topics as LegalTopic[],
    place: row.place,
    phone:
      row.phoneAgreedOn !== null && row.ownPhoneSealed !== null
        ? ctx.vault.open('phone', row.ownPhoneSealed)
        : row.dutyPhone,
  }));
}

/** Who can be told to somebody at a place as first help, in words that name them and how they are reached. */
export async function guideWords(ctx: AnyCtx, areaId: number): Promise<readonly string[]> {
  const guides = await publishedGuides(ctx, await areasServing(ctx, areaId));
  return guides.map(({ name, areaName, place, phone }) =>
    ['可以先找法律明白人', `${name}（${areaName}）`, place && `地点：${place}`, phone && `电话：${phone}`]
      .filter(Boolean)
      .join('，'),
  );
}

/** The register around the asker: whoever keeps it sees all, colleagues those whose name may be read. */
export async function listGuides(ctx: ReadCtx, past: boolean) {
  const tree = await areaTree(ctx);
  const isAround = await aroundMe(ctx);
  const rows = await ctx.db
    .selectFrom('legalGuides')
    .select(guideColumns)
    .where('endedOn', past ? 'is not' : 'is', null)
    .orderBy('areaId')
    .orderBy('addedAt')
    .orderBy('id')
    .limit(500)
    .execute();
  const items = rows.flatMap((row): LegalGuide[] => {
    const mayKeep = holdsOver(tree, ctx.actor, 'legal-guides.manage', row.areaId);
    if (!mayKeep && (past || row.nameAgreedOn === null || !isAround(row.areaId))) return [];
    const { id, name, place, dutyPhone, certificate } = row;
    return [
      {
        ...{ id, name, place, dutyPhone, certificate, mayKeep },
        area: { id: row.areaId, name: nameOf(tree, row.areaId) },
        isStaff: row.userId !== null,
        topics: row.topics as LegalTopic[],
        ownPhoneMasked: mayKeep || row.phoneAgreedOn !== null ? row.ownPhoneMasked : null,
        trainedOn: row.trainedOn,
        agreedOn: row.agreedOn,
        showsName: row.nameAgreedOn !== null,
        showsPhone: row.phoneAgreedOn !== null,
        endedOn: row.endedOn,
      },
    ];
  });
  return { items, mayAddIn: desksWith(tree, ctx, 'legal-guides.manage') };
}

/** One guide whom the asker keeps. @throws request.not-found */
export async function keptGuide(ctx: AnyCtx, id: string) {
  const row = await ctx.db.selectFrom('legalGuides').select(guideColumns).where('id', '=', id).executeTakeFirst();
  if (!row || !holdsOver(await areaTree(ctx), ctx.actor, 'legal-guides.manage', row.areaId))
    throw refuse('request.not-found');
  return row;
}

/** A guide's own number, published or not; the look is written down. @throws request.not-found */
export async function guideContact(ctx: ReadCtx, id: string): Promise<{ name: string; phone: string }> {
  const { name, ownPhoneSealed } = await keptGuide(ctx, id);
  if (ownPhoneSealed === null) throw refuse('request.not-found');
  ctx.audit({ action: 'legal-guides.contact', noun: 'legal-guides', rowId: id, reason: 'service' });
  return { name, phone: ctx.vault.open('phone', ownPhoneSealed) };
}

/** Staff around an area who can be put on the register. @throws access.outside-scope */
export async function listGuideStaff(ctx: ReadCtx, areaId: number, q: string | undefined) {
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'legal-guides.manage', areaId)) throw refuse('access.outside-scope');
  return { items: [...(await staffAround(ctx, areaId, { q }))] };
}

const hearingColumns = [
  'id',
  'areaId',
  'kind',
  'title',
  'court',
  'judge',
  'place',
  'phone',
  'isOpen',
  'startsAt',
  'endsAt',
  'withdrawnAt',
  'withdrawnWords',
  'attended',
  'afterWords',
] as const;

async function readHearings(ctx: AnyCtx, from: string, areaIds?: readonly number[]) {
  if (areaIds?.length === 0) return [];
  return ctx.db
    .selectFrom('hearings')
    .select(hearingColumns)
    .where('endsAt', '>', from)
    .$if(areaIds !== undefined, (query) => query.where('areaId', 'in', [...(areaIds ?? [])]))
    .orderBy('startsAt')
    .orderBy('id')
    .limit(300)
    .execute();
}
type HearingRow = Awaited<ReturnType<typeof readHearings>>[number];

function hearingView(tree: AreaTree, row: HearingRow): Hearing {
  const { id, kind, title, court, judge, place, phone, isOpen, startsAt, endsAt, withdrawnAt, withdrawnWords } = row;
  return {
    ...{ id, title, court, judge, place, phone, isOpen, startsAt, endsAt },
    kind: kind as HearingKind,
    areaName: nameOf(tree, row.areaId),
    withdrawn: withdrawnAt === null ? null : withdrawnWords,
  };
}

/** How long what is over stays at the desk, to write down what came of it. */
const keptMs = 366 * dayMs;

/** What is announced around the asker; with what is over of the last year where asked. */
export async function listHearings(ctx: ReadCtx, past: boolean) {
  const tree = await areaTree(ctx);
  const isAround = await aroundMe(ctx);
  const from = toIso(toMs(ctx.now) - (past ? keptMs : dayMs));
  const rows = (await readHearings(ctx, from)).filter(({ areaId }) => isAround(areaId));
  const items = rows.map((row): DeskHearing => {
    const isKept = holdsOver(tree, ctx.actor, 'hearings.announce', row.areaId);
    return {
      ...hearingView(tree, row),
      attended: row.attended,
      afterWords: row.afterWords,
      mayWithdraw: isKept && row.withdrawnAt === null && row.startsAt > ctx.now,
      mayRecord: isKept && row.withdrawnAt === null && row.startsAt <= ctx.now,
    };
  });
  return { items, mayAnnounceIn: desksWith(tree, ctx, 'hearings.announce') };
}

/** One hearing that the asker announces for. @throws request.not-found */
export async function keptHearing(ctx: AnyCtx, id: string): Promise<HearingRow> {
  const row = await ctx.db.selectFrom('hearings').select(hearingColumns).where('id', '=', id).executeTakeFirst();
  if (!row || !holdsOver(await areaTree(ctx), ctx.actor, 'hearings.announce', row.areaId))
    throw refuse('request.not-found');
  return row;
}

/** What stands around a place for everybody: guides as they agreed, and what is announced, with what was withdrawn until its day. */
export async function publicLegalService(ctx: ReadCtx, areaId: number) {
  const tree = await areaTree(ctx);
  const areas = await areasServing(ctx, areaId);
  const hearings = (await readHearings(ctx, ctx.now, areas)).map((row) => hearingView(tree, row));
  return { guides: await publishedGuides(ctx, areas), hearings };
}

/** Announced hearings around a place as iCalendar; one withdrawn is cancelled there, too. */
export async function hearingsCalendar(ctx: ReadCtx, areaId: number): Promise<MediaAnswer> {
  const calendar = new ICalCalendar({
    name: '巡回审判和法官进社区',
    prodId: { company: 'Linli', product: 'hearings', language: 'ZH' },
  });
  const { hearings } = await publicLegalService(ctx, areaId);
  for (const { id, kind, title, court, place, phone, startsAt, endsAt, withdrawn } of hearings)
    calendar.createEvent({
      id: `${id}@linli`,
      stamp: new Date(ctx.now),
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: `${hearingKinds[kind].zh}：${title}`,
      location: place,
      description: [court, phone && `联系电话 ${phone}`, withdrawn !== null && `已取消：${withdrawn}`]
        .filter(Boolean)
        .join('\n'),
      status: withdrawn === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    });
  const fileName = `linli-hearings-${businessDay(ctx.now)}.ics`;
  return { body: calendar.toString(), mediaType: 'text/calendar; charset=utf-8', fileName };
}
