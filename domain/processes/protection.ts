import { house } from '../case/basis.ts';
import * as deed from '../case/deeds.ts';
import { type Deed, days, defineCaseType, type Guard, tell, urgentHours, within, workingDays } from '../case/define.ts';
import { field, optional } from '../case/fields.ts';
import * as guard from '../case/guards.ts';
import { choice, words as wordsOf } from '../case/read-input.ts';
import { intakeIsThere } from '../case/sealed-actions.ts';
import { startTerm } from '../case/terms.ts';
import { who } from '../case/who.ts';
import { refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';

const kind = field.choice(text('情形', 'What it is'), {
  violence: text('家庭暴力或者疑似家庭暴力', 'Domestic violence, or signs of it'),
  minor: text('未成年人受侵害或者疑似受侵害', 'Harm to a minor, or signs of it'),
  danger: text('未成年人面临危险（无人照料、失学、欺凌等）', 'A minor in danger: left alone, out of school, bullied'),
});
const words = field.text(text('看到、听到了什么', 'What was seen or heard'), 4000);
const harmed = optional(
  field.people(text('可能受到伤害的人（知道的话）', 'Who may be harmed, if known'), { min: 0, max: 10 }),
);
const files = optional(field.files(text('照片、录音等材料', 'Photos, recordings, papers')));
const note = field.text(text('说明', 'Words'), 2000);
const offices: Readonly<Record<string, Text>> = {
  police: text('公安机关', 'Police'),
  'civil-affairs': text('民政部门', 'Civil affairs'),
  education: text('教育部门', 'Education'),
  federation: text('妇联', 'Women’s federation'),
  procuratorate: text('检察机关', 'Procuratorate'),
  hospital: text('医疗机构', 'Hospital'),
};
const office = field.choice(text('报告给谁', 'Told to'), offices);
const toldAt = field.instant(text('什么时间', 'When'));
const toldTo = field.text(text('接报的人和电话、回执', 'Who took it, with phone or receipt'), 200);
const warnedOn = field.day(text('告诫书日期', 'Day of the written warning'));
const metAt = field.instant(text('时间', 'When'));

/** The law names whom it is reported to first: the police for violence at home, one of three offices for minors. */
const rightOffice: Guard = ({ case: state, input }) => {
  const first = state.fields['kind'] === 'violence' ? ['police'] : ['police', 'civil-affairs', 'education'];
  return first.includes(String(input['office'])) ? null : refuse('protection.office-first');
};
/** 反家庭暴力法 14 binds for those who cannot act for themselves; of an adult, art. 5 asks for their own wish. */
const ofViolence: Guard = ({ case: state }) =>
  state.fields['kind'] === 'violence' ? null : refuse('protection.minor-reported');
const notAhead =
  (key: string): Guard =>
  ({ input, world }) =>
    String(input[key] ?? '') <= world.now ? null : refuse('protection.told-ahead');
/** Who was told when stands in the way of the case, each time by itself. */
const noteTelling: Deed = (turn) => {
  const told = offices[choice(turn, 'office') ?? '']?.zh ?? '';
  const said = [told, wordsOf(turn, 'toldTo'), wordsOf(turn)].filter((one) => one !== '').join('　');
  return [{ kind: 'noted', fileIds: [], personal: { words: said } }];
};

const telling = {
  asks: { office, toldAt, toldTo, words: optional(note) },
  does: [deed.keep('office', 'toldAt'), noteTelling],
};
const receiver = who.listed('receiver');
const watchLimit = within('contact', days(90), house('protect-watch-90d'));
const visit = {
  metAt,
  words: field.text(text('见到谁、情况怎样、需要什么', 'Who was met, how it is, what is needed'), 4000),
};
const handIn = {
  label: text('可以结案，交人复核', 'Ready to close: another looks at it'),
  by: [receiver],
  asks: {
    outcome: field.choice(text('结果', 'Result'), {
      solved: text('危险已消除', 'The danger is over'),
      explained: text('已由有关部门接手', 'An office has taken it over'),
      unsolved: text('本人不愿继续，已告知求助途径', 'They do not wish to go on; ways to help were told'),
    }),
    words: note,
  },
  does: [deed.claimDone],
  to: 'reviewing',
} as const;

/** 强制报告: harm at home or to a minor is told to the office the law names within hours; who reported is known to its receiver alone. */
export const protection = defineCaseType({
  code: 'protection',
  version: 1,
  title: text('强制报告', 'Report of harm'),
  asker: 'reporter',
  titleField: 'words',
  fields: { kind, words, files, office, toldAt, warnedOn, metAt },
  members: { receiver: text('受理人', 'Receiver'), helper: text('协同人', 'Helper') },
  sealed: { intake: 'protection.keep', as: 'receiver', letIn: 'helper', askerTo: 'receiver' },
  promise: within('promise', days(180), house('protect-promise-180d')),
  begins: {
    report: {
      label: text('报告伤害或者危险', 'Report harm or danger'),
      by: [who.anyone],
      asks: { kind, words, harmed, files },
      needs: [intakeIsThere],
      to: 'received',
      tells: [tell('listed', 'case.listed', 'now')],
      track: text('已收到报告，为您保密', 'Received; who reported is kept secret'),
    },
    warned: {
      label: text('登记收到的告诫书', 'Record a written warning'),
      by: [who.may('protection.keep')],
      asks: { kind, words, harmed, warnedOn, files },
      does: [startTerm('watch', watchLimit, (turn) => choice(turn, 'warnedOn') ?? '')],
      to: 'visiting',
      tells: [tell('listed', 'case.listed', 'now')],
      track: text('已登记', 'Recorded'),
    },
  },
  stages: {
    received: {
      label: text('待报告', 'To be told to the office'),
      phase: 'raised',
      within: within('accept', urgentHours(2), house('protect-report-2h')),
      turn: [receiver],
      plain: text('正在向有关部门报告', 'The offices are being told'),
      actions: {
        'report-on': {
          ...telling,
          label: text('已报告有关部门', 'The office was told'),
          by: [receiver],
          needs: [rightOffice, notAhead('toldAt')],
          to: 'protecting',
          isMain: true,
          tells: [tell('listed', 'case.listed')],
          track: text('已报告有关部门', 'The office was told'),
        },
        'as-they-wish': {
          label: text(
            '成年受害人不愿报警，先按本人意愿帮助',
            'A grown victim does not wish the police told: help as they wish',
          ),
          by: [receiver],
          asks: {
            isGrown: field.flag(
              text('本人是能自己作主的成年人，亲口表示不报警', 'An adult who decides for themselves said so'),
            ),
            toldWays: field.flag(
              text(
                '已告知报警、人身安全保护令、庇护、法律援助等途径',
                'Told of the police, protection orders, shelter and legal aid',
              ),
            ),
            words: note,
          },
          needs: [ofViolence, guard.isTicked('isGrown'), guard.isTicked('toldWays')],
          does: [deed.noteDown],
          to: 'protecting',
          tells: [tell('listed', 'case.listed')],
          track: text('按本人意愿提供帮助', 'Helped as they wish'),
        },
        'not-harm': {
          label: text('经核实不属于', 'Looked into: it is not'),
          by: [receiver],
          asks: { words: note, reply: optional(field.text(text('对报告人说的话', 'To whoever reported'), 500)) },
          does: [deed.noteDown, deed.replyToPerson],
          to: 'unfounded',
          track: text('已核实', 'Looked into'),
        },
      },
    },
    protecting: {
      label: text('跟进保护', 'Being followed'),
      phase: 'handling',
      within: within('handle', days(7), house('protect-follow-7d')),
      turn: [receiver, who.listed('helper')],
      plain: text('有关部门正在处理', 'The offices are at work'),
      actions: {
        follow: {
          label: text('记录一次跟进', 'Write down a follow-up'),
          by: [receiver, who.listed('helper')],
          asks: visit,
          needs: [notAhead('metAt')],
          does: [deed.keep('metAt'), deed.noteDown],
          to: 'protecting',
          isMain: true,
        },
        'tell-also': {
          ...telling,
          label: text('又报告了一个部门', 'Another office was told'),
          by: [receiver, who.listed('helper')],
          needs: [notAhead('toldAt')],
        },
        warned: {
          label: text('公安出具了告诫书', 'The police gave a written warning'),
          by: [receiver],
          asks: { warnedOn, words: optional(note) },
          does: [
            deed.keep('warnedOn'),
            deed.noteDown,
            startTerm('watch', watchLimit, (turn) => choice(turn, 'warnedOn') ?? ''),
          ],
          to: 'visiting',
        },
        'hand-in': handIn,
      },
    },
    visiting: {
      label: text('告诫后查访', 'Visits after a warning'),
      phase: 'handling',
      within: within('contact', days(15), house('protect-visit-15d')),
      turn: [receiver, who.listed('helper')],
      plain: text('正在跟进', 'Being followed'),
      actions: {
        visited: {
          label: text('记录一次查访', 'Write down a visit'),
          by: [receiver, who.listed('helper')],
          asks: visit,
          needs: [notAhead('metAt')],
          does: [deed.keep('metAt'), deed.noteDown],
          to: 'visiting',
          isMain: true,
        },
        'tell-again': {
          ...telling,
          label: text('再次发生，已报告', 'It happened again: told'),
          by: [receiver, who.listed('helper')],
          needs: [rightOffice, notAhead('toldAt')],
          to: 'protecting',
          tells: [tell('listed', 'case.listed', 'now')],
        },
        'hand-in': handIn,
      },
    },
    reviewing: {
      label: text('待复核结案', 'To be closed by another hand'),
      phase: 'checking',
      within: within('close', workingDays(3), house('protect-close-3d')),
      turn: [who.listed()],
      plain: text('正在复核', 'Being looked at once more'),
      actions: {
        file: {
          label: text('同意结案', 'Close it'),
          by: [who.listed()],
          asks: { words: optional(note) },
          needs: [guard.notOwnHands],
          does: [deed.recordCheck(true)],
          to: 'closed',
          isMain: true,
          track: text('已办结', 'Closed'),
        },
        'go-on': {
          label: text('继续跟进', 'Go on following it'),
          by: [who.listed()],
          asks: { words: note },
          does: [deed.recordCheck(false)],
          to: 'protecting',
        },
      },
    },
    closed: {
      label: text('已办结', 'Closed'),
      phase: 'closed',
      outcome: 'as-claimed',
      plain: text('已办结', 'Closed'),
    },
    unfounded: {
      label: text('经核实不属于', 'Not a case of harm'),
      phase: 'closed',
      outcome: 'declined',
      plain: text('已核实', 'Looked into'),
    },
  },
  prints: {
    report: {
      title: text('强制报告书', 'Report of harm'),
      at: ['received', 'protecting', 'visiting', 'reviewing', 'closed'],
      body: [
        text('情形：{kind}', 'What it is: {kind}'),
        text('可能受到伤害的人：{harmed}', 'Who may be harmed: {harmed}'),
        text('地点：{place}', 'Where: {place}'),
        text('情况：{words}', 'What was seen or heard: {words}'),
        text('首次报告：{steps_report_on}', 'First told: {steps_report_on}'),
        text('其他报告：{steps_tell_also}', 'Also told: {steps_tell_also}'),
        text(
          '依据《反家庭暴力法》第十四条、《未成年人保护法》第十一条。报告人信息依法保密，不在本报告中载明。',
          'By art. 14 of the Anti-Domestic Violence Law and art. 11 of the Law on Minors. Who reported is kept secret and not named here.',
        ),
      ],
      signs: [text('报告单位（盖章）', 'Reported by (seal)'), text('接收单位', 'Received by')],
    },
    visits: {
      title: text('告诫后查访记录', 'Record of visits after a warning'),
      isForFile: true,
      at: ['visiting', 'reviewing', 'closed'],
      body: [
        text('告诫书日期：{warnedOn}', 'Written warning of: {warnedOn}'),
        text('{steps_visited}', '{steps_visited}'),
      ],
      signs: [text('查访人', 'Visited by')],
    },
  },
  track: [
    { label: text('已收到', 'Received'), stages: ['received'] },
    { label: text('已报告', 'Told'), stages: ['protecting', 'visiting', 'reviewing'] },
    { label: text('已办结', 'Closed'), stages: ['closed', 'unfounded'] },
  ],
});
