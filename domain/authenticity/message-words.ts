import { parseCaseNumber } from '../identifiers/case-number.ts';
import { sha256, toHex } from './sha256.ts';

/** What gateways put before and behind a message, and what copying adds. */
const wrapping =
  /^\s*(?:【[^】]{1,40}】|\[[^\]]{1,40}\])|(?:拒收请?回复?|退订回?复?|回T退订|回复TD?退订)\w{0,2}\s*$/giu;

/** A message as it is compared: letters and digits alone, so that what copying does to spaces and signs is no difference. */
export function bareMessage(words: string): string {
  return words
    .normalize('NFKC')
    .replace(wrapping, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What of a message leaves the phone: a hash from which the words cannot be read. */
export function messageDigest(words: string): string {
  return toHex(sha256(new TextEncoder().encode(bareMessage(words))));
}

/** What can be told from the words alone. */
export interface MessageSigns {
  /** Asks for what we never ask for. */
  readonly asksForMoney: boolean;
  readonly asksForCode: boolean;
  /** Hosts of the links in it. */
  readonly hosts: readonly string[];
  /** Our case numbers in it, as far as their form tells. */
  readonly caseNumbers: readonly string[];
}

const money = /转账|汇款|打款|银行卡|卡号|安全账户|保证金|手续费|解冻|垫付|充值|刷单|贷款|transfer|bank card|deposit/iu;
const code =
  /(?:提供|告知|告诉|发送|回复|输入|报)[^。，,;；]{0,8}(?:验证码|密码|动态码)|屏幕共享|共享屏幕|远程(?:协助|控制)|screen shar/iu;
const refusals = /不要|请勿|切勿|不会|绝不|never|do not|don't/iu;
const link = /(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,12})(?=[/:?#\s]|$|[^\w.-])/giu;
const numberLike = /[1-9]\d{0,14}-\d{6}-\d{4,9}-\d/g;

/** Says what a message asks for and points to; a warning ("do not tell anybody the code") is no request. */
export function signsOf(words: string): MessageSigns {
  const plain = words.normalize('NFKC');
  const said = plain.split(/[。！!？?;；\n]/u).filter((part) => !refusals.test(part));
  const hosts = [...plain.matchAll(link)].map(([, host]) => (host as string).toLowerCase());
  const numbers = [...plain.matchAll(numberLike)].flatMap(([found]) => {
    const read = parseCaseNumber(found);
    return read.ok ? [read.normalized] : [];
  });
  return {
    asksForMoney: said.some((part) => money.test(part)),
    asksForCode: said.some((part) => code.test(part)),
    hosts: [...new Set(hosts)],
    caseNumbers: [...new Set(numbers)],
  };
}

/** A number as it is dialled and compared: digits alone, without the country. */
export function dialled(number: string): string {
  const digits = number.normalize('NFKC').replace(/\D/g, '');
  return digits.replace(/^(?:00)?86(?=1\d{10}$|0?\d{9,11}$)/, '');
}
