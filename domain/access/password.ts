import { type Text, text } from '../text.ts';

/** The shortest password taken, in characters. */
const passwordMin = 10;
/** Longer ones are refused before they cost a hash. */
export const passwordMax = 128;

const fragments = [
  'password',
  'passw0rd',
  'admin',
  'qwerty',
  '123456',
  '654321',
  '111111',
  '888888',
  'linli',
  'abc123',
];

/** Why a password is not taken, in the user's words; undefined if it is. Ten characters of three kinds, without the user's own name. */
export function passwordFault(password: string, userName: string): Text | undefined {
  const plain = password.normalize('NFKC');
  const length = [...plain].length;
  if (length < passwordMin)
    return text(`密码至少 ${passwordMin} 位。`, `A password has at least ${passwordMin} characters.`);
  if (length > passwordMax)
    return text(`密码最多 ${passwordMax} 位。`, `A password has at most ${passwordMax} characters.`);
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(plain)).length;
  if (kinds < 3) {
    return text(
      '请至少用上大写字母、小写字母、数字、符号中的三种。',
      'Use three of: capitals, small letters, digits, other signs.',
    );
  }
  const folded = plain.toLowerCase();
  const name = userName.normalize('NFKC').toLowerCase();
  if ([...name].length >= 3 && folded.includes(name)) {
    return text('密码里不能有用户名。', 'The password must not contain the user name.');
  }
  if (fragments.some((fragment) => folded.includes(fragment)) || /(.)\1{4}/u.test(folded)) {
    return text('这个密码太容易猜到，请换一个。', 'This password is too easy to guess. Please choose another.');
  }
  return undefined;
}

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Shorter ones say nothing: a random password may well hold three letters in a row. */
const coreMin = 4;

/** What is left of a password without case and without the digits and signs around it; empty where that is too little to tell. */
export function passwordCore(password: string): string {
  const bare = password
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[^\p{L}]{0,200}/u, '');
  // From the end by hand: an expression that looks for an end may try every beginning.
  const letters = [...bare];
  while (letters.length > 0 && !/\p{L}/u.test(letters.at(-1) as string)) letters.pop();
  return letters.length < coreMin ? '' : letters.join('');
}

/** The cores by which a password is held against a list of those that many use: as written, with look-alike signs read as letters, and of a word said twice the word. */
export function passwordCores(password: string): readonly string[] {
  const core = passwordCore(password);
  const read = [...core].map((sign) => lookAlikes[sign] ?? sign).join('');
  const cores = [core, read].flatMap((one) => {
    const half = one.slice(0, one.length / 2);
    return half.length >= coreMin && half + half === one ? [one, half] : [one];
  });
  return [...new Set(cores)].filter((one) => one !== '');
}

/** In the user's words: the password is among those that have been made known by breaches, whatever stands around it. */
export const passwordIsCommon = text(
  '这个密码（去掉首尾的数字和符号后）在已泄露的常用密码之列，请换一个。',
  'Without the digits and signs around it this password is among those known from breaches. Please choose another.',
);
