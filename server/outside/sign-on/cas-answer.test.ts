import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCasAnswer, readCasLogout } from './cas-answer.ts';
import { SignOnFailure } from './port.ts';

const names = 'xmlns:cas="http://www.yale.edu/tp/cas"';
const envelope = (inner: string): string => `<cas:serviceResponse ${names}>${inner}</cas:serviceResponse>`;
const success = (inner: string): string => envelope(`<cas:authenticationSuccess>${inner}</cas:authenticationSuccess>`);
const failure = '<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>';
const user = '<cas:user>wang</cas:user>';

describe('the answer of serviceValidate', () => {
  it('says who it is and what is known of them, however it is written', () => {
    expect(
      readCasAnswer(
        success(
          `${user}<cas:attributes><cas:employeeNumber> A-001 </cas:employeeNumber><cas:memberOf>一</cas:memberOf><cas:memberOf>二</cas:memberOf></cas:attributes><cas:proxyGrantingTicket>PGT</cas:proxyGrantingTicket>`,
        ),
      ),
    ).toEqual({ user: 'wang', attributes: { employeeNumber: ['A-001'], memberOf: ['一', '二'] } });
    const other =
      '<x:serviceResponse xmlns:x="http://www.yale.edu/tp/cas"><x:authenticationSuccess><x:user>wang</x:user>';
    expect(readCasAnswer(`${other}</x:authenticationSuccess></x:serviceResponse>`)).toMatchObject({ user: 'wang' });
    // A comment does not cut a name: what stands on both sides is the name.
    expect(readCasAnswer(success('<cas:user>wang<!-- x -->.li</cas:user>'))).toMatchObject({ user: 'wang.li' });
    expect(readCasAnswer(success('<cas:user><![CDATA[wang]]></cas:user>'))).toMatchObject({ user: 'wang' });
    expect(readCasAnswer(envelope(failure))).toEqual({ failure: true });
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html><body>cas:user wang</body></html>'],
    ['yes and no at once', envelope(`<cas:authenticationSuccess>${user}</cas:authenticationSuccess>${failure}`)],
    ['two yes', envelope(`<cas:authenticationSuccess>${user}</cas:authenticationSuccess>`.repeat(2))],
    ['two names', success(user + user)],
    ['no name', success('')],
    ['an empty name', success('<cas:user> </cas:user>')],
    ['a name deeper down', success(`<cas:attributes>${user}</cas:attributes>`)],
    ['another namespace', success(user).replace('yale.edu', 'evil.example')],
    ['a name of another namespace', success('<user>wang</user>')],
    ['an answer inside another', `<a>${success(user)}</a>`],
    ['a document type', `<!DOCTYPE a [<!ENTITY w "wang">]>${success('<cas:user>&w;</cas:user>')}`],
    ['an entity of nowhere', success('<cas:user>&w;</cas:user>')],
    ['a cut one', success(user).slice(0, -4)],
    ['depth without end', success(`${'<cas:a>'.repeat(50)}${'</cas:a>'.repeat(50)}${user}`)],
  ])('is no answer: %s', (_, xml) => {
    expect(() => readCasAnswer(xml)).toThrow(SignOnFailure);
  });

  it('is never more than its own failure, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (nonsense) => {
        try {
          readCasAnswer(success(nonsense));
        } catch (error) {
          expect(error).toBeInstanceOf(SignOnFailure);
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('finds the ticket in a message of single logout, and nothing in anything else', () => {
  const message = (inner: string, xmlns = 'urn:oasis:names:tc:SAML:2.0:protocol'): string =>
    `<samlp:LogoutRequest xmlns:samlp="${xmlns}">${inner}</samlp:LogoutRequest>`;
  const index = '<samlp:SessionIndex>ST-1</samlp:SessionIndex>';
  expect(readCasLogout(message(index))).toBe('ST-1');
  for (const other of [
    '',
    '<x/>',
    message(''),
    message(index + index),
    message(index, 'urn:x'),
    `<!DOCTYPE x>${message(index)}`,
  ])
    expect(readCasLogout(other), other).toBeUndefined();
});
