import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import {
  type Deed,
  defineCaseType,
  type Guard,
  tell,
  urgentHours,
  within,
  workingDays,
  workingHours,
} from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import { choice, number, userOf } from '../case/read-input.ts';
import * as summons from '../case/summons.ts';
import { actingLevels } from '../case/summons-rules.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';

const words = field.text(text('事由', 'What it is about'), 2000);
const note = field.text(text('说明', 'Words'), 1000);
const photos = optional(field.photos(text('照片', 'Photos')));
const lead = field.organisation(text('牵头单位', 'Leading unit'));
const others = optional(field.organisations(text('其他被召集单位', 'Other units')));
/** A whistle is blown at those whom the rules allow; what was blown by phone has happened, whoever came. */
const reachableLead = field.summonedUnit(text('牵头单位', 'Leading unit'));
const reachableOthers = optional(field.summonedUnits(text('其他被召集单位', 'Other units')));
const planned = field.choice(text('哨的类别', 'Kind of whistle'), {
  enforcement: text('综合执法', 'Joint enforcement'),
  priority: text('重点工作', 'Priority work'),
});
const kind = field.choice(text('哨的类别', 'Kind of whistle'), {
  enforcement: text('综合执法', 'Joint enforcement'),
  priority: text('重点工作', 'Priority work'),
  emergency: text('应急处置', 'Emergency'),
});
const blownAt = field.instant(text('电话吹哨时间', 'When it was blown by phone'));
const score = field.score(text('评分', 'Rating'));

/** Each unit's own clocks, by the kind of whistle. */
const clocks: Readonly<Record<string, summons.UnitClocks>> = {
  enforcement: {
    sign: within('sign', workingHours(2), house('whistle-enforcement')),
    contact: within('contact', workingHours(4), house('whistle-enforcement')),
    arrive: within('arrive', workingHours(8), house('whistle-enforcement')),
    conclude: within('handle', workingDays(5), house('whistle-conclude-5d')),
  },
  priority: {
    sign: within('sign', workingHours(4), house('whistle-priority')),
    contact: within('contact', workingDays(1), house('whistle-priority')),
    arrive: within('arrive', workingDays(2), house('whistle-priority')),
    conclude: within('handle', workingDays(10), house('whistle-conclude-10d')),
  },
  emergency: {
    sign: within('sign', urgentHours(1), house('whistle-emergency')),
    arrive: within('arrive', urgentHours(1), house('whistle-emergency')),
    conclude: within('handle', urgentHours(24), house('whistle-emergency-24h')),
  },
};

const keepLevel = summons.keepLevel('blownFrom');
const blow = summons.summon('kind', clocks);

/** An emergency is blown by phone; what was blown is written down within 24 hours, and never before it was. */
const recordedInTime: Guard = (turn) => {
  const at = choice(turn, 'blownAt');
  const hours = at === null ? 0 : (Date.parse(turn.world.now) - Date.parse(at)) / 3_600_000;
  return hours >= 0 && hours <= 24 ? null : refuse('case.recorded-late', { hours: 24 });
};

/** Joint enforcement is signed for on paper: its conclusion comes with a photo of it. */
const signatureOfEnforcement: Guard = ({ case: state, input }) =>
  state.fields['kind'] === 'enforcement' && !(Array.isArray(input['photos']) && input['photos'].length > 0)
    ? refuse('case.photo-needed', { why: text('综合执法哨要附签字单', 'Joint enforcement needs the signed sheet') })
    : null;

const asEmergency: Deed = () => [{ kind: 'set', field: 'kind', value: 'emergency' }];
const rateUnits: Deed = (turn) => {
  const given = number(turn, 'score');
  return given === null ? [] : [{ kind: 'set', field: 'unitsScore', value: given }];
};
/** What a unit says of how it was whistled: the last word of each unit stands. */
const rateBlower: Deed = (turn) => {
  const given = number(turn, 'score');
  if (given === null) return [];
  const before = (turn.case.fields['blowerScores'] ?? {}) as Readonly<Record<string, number>>;
  const own = turn.world.organisations.filter((id) =>
    turn.case.assignments.some(({ organisationId }) => organisationId === id),
  );
  return [
    { kind: 'set', field: 'blowerScores', value: { ...before, ...Object.fromEntries(own.map((id) => [id, given])) } },
  ];
};

/** Whoever agrees is not the one who blew. */
const notTheBlower: Guard = (turn) =>
  turn.case.raisedByUserId !== null && turn.case.raisedByUserId === userOf(turn) ? refuse('case.own-request') : null;

const actions = summons.summonsActions({
  by: [who.listed('blower')],
  returnsTo: [who.may('cases.arbitrate')],
  summon: blow,
  afterwards: 'confirming',
  concludeNeeds: [signatureOfEnforcement],
});

/** 吹哨报到: a street or community summons those who can act; each comes by its own clocks, and only who blew ends it. */
export const whistle = defineCaseType({
  code: 'whistle',
  version: 1,
  title: text('吹哨', 'Whistle'),
  asker: 'reporter',
  titleField: 'words',
  fields: {
    words,
    photos,
    kind,
    leadOrganisationId: lead,
    organisationIds: others,
    blownAt,
    blownFrom: optional(field.choice(text('从哪一级吹的', 'Level it was blown from'), actingLevels)),
    unitsScore: optional(field.score(text('吹哨方对到场单位的评分', 'What the one who blew says of the units'))),
  },
  members: { blower: text('吹哨人', 'Who blew') },
  returnsTo: [who.may('cases.arbitrate')],
  promise: within('promise', workingDays(15), house('promise-15d')),
  begins: {
    blow: {
      label: text('吹哨', 'Blow'),
      by: [who.may('cases.raise')],
      asks: {
        kind: planned,
        words,
        leadOrganisationId: reachableLead,
        organisationIds: reachableOthers,
        photos,
      },
      needs: [summons.othersNamed, summons.mayBeSummoned],
      does: [deed.putOnList('blower'), keepLevel],
      to: 'proposed',
      tells: [tell('approver', 'case.approval-asked', 'now')],
      track: text('已吹哨', 'Blown'),
    },
    record: {
      label: text('补录应急哨', 'Record an emergency'),
      by: [who.may('cases.raise')],
      asks: { blownAt, words, leadOrganisationId: lead, organisationIds: others, photos },
      needs: [summons.othersNamed, recordedInTime],
      does: [asEmergency, deed.putOnList('blower'), keepLevel, summons.summonAs('emergency', clocks)],
      to: 'working',
      tells: [tell('lead', 'case.dispatched', 'now'), tell('helpers', 'case.dispatched', 'now')],
      track: text('已吹应急哨', 'Blown as an emergency'),
    },
  },
  stages: {
    proposed: {
      label: text('待审哨', 'To be agreed to'),
      phase: 'raised',
      within: within('accept', workingHours(2), house('whistle-check-2h')),
      turn: [who.may('cases.approve')],
      plain: text('等待主要负责人审核', 'Waiting for the principal'),
      actions: {
        agree: {
          label: text('同意吹哨', 'Agree'),
          by: [who.may('cases.approve')],
          asks: { words: optional(note) },
          needs: [notTheBlower, summons.leadNamed],
          does: [blow, deed.noteDown],
          to: 'working',
          isMain: true,
          tells: [tell('lead', 'case.dispatched', 'now'), tell('helpers', 'case.dispatched', 'now')],
          track: text('已召集单位', 'The units are summoned'),
        },
        'not-agree': {
          label: text('不吹哨', 'Do not blow'),
          by: [who.may('cases.approve')],
          asks: { reason: field.reason(text('理由', 'Reason'), 'decline'), words: optional(note) },
          needs: [notTheBlower],
          does: [deed.giveReason],
          to: 'declined',
          tells: [tell('listed', 'case.approval-decided')],
        },
      },
    },
    working: {
      label: text('报到处置', 'Units at work'),
      phase: 'handling',
      within: within('handle', workingDays(10), house('whistle-conclude-10d')),
      turn: [who.summonedUnit],
      plain: text('单位正在报到处置', 'The units are at work'),
      actions: {
        ...actions,
        conclude: {
          ...actions.conclude,
          asks: { ...actions.conclude.asks, score: optional(score) },
          does: [...(actions.conclude.does ?? []), rateBlower],
        },
      },
    },
    confirming: {
      label: text('待销哨', 'To be ended by who blew'),
      phase: 'checking',
      within: within('check', workingDays(2), house('whistle-end-2d')),
      turn: [who.listed('blower')],
      plain: text('等待吹哨人确认', 'Waiting for who blew'),
      actions: {
        end: {
          label: text('销哨', 'End it'),
          by: [who.listed('blower')],
          asks: {
            outcome: field.choice(text('结果', 'Result'), {
              solved: text('实际解决', 'Solved'),
              explained: text('解释说明', 'Explained'),
              unsolved: text('未解决', 'Not solved'),
            }),
            score,
            words: optional(note),
          },
          needs: [summons.allConcluded],
          does: [deed.recordCheck(true), rateUnits],
          to: 'closed',
          isMain: true,
          tells: [tell('lead', 'case.closed', 'digest'), tell('helpers', 'case.closed', 'digest')],
          track: text('已销哨', 'Ended'),
        },
        'go-on': {
          label: text('事没完，继续办', 'Not done: go on'),
          by: [who.listed('blower')],
          asks: { words: note, organisationIds: reachableOthers },
          needs: [summons.othersNamed, summons.mayBeSummoned],
          does: [deed.recordCheck(false), summons.summonAgain('kind', clocks), blow],
          to: 'working',
          tells: [tell('lead', 'case.redo', 'now'), tell('helpers', 'case.dispatched', 'now')],
          track: text('继续办理', 'It goes on'),
        },
      },
    },
    closed: { label: text('已销哨', 'Ended'), phase: 'closed', outcome: 'as-claimed', plain: text('已销哨', 'Ended') },
    declined: {
      label: text('未吹哨', 'Not blown'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('未吹哨', 'Not blown'),
    },
  },
  track: [
    { label: text('已吹哨', 'Blown'), stages: ['proposed'] },
    { label: text('报到处置', 'Units at work'), stages: ['working'] },
    { label: text('待销哨', 'To be ended'), stages: ['confirming'] },
    { label: text('已销哨', 'Ended'), stages: ['closed', 'declined'] },
  ],
});
