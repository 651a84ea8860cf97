/** The networks a house may use for itself (RFC 1918, RFC 6598): as numbers, with the bits that are fixed. */
const private4 = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const;

const shape4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;
/** Unique local addresses of IPv6 (RFC 4193). */
const shape6 = /^f[cd][0-9a-f]{0,2}:[0-9a-f:]{0,37}\/(\d{1,3})$/i;

const numberOf = (octets: readonly number[]): number => octets.reduce((sum, octet) => sum * 256 + octet, 0);

/** Whether words are a network inside those that houses use for themselves, written as `10.1.0.0/16`; never the machine itself or its link. */
export function isPrivateNetwork(words: string): boolean {
  const four = shape4.exec(words);
  if (!four) {
    const bits = Number(shape6.exec(words)?.[1] ?? 0);
    return bits >= 8 && bits <= 128;
  }
  const [bits = 0, ...octets] = [...four.slice(1)].map(Number).reverse();
  if (bits > 32 || octets.some((octet) => octet > 255)) return false;
  const own = numberOf(octets.reverse());
  return private4.some(([network, fixed]) => {
    const size = 2 ** (32 - fixed);
    return bits >= fixed && Math.floor(own / size) === Math.floor(numberOf(network.split('.').map(Number)) / size);
  });
}
