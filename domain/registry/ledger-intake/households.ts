import { codeOf } from '../lists.ts';
import { sameName } from './merge-record.ts';

/** Somebody of a home, with what the ledger says of their household. */
export interface HomeMember {
  /** Whatever names the person to the caller. */
  readonly person: string;
  readonly name: string;
  readonly house: string;
  readonly relation?: string | undefined;
  readonly headName?: string | undefined;
  readonly number?: string | undefined;
}

/** People of one home who form a household. */
export interface HouseholdGroup {
  readonly house: string;
  readonly number: string | undefined;
  readonly head: string | undefined;
  readonly members: readonly string[];
}

function headOf(members: readonly HomeMember[]): string | undefined {
  const said = members.filter(
    (member) => member.relation !== undefined && codeOf('relation', member.relation) === '02',
  );
  if (said.length === 1) return said[0]?.person;
  const named = members.find((member) => member.headName !== undefined && member.headName !== '')?.headName;
  const found = named === undefined ? [] : members.filter((member) => sameName(member.name, named));
  return found.length === 1 ? found[0]?.person : undefined;
}

const markOf = (member: HomeMember): string => member.number || member.headName || '';

/** Groups the people of each home into households: by number, else by the head named; those who say neither join the only one there is. */
export function groupHouseholds(members: readonly HomeMember[]): readonly HouseholdGroup[] {
  const homes = Map.groupBy(members, (member) => member.house);
  return [...homes].flatMap(([house, living]) => {
    const marks = [...new Set(living.map(markOf).filter((mark) => mark !== ''))];
    const only = marks.length === 1 ? (marks[0] as string) : '';
    const groups = Map.groupBy(living, (member) => markOf(member) || only);
    return [...groups.values()].map((group) => ({
      house,
      number: group.find((member) => member.number)?.number,
      head: headOf(group),
      members: [...new Set(group.map((member) => member.person))],
    }));
  });
}
