import { askPortal } from './ask.ts';
import { readCasAnswer, readCasLogout } from './cas-answer.ts';
import { hasTrustedFactor, oneValue } from './claims.ts';
import { SignOnFailure, type SignOnPort } from './port.ts';
import type { CasSettings } from './settings.ts';

const ticketPattern = /^ST-[\x21-\x7E]{1,253}$/;

/** The address that a ticket is made for and validated with, letter by letter the same. */
function serviceOf(returnAddress: string, state: string): string {
  return `${returnAddress}?state=${state}`;
}

/** Asks whether a ticket is good for a service: over the back channel, never by what the browser says. */
export async function validateTicket(server: string, service: string, ticket: string) {
  const query = new URLSearchParams({ service, ticket });
  const { ok, body } = await askPortal(`${server}/p3/serviceValidate?${query}`, { headers: { accept: 'text/xml' } });
  if (!ok) throw new SignOnFailure('untrusted', 'it has no /p3/serviceValidate');
  return readCasAnswer(body);
}

/** A server of CAS 3.0: a ticket for one service address, redeemed once over the back channel, and single logout. */
export function signOnCas(settings: CasSettings): SignOnPort {
  const { id, name, server, match } = settings;
  return {
    id,
    name,
    matches: match.field,
    isAvailable: async () => true,
    async begin({ returnAddress, state }) {
      return `${server}/login?${new URLSearchParams({ service: serviceOf(returnAddress, state) })}`;
    },
    async finish({ returnAddress, state }, { ticket }) {
      // Whoever turns round at the portal comes back without a ticket.
      if (ticket === undefined) throw new SignOnFailure('cancelled', 'it came back without a ticket');
      if (!ticketPattern.test(ticket)) throw new SignOnFailure('untrusted', 'its ticket is not in shape');
      const answer = await validateTicket(server, serviceOf(returnAddress, state), ticket);
      if ('failure' in answer) throw new SignOnFailure('untrusted', 'it did not take the ticket');
      const { user, attributes } = answer;
      return {
        subject: `${server} ${user}`,
        value: oneValue(match.claim === 'user' ? user : attributes[match.claim]),
        hasSecondFactor: hasTrustedFactor(settings, attributes),
        endsBy: ticket,
      };
    },
    canLeave: () => true,
    leave: async (back) => `${server}/logout?${new URLSearchParams({ service: back })}`,
    async endedBy(body) {
      const ticket = readCasLogout(new URLSearchParams(body).get('logoutRequest') ?? '');
      return ticket !== undefined && ticketPattern.test(ticket) ? { endsBy: ticket } : undefined;
    },
  };
}
