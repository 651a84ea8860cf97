import { type RoleCode, roles } from '../../../domain/access/roles.ts';
import type { Text } from '../../../domain/text.ts';
import type { Staff } from './staff.ts';

/** The password of everybody in the demo district. It is no secret: nothing but made-up people lies behind it. */
export const demoPassword = 'Neighbour-2026';

/** One way in for a role; residents come by a code to their phone. */
export interface DemoSignIn {
  readonly role: RoleCode;
  readonly label: Text;
  readonly name: string;
  /** A user name, or a resident's phone. */
  readonly signInAs: string;
}

/** The unit that most of what is found in the streets goes to. */
const busyUnit = 'urban-management';

/** One sign-in for each role, in the order of the register of roles. */
export function signInsOf(
  staff: Staff,
  resident: { readonly name: string; readonly phone: string } | undefined,
): readonly DemoSignIn[] {
  return (Object.keys(roles) as RoleCode[]).flatMap((role): DemoSignIn[] => {
    const { label } = roles[role];
    if (role === 'resident') return resident ? [{ role, label, name: resident.name, signInAs: resident.phone }] : [];
    const held = staff.all.filter(({ holdings }) => holdings[0]?.role === role);
    const user = held.find(({ userName }) => role === 'handler' && userName.startsWith(busyUnit)) ?? held[0];
    return user ? [{ role, label, name: user.name, signInAs: user.userName }] : [];
  });
}
