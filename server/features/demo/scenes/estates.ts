import { line, type Props, type Telling, tell, workday } from './shape.ts';

const estate = { place: 'estate' } as const;

const asked = (it: Props) => ({
  topic: '北区电梯到期大修，维修资金怎么用',
  proposedBy: '业主代表',
  meetingOn: it.day(0),
  decision: '物业出大修方案和报价，业主委员会答复什么时候召集业主大会表决。',
  leadOrganisationId: it.unit('property'),
  answerers: [it.id('owners')],
  dueOn: it.day(30),
});

const resolved = (it: Props) => ({
  aim: '请业主委员会牵头，进展和花销对全体业主公开。',
  resolution: '业主大会表决通过，结果已公示。',
  files: it.files('表决结果公示.jpg'),
});

const approved = (it: Props, days: number) => ({
  budget: 18_600_000,
  sources: '建筑物维修资金',
  keepers: [it.id('owners')],
  dueOn: it.day(days),
  publicWords: '已立项，由业主委员会牵头。',
});

/** What the owners' body of an estate has on its desk: asked today, late, and waiting for others. */
export const estateScenes: readonly Telling[] = [
  tell('joint-matter', ['secretary', 'record', 4], asked, [line('unit property', 'sign', {}, 3)], estate),
  tell(
    'joint-matter',
    ['secretary', 'record', 12],
    (it) => ({ ...asked(it), topic: '地面车位收益公开', decision: '物业按月公开，业主委员会答复怎样核对。' }),
    [
      line('unit property', 'sign', {}, 3),
      line('owners', 'answer', { words: '每月五日前由两位委员核对票据，核对后贴在公告栏。' }, 2 * workday),
    ],
    estate,
  ),
  tell(
    'joint-matter',
    ['secretary', 'record', 1],
    (it) => ({ ...asked(it), topic: '小区东门道闸改造', decision: '物业先出三种办法，业主委员会选一种。' }),
    [],
    estate,
  ),
  tell(
    'project',
    ['deputy', 'propose', 30],
    (it) => ({ ...resolved(it), name: '三号楼电梯大修' }),
    [
      line('secretary', 'approve', (it) => approved(it, 60), 2 * workday),
      line('owners', 'milestone', { publicWords: '三家报价已公示，施工单位已定。' }, 6 * workday),
      line(
        'owners',
        'pay',
        (it) => ({
          amount: 5_580_000,
          paidOn: it.day(0),
          purpose: '第一期材料和施工',
          words: '付第一期款',
          vouchers: it.files('票据.jpg'),
        }),
        2 * workday,
      ),
    ],
    estate,
  ),
  tell(
    'project',
    ['deputy', 'propose', 45],
    (it) => ({ ...resolved(it), name: '地下车库照明更换' }),
    [
      line(
        'secretary',
        'approve',
        (it) => ({ ...approved(it, 20), budget: 3_200_000, sources: '共有部分经营收益' }),
        2 * workday,
      ),
    ],
    estate,
  ),
  tell(
    'project',
    ['deputy', 'propose', 40],
    (it) => ({ ...resolved(it), name: '单元门禁更新' }),
    [
      line(
        'secretary',
        'approve',
        (it) => ({ ...approved(it, 60), budget: 4_500_000, sources: '共有部分经营收益' }),
        2 * workday,
      ),
      line(
        'owners',
        'finish',
        (it) => ({
          outcome: 'solved',
          result: '十二个单元全部换好，旧锁统一收回。',
          publicWords: '门禁全部换好，等业主代表验收。',
          photos: it.files('完工.jpg', 'facilities after'),
        }),
        18 * workday,
      ),
    ],
    estate,
  ),
  tell(
    'service-contract',
    ['deputy', 'sign', 50],
    (it) => ({
      name: '公共区域消杀服务',
      provider: it.unit('sanitation'),
      contractNo: '社服 2026-05',
      contractSum: 4_800_000,
      from: it.day(0),
      until: it.day(200),
      milestones: '每月两次，记录贴在单元门口。',
      keepers: [it.id('deputy')],
      files: it.files('合同.jpg'),
    }),
    [
      line('secretary', 'agree', {}, 6),
      line('deputy', 'deliver', { words: '前两个月做了四次，照片齐全。' }, 15 * workday),
    ],
    estate,
  ),
];
