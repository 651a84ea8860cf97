import type { Random } from './random.ts';
import { buildingControlWords } from './words/building-control.ts';
import { careWords } from './words/care.ts';
import { disputesWords } from './words/disputes.ts';
import { environmentWords } from './words/environment.ts';
import { facilitiesWords } from './words/facilities.ts';
import { othersWords } from './words/others.ts';
import { safetyWords } from './words/safety.ts';
import type { ClassWords } from './words/shape.ts';
import { watersideWords } from './words/waterside.ts';

/** Phrases by the code of the class. */
const classWords: Readonly<Record<string, ClassWords>> = {
  safety: safetyWords,
  environment: environmentWords,
  disputes: disputesWords,
  facilities: facilitiesWords,
  care: careWords,
  building: buildingControlWords,
  waterside: watersideWords,
  others: othersWords,
};

const times = '早上六点 早上七点半 上午九点 中午十二点半 下午四点 傍晚六点 晚上八点 晚上十点 夜里十一点 凌晨一点'.split(
  ' ',
);
const numerals = '两 三 四 五 六 七 八 九 十'.split(' ');
const nears = '三楼 五楼 二楼 对门 隔壁 楼上 顶楼 四楼'.split(' ');
const locations = [
  '地点在{place}。',
  '就在{place}。',
  '具体位置：{place}。',
  '我住{place}，天天看到。',
  '位置是{place}，一来就能看见。',
];
const histories = [
  '最近一直这样，没有好转。',
  '以前也反映过，好了一阵子又来了。',
  '这种情况从上个月开始，越来越严重。',
  '今天特意拍了照片。',
  '周末和节假日更明显。',
  '早晚高峰时最突出。',
  '',
  '',
];
const closings = ['谢谢！', '麻烦了。', '等待回复。', '盼尽快处理，谢谢。', '', '', '如需进一步了解请打我电话。'];

function fill(random: Random, phrase: string): string {
  return phrase
    .replace('{time}', () => random.pick(times))
    .replace('{days}', () => random.pick(numerals))
    .replace('{count}', () => random.pick(numerals))
    .replace('{near}', () => random.pick(nears));
}

/** What somebody says of a matter: 60–300 characters, the gist first. @param code of the sub-class, such as safety.e-bike */
export function reportWords(random: Random, code: string, place: string): string {
  const [phrases, key] = phrasesOf(code);
  const what = fill(random, random.pick(phrases.what[key] ?? []));
  const said = [
    `${what}。`,
    random.pick(locations).replace('{place}', place),
    random.pick(histories),
    random.pick(phrases.effects),
    random.chance(0.55) ? random.pick(phrases.effects) : '',
    random.chance(0.3) ? random.pick(histories) : '',
    random.pick(phrases.wishes),
    random.pick(closings),
  ];
  const whole = [...new Set(said)].join('');
  return whole.length >= 60 ? whole : `${whole}${random.pick(histories.slice(0, 3))}${random.pick(phrases.wishes)}`;
}

/** What a worker writes on the spot: one line. */
export function shortWords(random: Random, code: string, place: string): string {
  const [phrases, key] = phrasesOf(code);
  return `${fill(random, random.pick(phrases.what[key] ?? []))}。${place}，已当场处理。`;
}

/** Where, beside the building. */
export function spotOf(random: Random, code: string): string {
  return random.pick(phrasesOf(code)[0].spots);
}

/** What the unit did, or explained. */
export function workWords(random: Random, code: string, outcome: 'solved' | 'explained' | 'unsolved'): string {
  const [phrases] = phrasesOf(code);
  if (outcome === 'unsolved') return random.pick(unsolved);
  return random.pick(outcome === 'solved' ? phrases.done : phrases.explained);
}

/** What is said to the person. */
export function replyWords(random: Random, work: string): string {
  return `${random.pick(greetings)}${work}${random.pick(farewells)}`;
}

const unsolved = [
  '多次联系当事人未果，暂无法推进，已书面告知并留下联系方式，将继续跟进。',
  '现有条件下难以彻底解决，已采取临时措施，并纳入重点事项清单持续协调。',
  '涉及的几方未能达成一致，已说明法定途径，先行做好防护和看护。',
];
const greetings = [
  '您好，您反映的事项已办理。',
  '居民您好，',
  '您好，感谢您的反映。',
  '您好，就您反映的问题答复如下：',
];
const farewells = ['如有疑问请随时联系我们。', '感谢您的监督和支持。', '如再次出现请直接拨打社区电话。', ''];

function phrasesOf(code: string): readonly [ClassWords, string] {
  const [parent = '', key = ''] = code.split('.');
  const phrases = classWords[parent];
  if (!phrases?.what[key]) throw new Error(`there are no words for ${code}`);
  return [phrases, key];
}

/** Short words for steps in between. */
export const stepWords = {
  contact: [
    '已电话联系，约定上门时间。',
    '电话沟通情况，居民补充了具体位置。',
    '已与反映人联系，说明办理安排。',
    '微信联系上，收到照片。',
  ],
  noAnswer: ['电话无人接听。', '响铃未接，稍后再拨。'],
  note: [
    '已到现场查看，正在联系维修单位。',
    '等待配件到货，预计两天。',
    '现场已设置警示标志。',
    '与物业沟通，对方表示配合。',
  ],
  check: ['现场核查，问题已解决。', '到场查看，整改到位。', '随机询问两位住户，均反映已处理。', '照片与现场一致。'],
  checkFailed: ['现场仍有堆放，未整改到位。', '只处理了一半，另一侧没有动。', '问题重新出现。'],
  praise: ['处理得很快，谢谢。', '挺好的，工作人员很负责。', '满意。', '解决了，谢谢社区。', '态度好，效率高。'],
  soSo: ['基本解决，希望以后多巡查。', '时间有点长。', '处理了，但是还会反复。'],
  blame: ['问题没有解决，还是老样子。', '只是打了个电话，没有人来看。', '过两天又这样了，不满意。'],
  extension: ['配件需要从厂家调货。', '连续下雨无法施工。', '需要几家单位一起到场。'],
  deferral: ['已列入改造项目，开工后一并处理。', '待业主大会表决后实施。'],
  remind: ['请问什么时候能处理？', '已经好几天了，麻烦快一点。'],
  supervise: ['请抓紧办理，今日内反馈进展。', '同一地点多次反映，请负责人到场。'],
  returned: ['现场核实地点在相邻单位辖区，依据职责清单应由对方承办。', '属业主专有部分，不在本单位职责范围。'],
  help: ['已派人到场配合，本单位负责部分已完成。'],
  decline: ['您反映的事项不属于社区受理范围，请拨打相应的服务热线，我们已把电话发给您。'],
} as const satisfies Record<string, readonly string[]>;
