import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import {
  branch,
  type Deed,
  days,
  defineCaseType,
  type Guard,
  tell,
  untilDay,
  within,
  workingDays,
  workingHours,
} from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { issuePaper } from '../case/prints.ts';
import { choice } from '../case/read-input.ts';
import { runningClock } from '../case/state.ts';
import { who } from '../case/who.ts';
import { hazardKinds } from '../patrols/hazard-kinds.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { hazardPapers } from './hazard-papers.ts';

const words = field.text(text('看到了什么', 'What was seen'), 2000);
const note = field.text(text('说明', 'Words'), 2000);
const photos = optional(field.photos(text('照片', 'Photos')));
const voice = optional(field.voice(text('语音', 'Voice')));
const kind = field.choice(text('隐患类型', 'Kind of hazard'), hazardKinds);
const site = optional(field.text(text('具体部位', 'Exactly where'), 200));
const found = { kind, words: optional(words), site, photos, voice };

const ordinaryBases = {
  'safety-41': text('安全生产法第41条（隐患排查治理）', 'Work Safety Law 41'),
  'fire-16': text('消防法第16条（单位消防安全职责）', 'Fire Protection Law 16: duties of units'),
  'fire-18': text('消防法第18条（住宅区共用消防设施）', 'Fire Protection Law 18: housing estates'),
  'fire-28': text('消防法第28条（通道、出口、消防设施）', 'Fire Protection Law 28: ways out and installations'),
  local: text('本地规定（写在整改要求里）', 'A local rule (say which among what is to be done)'),
};
/** Article 118 has the departments set what counts as a major hazard: it grades nothing else. */
const majorBases = {
  'safety-118': text('安全生产法第118条及行业重大隐患判定标准', 'Work Safety Law 118 and the standards of the trade'),
  ...ordinaryBases,
};
const basisOfGrade = text('定级依据', 'Basis of the grade');
const ordinaryBasis = field.choice(basisOfGrade, ordinaryBases);
const gradeBasis = field.choice(basisOfGrade, majorBases);
const duty = field.choice(text('谁来整改', 'Who must mend it'), {
  unit: text('单位、商户', 'A firm or a shop'),
  property: text('物业服务企业', 'The property firm'),
  landlord: text('房东', 'The landlord'),
  occupant: text('住户、使用人', 'Whoever lives there or uses it'),
  office: text('主管部门、产权单位', 'An office or the owner of the installation'),
});
const rectifier = optional(field.text(text('整改责任人名称', 'Name of whoever must mend it'), 100));
const demand = field.text(text('怎么整改', 'What is to be done'), 1000);
const measures = field.text(text('整改完成前的临时措施', 'What keeps it safe until then'), 1000);
const rectifyBy = field.day(text('整改的最后一天', 'Last day'));
const authority = field.organisation(text('有执法权的主管部门', 'The department that may enforce'));
const handoverReason = field.choice(text('移交理由', 'Why it is handed over'), {
  overdue: text('逾期没有整改', 'Not mended in time'),
  refuses: text('拒绝整改', 'Whoever must mend it refuses'),
  major: text('重大隐患，依法报告', 'A major hazard: reported by law'),
  beyond: text('需要执法权', 'Only enforcement helps'),
});
/** A notice of the community leaves at most a quarter of a year. */
const longestDays = 90;

const gradeAs =
  (grade: 'ordinary' | 'major'): Deed =>
  () => [{ kind: 'set', field: 'grade', value: grade }];
const reasonIsMajor: Deed = () => [{ kind: 'set', field: 'handoverReason', value: 'major' }];

/** "Not mended in time" is said once the time is over. */
const overdueIfSaid: Guard = ({ case: state, input, world }) => {
  const clock = runningClock(state, 'stage');
  return input['handoverReason'] === 'overdue' && clock && world.now <= clock.dueAt
    ? refuse('case.still-in-time')
    : null;
};

const settlers = [who.may('cases.settle'), who.leadUnit];
const recheckers = [who.secondHand('cases.settle'), who.secondHand('cases.close'), who.checker];

/** 隐患排查整改: found, graded, mended by whoever must, looked at again by a second hand; what is not mended goes to who may enforce. */
export const hazard = defineCaseType({
  code: 'hazard',
  version: 1,
  title: text('隐患', 'Hazard'),
  asker: 'reporter',
  titleField: 'words',
  titleElse: ['kind', 'site'],
  fields: {
    ...found,
    words,
    grade: field.choice(text('级别', 'Grade'), {
      ordinary: text('一般隐患', 'Ordinary'),
      major: text('重大隐患', 'Major'),
    }),
    gradeBasis,
    duty,
    rectifier,
    demand,
    measures,
    rectifyBy,
    leadOrganisationId: authority,
    handoverReason,
    isHandedOver: field.flag(text('已移交主管部门', 'Handed to the department')),
  },
  promise: within('promise', days(30), house('hazard-promise-30d')),
  begins: {
    find: {
      label: text('登记隐患', 'Register a hazard'),
      by: [who.may('cases.raise')],
      asks: found,
      needs: [guard.saidOrShown],
      to: 'found',
      tells: [tell('dispatcher', 'case.received')],
      track: text('发现隐患', 'Found'),
    },
    settle: {
      label: text('当场整改', 'Mended on the spot'),
      by: [who.may('cases.settle')],
      asks: found,
      needs: [guard.saidOrShown],
      to: 'settled',
      isOnTheSpot: true,
      track: text('当场整改', 'Mended on the spot'),
    },
    report: {
      label: text('举报隐患', 'Report a hazard'),
      by: [who.anyone],
      asks: { kind, words: optional(words), site, photos },
      needs: [guard.saidOrShown],
      to: 'found',
      tells: [tell('dispatcher', 'case.received'), tell('reporter', 'case.received', 'digest')],
      track: text('已收到举报', 'Received'),
    },
  },
  stages: {
    found: {
      label: text('待定级', 'To be graded'),
      phase: 'raised',
      within: within('accept', workingDays(1), house('hazard-grade-1d')),
      turn: [who.may('cases.accept')],
      plain: text('正在核实', 'Being looked into'),
      actions: {
        'grade-ordinary': {
          label: text('一般隐患，通知整改', 'Ordinary: give notice'),
          by: [who.may('cases.accept')],
          asks: {
            gradeBasis: ordinaryBasis,
            duty,
            rectifier,
            demand,
            rectifyBy,
            measures: optional(measures),
            leadOrganisationId: optional(field.organisation(text('平台上的整改单位', 'Its unit on the platform'))),
          },
          needs: [guard.dayWithin('rectifyBy', longestDays)],
          does: [
            gradeAs('ordinary'),
            deed.keep('gradeBasis', 'duty', 'rectifier', 'demand', 'rectifyBy', 'measures'),
            deed.assignLead,
            issuePaper('notice'),
          ],
          to: branch(['sent', 'rectifying'], (turn) => (choice(turn, 'leadOrganisationId') ? 'sent' : 'rectifying')),
          isMain: true,
          tells: [tell('lead', 'case.dispatched'), tell('reporter', 'case.accepted', 'digest')],
          track: text('已通知整改', 'Notice was given'),
        },
        'grade-major': {
          label: text('重大隐患，报告主管部门', 'Major: report it to the department'),
          by: [who.may('cases.accept')],
          asks: { gradeBasis, duty, rectifier, demand, measures, leadOrganisationId: authority, words: optional(note) },
          does: [
            gradeAs('major'),
            reasonIsMajor,
            deed.setFlag('isHandedOver'),
            deed.keep('gradeBasis', 'duty', 'rectifier', 'demand', 'measures', 'leadOrganisationId'),
            deed.assignLead,
            issuePaper('notice'),
            issuePaper('handover'),
            deed.noteDown,
          ],
          to: 'sent',
          tells: [tell('lead', 'case.dispatched', 'now'), tell('reporter', 'case.accepted', 'digest')],
          track: text('已报告主管部门', 'Reported to the department'),
        },
        'not-a-hazard': {
          label: text('不是隐患', 'Not a hazard'),
          by: [who.may('cases.accept')],
          asks: {
            reason: field.reason(text('理由', 'Reason'), 'decline'),
            reply: field.text(text('说明（去哪里办）', 'Words, and where to go'), 1000),
          },
          does: [deed.giveReason, deed.replyToPerson],
          to: 'declined',
          tells: [tell('reporter', 'case.declined')],
          track: text('核实后不是隐患', 'Not a hazard'),
        },
      },
    },
    sent: {
      label: text('待签收', 'To sign for'),
      phase: 'handling',
      within: within('sign', workingHours(4), house('sign-4h')),
      turn: [who.leadUnit],
      plain: text('等待整改单位签收', 'Waiting for the unit to sign'),
      actions: {
        sign: {
          label: text('签收', 'Sign for it'),
          by: [who.leadUnit],
          does: [deed.signLead],
          to: branch(['rectifying', 'enforcing'], ({ case: state }) =>
            state.fields['isHandedOver'] === true ? 'enforcing' : 'rectifying',
          ),
          isMain: true,
          tells: [tell('dispatcher', 'case.signed', 'digest')],
          track: text('已签收', 'Signed for'),
        },
      },
    },
    rectifying: {
      label: text('整改中', 'Being mended'),
      phase: 'handling',
      within: untilDay('rectifyBy', within('handle', workingDays(15), house('hazard-rectify-15d'))),
      turn: settlers,
      plain: text('正在整改', 'Being mended'),
      actions: {
        rectified: {
          label: text('已整改，请复查', 'Mended: please look again'),
          by: settlers,
          asks: {
            words: field.text(text('怎么整改的', 'What was done'), 2000),
            photos: field.photos(text('整改后的照片', 'Photos of it now')),
          },
          needs: [guard.noPending('return')],
          does: [deed.claimDone],
          to: 'rechecking',
          isMain: true,
          tells: [tell('checker', 'case.checking'), tell('dispatcher', 'case.checking', 'digest')],
          track: text('已整改，等待复查', 'Mended; to be looked at again'),
        },
        'hand-over': {
          label: text('移交主管部门', 'Hand it to the department'),
          by: [who.may('cases.dispatch')],
          asks: { handoverReason, leadOrganisationId: authority, words: note },
          needs: [overdueIfSaid, guard.isOtherUnit, guard.noPending('return')],
          does: [
            deed.setFlag('isHandedOver'),
            deed.keep('handoverReason', 'leadOrganisationId'),
            deed.assignLead,
            issuePaper('handover'),
            deed.noteDown,
          ],
          to: 'sent',
          tells: [tell('lead', 'case.dispatched', 'now'), tell('reporter', 'case.replied', 'digest')],
          track: text('已移交有执法权的部门', 'Handed to the department that may enforce'),
        },
      },
    },
    enforcing: {
      label: text('执法处理中', 'With the department'),
      phase: 'handling',
      within: within('handle', workingDays(20), house('hazard-enforce-20d')),
      turn: [who.leadUnit],
      plain: text('主管部门正在处理', 'The department is acting'),
      actions: {
        enforced: {
          label: text('已处理，请复查', 'Acted: please look again'),
          by: [who.leadUnit],
          asks: {
            result: field.choice(text('处理结果', 'Result'), {
              mended: text('已责令整改到位', 'Mended on its order'),
              punished: text('已处罚并整改', 'Fined, and mended'),
              closed: text('已停用、查封', 'Closed or sealed off'),
            }),
            words: field.text(text('处理情况', 'What was done'), 2000),
            photos: field.photos(text('照片或文书', 'Photos or papers')),
          },
          needs: [guard.noPending('return')],
          does: [deed.claimDone],
          to: 'rechecking',
          isMain: true,
          tells: [tell('checker', 'case.checking'), tell('dispatcher', 'case.checking', 'digest')],
          track: text('主管部门已处理，等待复查', 'The department acted; to be looked at again'),
        },
      },
    },
    rechecking: {
      label: text('待复查', 'To be looked at again'),
      phase: 'checking',
      within: within('check', workingDays(3), house('hazard-recheck-3d')),
      turn: recheckers,
      plain: text('等待复查', 'To be looked at again'),
      actions: {
        pass: {
          label: text('复查合格，销号', 'Mended: close it'),
          by: recheckers,
          asks: { words: field.text(text('复查看到的情况', 'What was seen'), 1000), photos },
          does: [deed.recordCheck(true)],
          to: 'closed',
          isMain: true,
          tells: [tell('lead', 'case.closed', 'digest'), tell('reporter', 'case.closed', 'digest')],
          track: text('复查合格', 'Looked at again: mended'),
        },
        fail: {
          label: text('复查不合格，继续整改', 'Not mended: go on'),
          by: recheckers,
          asks: {
            reason: field.reason(text('原因', 'Reason'), 'unsolved'),
            words: note,
            photos,
            rectifyBy: optional(rectifyBy),
          },
          needs: [guard.dayWithin('rectifyBy', longestDays)],
          does: [deed.recordCheck(false), deed.giveReason, deed.backToWork, deed.keep('rectifyBy')],
          to: branch(['rectifying', 'enforcing'], ({ case: state }) =>
            state.fields['isHandedOver'] === true ? 'enforcing' : 'rectifying',
          ),
          tells: [tell('lead', 'case.redo')],
          track: text('复查不合格，继续整改', 'Not mended; it goes on'),
        },
      },
    },
    closed: {
      label: text('已销号', 'Removed'),
      phase: 'closed',
      outcome: 'solved',
      plain: text('隐患已消除', 'The hazard is gone'),
    },
    settled: {
      label: text('当场整改', 'Mended on the spot'),
      phase: 'closed',
      outcome: 'solved',
      plain: text('当场整改', 'Mended on the spot'),
    },
    declined: {
      label: text('不是隐患', 'Not a hazard'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('核实后不是隐患', 'Not a hazard'),
    },
  },
  prints: hazardPapers,
  leads: {
    'to-whistle': {
      label: text('吹哨，请多部门到场', 'Blow the whistle for several units'),
      type: 'whistle',
      begin: 'blow',
      by: [who.may('cases.accept'), who.may('cases.dispatch')],
      during: ['raised', 'handling'],
      fills: { words: 'words' },
    },
  },
  unit: { sent: 'sent', working: 'rectifying' },
  track: [
    { label: text('已发现', 'Found'), stages: ['found'] },
    { label: text('整改中', 'Being mended'), stages: ['sent', 'rectifying', 'enforcing'] },
    { label: text('复查', 'Second look'), stages: ['rechecking'] },
    { label: text('已消除', 'Gone'), stages: ['closed', 'settled', 'declined'] },
  ],
});
