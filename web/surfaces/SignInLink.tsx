import { Link, useLocation } from '@tanstack/react-router';
import { useWords } from '../kit/i18n.ts';
import './sign-in-link.css';

/** The way to sign in, within the surface, and back to the page where it stands. */
export function SignInLink() {
  const t = useWords('common');
  const { href } = useLocation();
  return (
    <Link to="/sign-in" search={(href === '/' ? {} : { next: href }) as never} className="ll-sign-in">
      {t('action.signIn')}
    </Link>
  );
}
