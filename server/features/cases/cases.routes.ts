import { caseBatchRoutes } from '../../../contract/case-batches.ts';
import { caseFileRoutes } from '../../../contract/case-file.ts';
import { caseFollowingCommands, caseFollowingRoutes } from '../../../contract/case-following.ts';
import { casePrintRoutes } from '../../../contract/case-prints.ts';
import { caseRelationCommands, caseRelationRoutes } from '../../../contract/case-relations.ts';
import { caseCommands, caseRoutes } from '../../../contract/cases.ts';
import { outsideLinkCommands, outsideLinkRoutes } from '../../../contract/outside-links.ts';
import { publicMatterRoutes } from '../../../contract/public-matters.ts';
import { toRef } from '../../../contract/shapes.ts';
import { capabilitiesOf, holdingsOf } from '../../../domain/access/actor.ts';
import { plainCategory } from '../../../domain/case/category.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { stands } from '../../../domain/case/who.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { AppParts } from '../../app.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { listOffers } from './cases.batch.ts';
import { actOnCase, raiseCase } from './cases.commands.ts';
import { casesOfCaller, revealContact, showCase } from './cases.detail.ts';
import { fieldViewsOf } from './cases.fields.ts';
import { caseFileOf, caseFilePdf } from './cases.file.queries.ts';
import { tabOfStage } from './cases.filter.ts';
import { followCase, sayStillThere, unfollowCase } from './cases.follow.ts';
import { listFollowed, showFollowed } from './cases.followed.ts';
import { caseJobs } from './cases.jobs.ts';
import { mergeCase, unmergeCase } from './cases.merge.ts';
import { listNearby } from './cases.offered.ts';
import { extendOutsideLink, makeOutsideLink, reportByLink, revokeOutsideLink } from './cases.outside.ts';
import { listOutsideLinks, showOutside } from './cases.outside-view.ts';
import { findPlaces } from './cases.places.ts';
import { checkPaper, printDocx, printPdf } from './cases.print.ts';
import { listPublished } from './cases.published.ts';
import { countCases, listCases, mapCases } from './cases.queries.ts';
import { bindReceipts } from './cases.receipts.ts';
import { showLinked } from './cases.relations.ts';
import { listSame } from './cases.same.ts';
import { splitCase } from './cases.split.ts';
import { listMyCases, lookUpTrack, showMyCase, showTrack } from './cases.track.ts';

/** The declarations as the web needs them to draw forms: nothing of who may what beyond the beginnings. */
async function listTypes(types: CaseTypes, ctx: ReadCtx) {
  const { calendar } = await getCalendar(ctx);
  const may = [...new Set(holdingsOf(ctx.actor).flatMap(capabilitiesOf))];
  const world = {
    now: ctx.now,
    calendar,
    category: plainCategory,
    categoryVersion: null,
    may,
    organisations: [],
    partyIds: [],
  };
  return Object.values(types).map((type) => ({
    code: type.code,
    title: type.title,
    begins: Object.entries(type.begins).map(([code, begin]) => ({
      code,
      label: begin.label,
      asks: fieldViewsOf(begin.asks, plainCategory),
      isOnTheSpot: begin.isOnTheSpot === true,
      isOpen: begin.by.some(({ relation }) => relation === 'anyone'),
      mayBegin: begin.by.some((one) => stands(one, { case: null, actor: ctx.actor, world })),
    })),
    stages: Object.entries(type.stages).map(([code, stage]) => ({
      code,
      label: stage.label,
      phase: stage.phase,
      tab: tabOfStage(stage),
    })),
  }));
}

/** The case of a link's holder. @throws request.not-found for everybody else */
function ownRef({ actor }: ReadCtx): string {
  if (actor.kind !== 'link') throw refuse('request.not-found');
  return toRef(actor.communityId, actor.caseId);
}

async function showCaller(types: CaseTypes, ctx: ReadCtx, typed: string) {
  const phone = parsePhone(typed);
  if (!phone.ok) throw refuse('request.invalid');
  const { rows, items } = await casesOfCaller(types, ctx, phone.normalized);
  ctx.audit({ action: 'cases.caller', noun: 'cases', details: { found: items.length } });
  const masked = `${phone.normalized.slice(0, 3)}****${phone.normalized.slice(-4)}`;
  return { phoneMasked: masked, name: rows[0]?.nameMasked ?? null, items };
}

/** The slice of cases over a registry of types. */
export function makeCasesSlice(types: CaseTypes, parts: AppParts): Slice {
  return {
    reads: [
      ...bindReads(caseRelationRoutes, {
        'POST /cases/:ref/same': (ctx, { params, query }) => listSame(types, ctx, params.ref, query),
        'GET /cases/:ref/linked': (ctx, { params }) => showLinked(types, ctx, params.ref),
      }),
      ...bindReads(caseFileRoutes, {
        'GET /cases/:ref/case-file': (ctx, { params, query }) => caseFileOf(types, ctx, params.ref, query),
        'GET /cases/:ref/case-file.pdf': (ctx, { params, query }) => caseFilePdf(types, parts, ctx, params.ref, query),
      }),
      ...bindReads(casePrintRoutes, {
        'GET /cases/:ref/print.pdf': (ctx, { params, query }) => printPdf(types, parts, ctx, params.ref, query),
        'GET /cases/:ref/print.docx': (ctx, { params, query }) => printDocx(types, parts, ctx, params.ref, query),
        'GET /track/print.pdf': (ctx, { query }) => printPdf(types, parts, ctx, ownRef(ctx), query),
        'GET /my/cases/:ref/print.pdf': (ctx, { params, query }) => printPdf(types, parts, ctx, params.ref, query),
        'POST /papers/check': (ctx, { query }) => checkPaper(types, ctx, query),
      }),
      ...bindReads(caseFollowingRoutes, {
        'POST /cases/nearby': (ctx, { query }) => listNearby(types, ctx, query),
        'GET /my/followed': (ctx) => listFollowed(types, ctx),
        'GET /my/followed/:ref': (ctx, { params }) => showFollowed(types, ctx, params.ref),
      }),
      ...bindReads(publicMatterRoutes, {
        'GET /public/matters': (ctx, { query }) => listPublished(types, ctx, query),
      }),
      ...bindReads(caseBatchRoutes, {
        'GET /cases/offers': (ctx, { query }) => listOffers(types, ctx, query.refs),
      }),
      ...bindReads(outsideLinkRoutes, {
        'GET /cases/:ref/outside-links': (ctx, { params }) => listOutsideLinks(types, ctx, params.ref),
        'GET /outside': (ctx) => showOutside(types, ctx),
      }),
      ...bindReads(caseRoutes, {
        'POST /cases': (ctx, { query }) => listCases(types, ctx, query),
        'POST /cases/counts': (ctx, { query }) => countCases(types, ctx, query),
        'GET /cases/types': (ctx) => listTypes(types, ctx),
        'POST /cases/map': (ctx, { query }) => mapCases(types, ctx, query),
        'POST /cases/caller': (ctx, { query }) => showCaller(types, ctx, query.phone),
        'GET /cases/:ref': (ctx, { params }) => showCase(types, ctx, params.ref),
        'GET /cases/:ref/contact': (ctx, { params, query }) => revealContact(types, ctx, params.ref, query),
        'GET /track': (ctx) => showTrack(types, ctx),
        'POST /track/lookup': (ctx, { query }) => lookUpTrack(types, ctx, query),
        'GET /my/cases': (ctx, { query }) => listMyCases(types, ctx, query),
        'GET /my/cases/:ref': (ctx, { params }) => showMyCase(types, ctx, params.ref),
        'POST /places': (ctx, { query }) => findPlaces(ctx, query),
      }),
    ],
    commands: [
      ...bindCommands(outsideLinkCommands, {
        'outside-links.make': (ctx, input) => makeOutsideLink(types, ctx, input),
        'outside-links.extend': (ctx, input) => extendOutsideLink(types, ctx, input),
        'outside-links.revoke': (ctx, input) => revokeOutsideLink(types, ctx, input),
        'outside-links.report': (ctx, input) => reportByLink(types, ctx, input),
      }),
      ...bindCommands(caseRelationCommands, {
        'cases.merge': (ctx, input) => mergeCase(types, ctx, input),
        'cases.split': (ctx, input) => splitCase(types, ctx, input),
      }),
      ...bindCommands(caseFollowingCommands, {
        'cases.follow': (ctx, input) => followCase(types, ctx, input),
        'cases.unfollow': (ctx, input) => unfollowCase(types, ctx, input),
        'cases.stillThere': (ctx, input) => sayStillThere(types, ctx, input),
      }),
      ...bindCommands(caseCommands, {
        'cases.raise': (ctx, input) => raiseCase(types, ctx, input),
        'cases.act': (ctx, input) =>
          input.action === 'unmerge' ? unmergeCase(types, ctx, input) : actOnCase(types, ctx, input),
      }),
    ],
    jobs: caseJobs(types, parts),
    plugin: async (app) => bindReceipts(app, { ...parts, now: parts.now ?? (() => new Date().toISOString()) }),
  };
}
