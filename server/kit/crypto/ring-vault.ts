import { fixedRing, type KeyRing, readKeyRing } from './key-ring.ts';
import type { SealKind, TokenKind, Vault } from './vault.ts';

const sealVersion = 1;
const headBytes = 5;
const tokenBytes = 16;
/** Names and addresses repeat the same pieces; this many are remembered, then forgotten at once. */
const pieceMemory = 200_000;

/** Opens the vault over the key ring of a folder; makes the ring at the first start. */
export async function openVault(keysDir: string): Promise<Vault> {
  return vaultOver(await readKeyRing(keysDir));
}

/** A vault of fixed keys in memory, for tests. */
export function testVault(): Vault {
  return vaultOver(fixedRing());
}

/** A vault over a key ring. */
function vaultOver(ring: KeyRing): Vault {
  const { suite } = ring;
  const tokenKeys = new Map<TokenKind, Buffer>();
  const pieceKey = suite.derive(ring.indexKey, 'linli pieces');
  const knownPieces = new Map<string, number>();

  const tokenKey = (kind: TokenKind): Buffer => {
    const known = tokenKeys.get(kind) ?? suite.derive(ring.indexKey, `linli token ${kind}`);
    tokenKeys.set(kind, known);
    return known;
  };
  const hashPiece = (piece: string): number => {
    const known = knownPieces.get(piece);
    if (known !== undefined) return known;
    if (knownPieces.size >= pieceMemory) knownPieces.clear();
    const hash = suite.mac(pieceKey, piece).readInt32BE(0);
    knownPieces.set(piece, hash);
    return hash;
  };

  return {
    seal(kind, plain) {
      const head = headOf(ring.newestId);
      const key = ring.keys.get(ring.newestId) as Buffer;
      return Buffer.concat([head, suite.encrypt(key, Buffer.from(plain, 'utf8'), boundOf(head, kind))]);
    },
    open(kind, sealed) {
      if (sealed.length < headBytes || sealed[0] !== sealVersion) throw new Error('Not a seal of this vault');
      const head = sealed.subarray(0, headBytes);
      const key = ring.keys.get(head.readUInt32BE(1));
      if (!key) throw new Error('The key of a seal is not in the ring');
      return suite.decrypt(key, sealed.subarray(headBytes), boundOf(head, kind)).toString('utf8');
    },
    token: (kind, value) => suite.mac(tokenKey(kind), value).subarray(0, tokenBytes),
    pieces(text) {
      const hashes = new Set<number>();
      for (const piece of piecesOf(text)) hashes.add(hashPiece(piece));
      return [...hashes].sort((a, b) => a - b);
    },
    piecesToFind(words) {
      const pieces = [...piecesOf(words)];
      const pairs = pieces.filter((piece) => [...piece].length > 1);
      return [...new Set((pairs.length > 0 ? pairs : pieces).map(hashPiece))].sort((a, b) => a - b);
    },
  };
}

/** What stands before a ciphertext: the form's version and which key. */
function headOf(keyId: number): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(sealVersion, 0);
  head.writeUInt32BE(keyId, 1);
  return head;
}

function boundOf(head: Buffer, kind: SealKind): Buffer {
  return Buffer.concat([head, Buffer.from(kind, 'utf8')]);
}

/** The one- and two-character pieces of a text as it is searched: NFKC, lower case, without spaces; characters are code points. */
function piecesOf(text: string): Set<string> {
  const characters = [...text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')];
  const pieces = new Set<string>(characters);
  for (let at = 1; at < characters.length; at += 1) pieces.add(`${characters[at - 1]}${characters[at]}`);
  return pieces;
}
