import { z } from 'zod';
import { parseDivisionCode } from '../identifiers/division-code.ts';
import { type Text, text } from '../text.ts';
import type { AreaKind } from './area-kinds.ts';

const name = z.string().trim().min(1).max(60);

/** A district as the published list of division codes gives it: 6 digits, streets with 9, communities with 12. */
export const divisionList = z.object({
  code: z.string().regex(/^\d{6}$/),
  name,
  streets: z
    .array(
      z.object({
        code: z.string().regex(/^\d{9}$/),
        name,
        communities: z.array(z.object({ code: z.string().regex(/^\d{12}$/), name })).max(600),
      }),
    )
    .min(1)
    .max(200),
});
export type DivisionList = z.output<typeof divisionList>;

export interface ListedDivision {
  readonly kind: AreaKind;
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | undefined;
  /** A zone or "virtual community" that stands in the list for statistics alone. */
  readonly isPseudo: boolean;
}

/** The whole list as rows, parents first. */
export function flattenDivisions(list: DivisionList): readonly ListedDivision[] {
  const rows: ListedDivision[] = [
    { kind: 'district', code: list.code, name: list.name, parentCode: undefined, isPseudo: false },
  ];
  for (const street of list.streets) {
    const communities = street.communities.map((community) => ({
      kind: 'community' as const,
      code: community.code,
      name: community.name,
      parentCode: street.code,
      isPseudo: isVirtual(community.code),
    }));
    const isPseudo = isZone(street.code) && communities.every((community) => community.isPseudo);
    rows.push(
      { kind: 'street', code: street.code, name: street.name, parentCode: list.code, isPseudo },
      ...communities,
    );
  }
  return rows;
}

function isZone(code: string): boolean {
  const read = parseDivisionCode(code);
  return read.ok && read.streetKind === 'zone';
}

/** 498 and 598 end the codes of communities that exist in the statistics alone. */
function isVirtual(code: string): boolean {
  return code.endsWith('498') || code.endsWith('598');
}

export interface DivisionFault {
  /** As in the list, such as streets.3.communities.0.code. */
  readonly path: string;
  readonly text: Text;
}

/** What is wrong with the codes of a list: not a code, twice, or not inside the code above. Empty if all is right. */
export function faultsOfDivisions(list: DivisionList): readonly DivisionFault[] {
  const seen = new Set<string>();
  const faults: DivisionFault[] = [];
  const check = (path: string, code: string, above: string) => {
    if (!parseDivisionCode(code).ok) faults.push({ path, text: text('不是有效的区划代码。', 'Not a division code.') });
    else if (!code.startsWith(above))
      faults.push({ path, text: text(`代码不属于上级 ${above}。`, `The code does not lie under ${above}.`) });
    else if (seen.has(code))
      faults.push({ path, text: text('代码在名单里出现了两次。', 'The code stands in the list twice.') });
    seen.add(code);
  };
  check('code', list.code, '');
  for (const [i, street] of list.streets.entries()) {
    check(`streets.${i}.code`, street.code, list.code);
    for (const [j, community] of street.communities.entries())
      check(`streets.${i}.communities.${j}.code`, community.code, street.code);
  }
  return faults;
}

/** An area with an official code that the tree holds already. */
export interface KnownDivision {
  readonly id: number;
  readonly kind: AreaKind;
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | undefined;
}

export interface DivisionPlan {
  /** Parents before children. */
  readonly create: readonly ListedDivision[];
  readonly rename: readonly { readonly known: KnownDivision; readonly to: ListedDivision }[];
  readonly move: readonly { readonly known: KnownDivision; readonly to: ListedDivision }[];
  readonly same: number;
  /** In the tree but no longer in the list: never closed by an import, a person decides. */
  readonly missing: readonly KnownDivision[];
}

/** Compares a list with the tree by code; the same list twice leaves nothing to do. */
export function planDivisions(list: DivisionList, known: readonly KnownDivision[]): DivisionPlan {
  const byCode = new Map(known.map((row) => [row.code, row]));
  const listed = flattenDivisions(list);
  const codes = new Set(listed.map((row) => row.code));
  const pairs = listed.flatMap((to) => {
    const row = byCode.get(to.code);
    return row ? [{ known: row, to }] : [];
  });
  const rename = pairs.filter(({ known: row, to }) => row.name !== to.name);
  const move = pairs.filter(({ known: row, to }) => row.parentCode !== to.parentCode);
  const changed = new Set([...rename, ...move].map(({ to }) => to.code));
  return {
    create: listed.filter((row) => !byCode.has(row.code)),
    rename,
    move,
    same: pairs.length - changed.size,
    missing: known.filter((row) => !codes.has(row.code)),
  };
}
