import type { Messages } from '../namespaces.ts';
import type { secondFactor as zh } from '../zh/second-factor.ts';

export const secondFactor = {
  code: {
    title: 'Second factor',
    label: 'Code',
    hint: 'Open the authenticator app on your phone and type the six digits; without your phone, type a recovery code.',
    remember: 'Do not ask on this device for some days (set by the security administrator; never on a shared computer)',
    send: 'Verify',
    other: 'Sign in as somebody else',
  },
  enrol: {
    title: 'Set up a second factor',
    why: 'Your role needs a second factor: besides your password you type six digits from an app on your phone.',
    scan: '1. Scan this with the authenticator app on your phone (any TOTP app will do)',
    qr: 'QR code',
    typed: 'If you cannot scan, type this key:',
    code: '2. Type the six digits the app shows',
    send: 'Set up',
    start: 'Begin',
  },
  recovery: {
    title: 'Keep your recovery codes',
    once: 'With one of these you get in if you lose your phone; each is good once. They are shown only now and kept nowhere: write them down and keep them safe.',
    label: 'Recovery codes',
    copy: 'Copy',
    copied: 'Copied',
    done: 'I have kept them',
  },
  own: {
    title: 'Second factor',
    off: 'Not set up. With it, signing in needs a code besides the password, which is safer.',
    on: 'Set up {{at}}; {{n}} recovery codes left.',
    start: 'Set up a second factor',
    renew: 'Change phone or renew the codes',
    renewWhat: 'First type a code of now or a recovery code, then scan again with the new phone.',
  },
  policy: {
    title: 'Second factor',
    sub: 'Which roles must have one to sign in',
    always: 'System, security and audit administrators always must; this cannot be changed.',
    roles: 'Other roles that must',
    rolesHint: 'Counts from everybody’s next sign-in: whoever has none is led through setting it up.',
    days: 'Days a device is remembered',
    daysHint: '0 asks at every sign-in; 30 at most.',
    unit: 'days',
    save: 'Save',
    saved: 'Saved; counts from the next sign-in',
  },
  reset: {
    act: 'Reset second factor',
    title: 'Reset the second factor of {{name}}?',
    what: 'For somebody who lost phone and recovery codes. Another administrator confirms it; then they are signed out everywhere and set it up anew at the next sign-in.',
    reason: 'Reason',
    reasonHint: 'Such as: phone lost, identity checked face to face.',
    said: 'Proposed; another administrator must confirm it',
  },
} as const satisfies Messages<typeof zh>;
