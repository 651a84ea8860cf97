export type Greeting = 'morning' | 'noon' | 'afternoon' | 'evening';

/** The greeting of an hour (HH:MM). */
export function greetingAt(time: string): Greeting {
  if (time < '11:30') return 'morning';
  if (time < '13:30') return 'noon';
  return time < '18:00' ? 'afternoon' : 'evening';
}
