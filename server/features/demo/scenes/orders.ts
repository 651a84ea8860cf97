import { line, type Telling, tell, workday } from './shape.ts';

const screened = (publicWords: string, more: object = {}) => line('secretary', 'publish', { publicWords, ...more }, 3);

const orders: readonly Telling[] = [
  tell(
    'order',
    ['asker', 'ask', 0],
    {
      kind: 'errand',
      words: '腿摔伤了，想请人到卫生服务中心帮取一次药，处方在我这里。',
      handsOver: '医保卡一张、处方一张',
    },
    [],
    { minutesAgo: 80 },
  ),
  tell(
    'order',
    ['asker', 'ask', 1],
    (it) => ({
      kind: 'company',
      words: '一个人住，周末想有人来聊聊天下下棋。',
      wantedOn: it.day(5),
      wantedHours: 'afternoon',
    }),
    [screened('独居长者希望周末下午有人陪着聊天、下象棋。')],
  ),
  tell(
    'order',
    ['asker', 'ask', 1],
    (it) => ({
      kind: 'phone',
      words: '想学用手机挂号和视频通话，眼睛不太好。',
      wantedOn: it.day(4),
      wantedHours: 'morning',
    }),
    [screened('长者想学手机挂号和视频通话，需要慢慢教。')],
  ),
  tell('order', ['asker', 'ask', 2], { kind: 'repair', words: '厨房水龙头一直滴水，灯也坏了一盏。' }, [
    screened('厨房水龙头滴水、换一盏灯，要会用梯子。', { isRisky: true }),
  ]),
  tell('order', ['asker', 'ask', 9], { kind: 'haircut', words: '父亲卧床，想请人上门理发。' }, [
    screened('卧床长者需要上门理发。'),
    line('system', 'not-taken', {}, 3 * workday + 0.2),
  ]),
  tell(
    'order',
    ['asker', 'ask', 3],
    (it) => ({
      kind: 'escort',
      words: '要去医院复查，一个人走不稳，想请人陪一上午。',
      wantedOn: it.day(5),
      wantedHours: 'morning',
    }),
    [screened('长者需要一上午陪同去医院复查。'), line('volunteer', 'take', {}, 5)],
  ),
  tell(
    'order',
    ['asker', 'ask', 4],
    { kind: 'shopping', words: '这几天下雨出不了门，请帮买米和油送上来。', handsOver: '现金 200 元' },
    [
      screened('雨天代买米油送上门。'),
      line('volunteer', 'take', {}, 4),
      line(
        'volunteer',
        'finish',
        { hours: 1.5, paidFor: 161_50, handsBack: '小票和找零 38.5 元', words: '米十斤、油一桶，送到家里并放好。' },
        workday,
      ),
    ],
    { asker: 'own' },
  ),
  tell('order', ['asker', 'ask', 15], { kind: 'cleaning', words: '搬家后一堆纸箱弄不走，想请人帮忙整理。' }, [
    screened('帮助整理搬家后的纸箱杂物。'),
    line('volunteer', 'take', {}, 4),
    line('volunteer', 'finish', { hours: 3, words: '纸箱捆好送回收站，地面也拖了。' }, 2 * workday),
    line('asker', 'confirm-done', {}, 5),
  ]),
];

const wishes: readonly Telling[] = [
  tell('wish', ['asker', 'ask', 0], { kind: 'study', words: '孩子上初一，想要一盏不伤眼的台灯。' }, [], {
    minutesAgo: 130,
  }),
  tell(
    'wish',
    ['asker', 'ask', 2],
    { kind: 'trip', words: '想在生日那天去看看江边的灯光，腿脚不便，需要有人推轮椅。' },
    [screened('坐轮椅的长者想去江边看一次灯光。', { worth: 0 })],
  ),
  tell(
    'wish',
    ['asker', 'ask', 4],
    { kind: 'thing', words: '家里电饭煲坏了，想要一个小的。' },
    [screened('一位长者想要一个小电饭煲。', { worth: 15_000 }), line('volunteer', 'take', {}, 6)],
    { asker: 'own' },
  ),
  tell('wish', ['asker', 'ask', 25], { kind: 'skill', words: '想学会唱粤剧的几句选段，退休后一直没机会。' }, [
    screened('退休居民想学几句粤剧选段。', { worth: 0 }),
    line('volunteer', 'take', {}, 6),
    line(
      'volunteer',
      'finish',
      (it) => ({ hours: 4, words: '学了《帝女花》两段，会自己唱了。', photos: it.released('学唱.jpg', 'care after') }),
      4 * workday,
    ),
    line('asker', 'confirm-done', {}, 4),
  ]),
];

const projects: readonly Telling[] = [
  tell('micro-project', ['asker', 'ask', 1], {
    kind: 'facility',
    words: '小区门口没有凳子，老人等车只能站着，想装两张长凳。',
    budget: 300_000,
  }),
  tell(
    'micro-project',
    ['asker', 'ask', 2],
    { kind: 'culture', words: '想办一次邻里百家宴，每家一个菜。', budget: 200_000 },
    [screened('办一次邻里百家宴，每家一个菜，一起布置。', { budget: 200_000 })],
  ),
  tell(
    'micro-project',
    ['asker', 'ask', 18],
    { kind: 'green', words: '楼下空地种花，之前总有人堆杂物。', budget: 500_000 },
    [
      screened('把楼下堆杂物的空地改成共享花园，一起种一起管。', { budget: 450_000 }),
      line('volunteer', 'take', {}, 8),
      line(
        'volunteer',
        'advance',
        (it) => ({ milestoneOn: it.day(0), milestone: '清走杂物六车，花箱已到，周末一起种。' }),
        6 * workday,
      ),
    ],
  ),
  tell(
    'micro-project',
    ['asker', 'ask', 50],
    { kind: 'old-young', words: '楼道没有扶手，老人上下楼抓不住，想装一条。', budget: 600_000 },
    [
      screened('给没有电梯的楼道装一条扶手。', { budget: 600_000 }),
      line('volunteer', 'take', {}, 8),
      line(
        'volunteer',
        'finish',
        (it) => ({
          hours: 24,
          spent: 568_000,
          outcomeWords: '七层楼道扶手全部装好，九位长者上下楼有了抓手。',
          words: '施工三天，没有影响出入。',
          photos: it.released('完工.jpg', 'facilities after', 2),
        }),
        14 * workday,
      ),
      line('secretary', 'confirm-on-paper', (it) => ({ photos: it.files('确认单.jpg'), hours: 24 }), 2 * workday),
    ],
  ),
];

export const orderScenes: readonly Telling[] = [...orders, ...wishes, ...projects];
