import { text } from '../../../../domain/text.ts';
import { guideOf, material } from './items.ts';
import type { CategorySeed } from './shape.ts';
import { chip, elsewhere, reply, stopper, workingDays } from './shape.ts';

const basis = '平台事项清单“证明申请”';

/** The one of them that a law of the register names; the others wait for the district's own list with its number. */
const participation = guideOf({
  summary: ['按志愿服务记录出具证明，免费、如实。', 'Proof of one’s record of service, free and true.'],
  who: ['在本社区参加过志愿服务、有记录的志愿者', 'Volunteers whose service here is on record'],
  materials: [
    material('identity', '身份证（核对身份）', 'Id card, to check identity', 'identity'),
    material(
      'record',
      '志愿服务记录（社区查得到的不用交）',
      'Record of service, unless the community has it',
      undefined,
      false,
    ),
  ],
  steps: [
    ['核对志愿服务记录', 'The record is checked'],
    ['另一人用印出具', 'Another person seals it'],
  ],
  result: 'certificate',
  laws: ['志愿服务条例/19'],
  words: ['志愿者证明', '义工证明', '志愿时长', '志愿服务证明'],
});

/** Proofs a community may issue; the twenty it must not are answered with where to go. */
export const proofs: readonly CategorySeed[] = [
  {
    code: 'proof',
    parentCode: null,
    caseType: 'request',
    name: text('证明申请', 'Proofs'),
    duty: undefined,
    rule: {
      icon: 'seal-check',
      photo: 'none',
      isPrivate: true,
      limits: { promise: { limit: workingDays(5), basis } },
      reasons: {
        decline: [
          chip('forbidden', '属于社区不应出具的证明', 'Communities must not issue this'),
          chip('not-true', '与核实情况不符', 'Not what we found'),
          chip('not-here', '不在本社区居住或登记', 'Not a resident of this community'),
          chip('no-need', '用途单位不需要此证明', 'The office it is for does not need it'),
        ],
        supplement: [
          chip('identity', '请补充身份证件', 'An identity document'),
          chip('purpose', '请说明用途和接收单位', 'What it is for, and for which office'),
          chip('consent', '请补充利害关系业主同意书', 'Consent of the owners concerned'),
        ],
      },
      replies: [
        reply(
          'applied',
          '您申请的证明已核实，用印后通知您领取。',
          'Your application has been verified. We will tell you when the proof is sealed.',
        ),
      ],
      stoppers: [
        stopper(
          'forbidden',
          [
            '需要的是亲属关系、身份、户口、婚姻、无犯罪、健在或死亡、残疾、财产、档案等证明吗？',
            'Do you need proof of kinship, identity, registration, marriage, no criminal record, life or death, disability, property or files?',
          ],
          [
            '按民发〔2020〕20号，这些证明社区不得出具。亲属关系、身份、户口找公安派出所，婚姻找民政婚姻登记处，残疾找残联，不动产找登记中心。',
            'Communities must not issue these (MCA [2020] 20). Police station: kinship, identity, registration; civil affairs: marriage; disabled persons’ federation: disability; registry: property.',
          ],
        ),
      ],
      outOfScope: [
        elsewhere(
          ['无犯罪'],
          '无犯罪记录证明请到公安派出所或网上办理。',
          'Proof of no criminal record: at the police station or on line.',
        ),
        elsewhere(
          ['亲属关系'],
          '亲属关系证明请到公安派出所或公证处办理。',
          'Proof of kinship: at the police station or a notary.',
        ),
        elsewhere(['收入证明'], '收入证明由用人单位出具。', 'Proof of income is issued by the employer.'),
      ],
    },
  },
  ...(
    [
      ['residence', '居住情况', 'That somebody lives here'],
      ['house-use', '住所改为经营用房无异议', 'No objection to business use of a home'],
      ['hardship', '家庭困难情况', 'Hardship of a family'],
      ['participation', '参加社区志愿服务', 'Volunteer service'],
    ] as const
  ).map(
    ([code, zh, en]): CategorySeed => ({
      code: `proof.${code}`,
      parentCode: 'proof',
      caseType: 'request',
      name: text(zh, en),
      duty: { lead: 'committee', helpers: [], basis: `平台事项清单“${zh}”` },
      rule: {},
      ...(code === 'participation' ? { guide: participation } : {}),
    }),
  ),
];
