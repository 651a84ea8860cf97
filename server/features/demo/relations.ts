import type { FamilyRole, Member } from './families.ts';
import type { Random } from './random.ts';

type Words = Readonly<Record<'male' | 'female', string>>;

const both = (word: string): Words => ({ male: word, female: word });
const parents: Words = { male: '父亲', female: '母亲' };
const child: Words = { male: '儿子', female: '女儿' };

/** What each is to the head of the household, by where both stand in the family. */
const words: Readonly<Partial<Record<FamilyRole, Readonly<Partial<Record<FamilyRole, Words>>>>>> = {
  husband: {
    wife: both('配偶'),
    child,
    'husbands-father': parents,
    'husbands-mother': parents,
    'wifes-father': both('岳父'),
    'wifes-mother': both('岳母'),
  },
  wife: {
    husband: both('配偶'),
    child,
    'husbands-father': both('公公'),
    'husbands-mother': both('婆婆'),
    'wifes-father': parents,
    'wifes-mother': parents,
  },
  'husbands-father': {
    'husbands-mother': both('配偶'),
    husband: child,
    wife: both('儿媳'),
    child: { male: '孙子', female: '孙女' },
  },
  'husbands-mother': { husband: child, wife: both('儿媳'), child: { male: '孙子', female: '孙女' } },
  'wifes-father': {
    'wifes-mother': both('配偶'),
    husband: both('女婿'),
    wife: child,
    child: { male: '外孙子', female: '外孙女' },
  },
  'wifes-mother': { husband: both('女婿'), wife: child, child: { male: '外孙子', female: '外孙女' } },
};

/** Puts the head first: mostly the husband; with old parents at home, now and then one of them. */
export function withHeadFirst(random: Random, family: readonly Member[]): readonly Member[] {
  const elder =
    family.find(({ role }) => role.endsWith('-father')) ?? family.find(({ role }) => role.endsWith('-mother'));
  const husband = family.find(({ role }) => role === 'husband');
  const wife = family.find(({ role }) => role === 'wife');
  const couple = husband && wife ? (random.chance(0.72) ? husband : wife) : (husband ?? wife);
  const head = elder && random.chance(0.4) ? elder : (couple ?? family[0]);
  return head ? [head, ...family.filter((member) => member !== head)] : family;
}

/** What a member is to the head, in the words of the household booklet. */
export function relationTo(head: Member, member: Member): string {
  if (member === head) return '户主';
  return words[head.role]?.[member.role]?.[member.sex] ?? '非亲属';
}
