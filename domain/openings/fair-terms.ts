import type { RefusalCode } from '../refusals.ts';

/** What may not be a condition of a post, each with the refusal that names its article of 就业促进法. */
export type UnfairKind = 'sex' | 'family' | 'age' | 'origin' | 'register' | 'disability' | 'carrier';

/** Words that say the opposite, or what the law itself asks: they are taken out before anything is looked for. */
const fine: readonly RegExp[] = [
  /(?:不限|不论|不分)(?:性别|男女|年龄|户籍|户口|民族|学历)+/gu,
  /(?:性别|男女|年龄|户籍|户口|民族)(?:[、和及]?(?:性别|男女|年龄|户籍|户口|民族))*(?:均|都)?(?:不限|均可|都可以?|都行|不作要求|无要求)/gu,
  /(?:须|需|应)?(?:年满|满)1[68]周?岁(?:以上)?|1[68]周?岁以上/gu,
  /不(?:查|检|检测|检查|要求)(?:乙肝|两对半)/gu,
  /(?:欢迎|优先录用|优先招用)(?:残疾人|残疾人士)|残疾人(?:优先|均可)/gu,
];

const unfair: ReadonlyArray<readonly [UnfairKind, RegExp]> = [
  [
    'sex',
    /(?:仅?限|只招|只要|仅招|只收|招收?|要求|性别[:为]?|须为|必须是)[男女](?!装|鞋|包|科|款|职工)(?:性|士|生|工)?/u,
  ],
  ['sex', /[男女](?:性|士|生|工)?(?:优先|为主|为佳|佳)/u],
  ['sex', /(?:^|[,，.。;；、:(（])[男女](?:性|士|生|工)?(?=$|[,，.。;；、)）\d])/u],
  ['sex', /帅哥|美女|靓女|靓仔|小姐姐|小伙子?/u],
  ['family', /(?:未婚|已婚|已育|未育|无孩|已孕|未孕|婚育状况|婚育情况)/u],
  ['family', /(?:不得|不能|不准|[一二两三五\d]+年内不)(?:结婚|生育|怀孕|生孩子)/u],
  ['age', /\d{2}(?:周?岁)?(?:-|—|–|~|至|到)\d{2}周?岁/u],
  ['age', /\d{2}周?岁(?:以下|以内|以上|及以下|之内|之间|左右)/u],
  ['age', /(?:不超过|不大于|低于|小于|限)\d{2}周?岁/u],
  ['age', /年龄(?:限|要求|在|[:为])?[^不,，。;；]{0,4}\d{2}/u],
  ['age', /(?:[6789][05]|0[05])后/u],
  ['origin', /(?:仅?限|只招|不招|不要|不收)(?:汉族|少数民族|[\p{Script=Han}]{1,3}族)|汉族优先|(?:不信教|无宗教信仰)/u],
  ['register', /(?:本地|本市|本区|本省|城镇|城市|非农业?|农业|农村|外地|外省)(?:户口|户籍)/u],
  ['register', /(?:户口|户籍)(?:仅?限|要求|须|必须|在|[:为])/u],
  [
    'register',
    /(?:仅?限|只招|只要)(?:本地|本市|本区|本省|城镇)(?:人|居民)?|(?:不要|不招|不收)(?:外地|农村|外来|外省)(?:人|户)?|本地人优先/u,
  ],
  ['disability', /(?:不招|不要|不收|谢绝|无|非)(?:身体)?残疾|四肢健全|身体无残/u],
  ['carrier', /乙肝|两对半|HBV|HBsAg|澳抗|大三阳|小三阳|传染病(?:病原)?携带/iu],
];

/** What of the words is no fair condition, as it was written; null where there is nothing. What is missed, whoever checks it reads. */
export function unfairTermIn(words: string): { readonly kind: UnfairKind; readonly found: string } | null {
  const plain = fine.reduce(
    (left, pattern) => left.replace(pattern, ' '),
    words.normalize('NFKC').replace(/[ \t]+/gu, ''),
  );
  for (const [kind, pattern] of unfair) {
    const found = pattern.exec(plain)?.[0].replace(/^[,，.。;；、:(（]/u, '');
    if (found) return { kind, found };
  }
  return null;
}

/** The "no" that names the article. */
export const unfairRefusal = {
  sex: 'openings.unfair-sex',
  family: 'openings.unfair-family',
  age: 'openings.unfair-age',
  origin: 'openings.unfair-origin',
  register: 'openings.unfair-register',
  disability: 'openings.unfair-disability',
  carrier: 'openings.unfair-carrier',
} as const satisfies Readonly<Record<UnfairKind, RefusalCode>>;
