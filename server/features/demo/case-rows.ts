import type { CaseType } from '../../../domain/case/define.ts';
import { splitPersonal } from '../../../domain/case/facts.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import { membersOf } from '../../../domain/case/state.ts';
import { caseTitle } from '../../../domain/case/title.ts';
import { maskName, maskPhone } from '../../../domain/identifiers/masks.ts';
import { measuresOf } from '../../../domain/metrics/measures.ts';
import { memberKey } from '../../access/members.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { columnsOfState } from '../cases/cases.rows.ts';
import { commitmentOf, entryHash } from '../cases/cases.store.ts';
import type { Played } from './case-run.ts';
import { type CopyValue, type DemoTable, putObject, type RowSink } from './copy.ts';
import type { Random } from './random.ts';

/** The person who asked, as their row keeps them. */
export interface Asker {
  readonly partyId: string;
  readonly kind: 'reporter' | 'applicant';
  readonly peopleId: string;
  readonly name: string;
  readonly phone: string;
}

/** Somebody named in a field of it: what they are to it is in its entries, who they are only here. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly phone: string | undefined;
  /** Whether they find it by their phone. */
  readonly mayTrack: boolean;
}

export interface CasePutting {
  readonly sink: RowSink;
  readonly vault: Vault;
  readonly random: Random;
}

const noHash = Buffer.alloc(32);

/** Puts a case with the whole of its proof: entries in their chain, values beside them, assignments, clocks and who asked. */
export function putCase(
  { sink, vault, random }: CasePutting,
  type: CaseType,
  { state, entries }: Played,
  about: { readonly asker: Asker | undefined; readonly syncSeq: number; readonly named?: readonly Named[] },
): void {
  const { communityId, id: caseId } = state;
  const isSealed = isSealedStorage(communityId);
  const put = (table: DemoTable, row: Readonly<Record<string, unknown>>) =>
    putObject(sink, table, { communityId, caseId, ...row });
  const updatedAt = entries.at(-1)?.at ?? state.raisedAt;
  put('cases', { ...columnsOfState(type, state, updatedAt), id: caseId, syncSeq: about.syncSeq });
  let previousHash: Buffer = noHash;
  for (const entry of entries) {
    const { bare, personal } = splitPersonal(entry);
    const salt = Object.keys(personal).length > 0 ? saltFrom(random) : null;
    const commitment = salt ? commitmentOf(salt, personal) : null;
    const hash = entryHash(previousHash, caseId, bare, commitment);
    const { from: fromStage, to: toStage, ...same } = bare;
    put('case_entries', { ...same, fromStage, toStage, commitment, previousHash, hash });
    if (salt) put('case_entry_values', { entryId: entry.id, salt, vals: personal });
    previousHash = hash;
  }
  for (const assignment of state.assignments) put('case_assignments', { ...assignment });
  for (const clock of state.clocks) put('case_clocks', { ...clock });
  // What is sealed is in no figure and found by no words.
  if (!isSealed) {
    put('case_measures', { ...measuresOf(type, state) });
    const words = [state.number, caseTitle(type, state.fields), state.place.words].join('\n');
    put('search_tokens', { kind: 'case', rowId: caseId, tokens: vault.pieces(words), at: state.raisedAt });
  }
  for (const { id, kind, role, joinedAt, rating } of state.parties) {
    const own = about.asker?.partyId === id ? askerColumns(vault, about.asker) : {};
    const named = about.named?.find((one) => one.id === id);
    const who = named ? namedColumns(vault, named) : own;
    put('case_parties', { id, kind, role: role ?? null, joinedAt, rating: rating ?? null, ...who });
    if (named?.mayTrack && named.phone)
      put('case_links', {
        kind: 'phone',
        keyHash: vault.token('phone', named.phone),
        partyId: id,
        createdAt: joinedAt,
      });
  }
  for (const [userId, since] of new Map(membersOf(state).map((one) => [one.userId, one.since])))
    put('case_links', { kind: 'member', keyHash: memberKey(userId), createdAt: since });
  if (about.asker) putLinks(put, { vault, random }, about.asker, state.raisedAt);
}

function namedColumns(vault: Vault, { name, phone, mayTrack }: Named): Readonly<Record<string, CopyValue>> {
  return {
    nameSealed: vault.seal('party-name', name),
    nameMasked: maskName(name),
    phoneSealed: phone === undefined ? null : vault.seal('phone', phone),
    phoneToken: phone !== undefined && mayTrack ? vault.token('phone', phone) : null,
    phoneMasked: phone === undefined ? null : maskPhone(phone),
  };
}

function askerColumns(vault: Vault, asker: Asker): Readonly<Record<string, CopyValue>> {
  return {
    peopleId: asker.peopleId,
    nameSealed: vault.seal('party-name', asker.name),
    nameMasked: maskName(asker.name),
    phoneSealed: vault.seal('phone', asker.phone),
    phoneToken: vault.token('phone', asker.phone),
    phoneMasked: maskPhone(asker.phone),
  };
}

function putLinks(
  put: (table: DemoTable, row: Readonly<Record<string, unknown>>) => void,
  { vault, random }: Pick<CasePutting, 'vault' | 'random'>,
  asker: Asker,
  createdAt: string,
): void {
  const { partyId } = asker;
  const trackToken = saltFrom(random).toString('base64url');
  put('case_links', { kind: 'track', keyHash: vault.token('link', trackToken), partyId, createdAt });
  put('case_links', { kind: 'phone', keyHash: vault.token('phone', asker.phone), partyId, createdAt });
}

function saltFrom(random: Random): Buffer {
  const bytes = Buffer.alloc(16);
  for (let at = 0; at < 16; at += 4) bytes.writeUInt32BE(random.bits(), at);
  return bytes;
}
