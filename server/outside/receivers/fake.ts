import type { Message, ReceiverPort } from './port.ts';

export interface ReceiverFake extends ReceiverPort {
  readonly messages: readonly Message[];
  /** What the next messages are answered with; 200 once it is used up. */
  readonly answers: number[];
}

/** Keeps messages in memory. */
export function receiverFake(): ReceiverFake {
  const messages: Message[] = [];
  const answers: number[] = [];
  return {
    messages,
    answers,
    async post(message) {
      messages.push(message);
      return { status: answers.shift() ?? 200 };
    },
  };
}
