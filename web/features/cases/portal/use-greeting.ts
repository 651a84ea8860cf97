import { useWords } from '../../../kit/i18n.ts';
import { useSession } from '../../../kit/session.ts';
import { momentOf } from '../../../kit/time.ts';
import { greetingAt } from './greeting.ts';

/** Good morning, by name where it is known. */
export function useGreeting(): string {
  const t = useWords('portal');
  const { data } = useSession();
  const greeting = t(`home.${greetingAt(momentOf(new Date()).time)}`);
  const name = data?.kind === 'resident' ? data.user?.name : undefined;
  return name ? t('home.hello', { name, greeting }) : greeting;
}
