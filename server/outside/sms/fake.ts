import type { Log } from '../../kit/ctx.ts';
import type { SmsMessage, SmsPort } from './port.ts';

export interface SmsFake extends SmsPort {
  readonly messages: readonly SmsMessage[];
  /** The newest message to a phone; throws if there is none. */
  lastTo(phone: string): SmsMessage;
}

const kept = 200;

/** Keeps messages in memory. A demo without a gateway shows them in its log, so that somebody can sign in; nothing else ever does. */
export function smsFake(demoLog?: Log): SmsFake {
  const messages: SmsMessage[] = [];
  return {
    messages,
    async send(message) {
      messages.push(message);
      if (messages.length > kept) messages.shift();
      demoLog?.info({ demo: true, text: message.text }, 'sms.demo');
    },
    lastTo(phone) {
      const found = messages.findLast((message) => message.phone === phone);
      if (!found) throw new Error('No message was sent to that phone');
      return found;
    },
  };
}
