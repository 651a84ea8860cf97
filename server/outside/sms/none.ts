import { SmsFailure, type SmsPort } from './port.ts';

/** An installation without a gateway: whoever asks for a code is told that none can be sent. */
export function smsNone(): SmsPort {
  return {
    send: async () => {
      throw new SmsFailure('none is configured (SMS_URL, SMS_KEY)');
    },
  };
}
