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
