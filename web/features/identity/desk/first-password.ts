import { passwordFault } from '../../../../domain/access/password.ts';

/** Without those that look alike: it is read from a screen once, then changed. */
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function randomLetter(): string {
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    // Bytes beyond the last whole round would make some letters likelier.
    if (byte < letters.length * Math.floor(256 / letters.length)) return letters[byte % letters.length] as string;
  }
}

/** A first password of four groups of four that the rules for passwords take. */
export function firstPassword(): string {
  for (;;) {
    const groups = Array.from({ length: 4 }, () => Array.from({ length: 4 }, randomLetter).join(''));
    const made = groups.join('-');
    if (!passwordFault(made, '')) return made;
  }
}
