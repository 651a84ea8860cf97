import { Link } from '@tanstack/react-router';
import { useWords } from '../kit/i18n.ts';
import './sign-in-link.css';

/** The way to sign in, within the surface. */
export function SignInLink() {
  const t = useWords('common');
  return (
    <Link to="/sign-in" className="ll-sign-in">
      {t('action.signIn')}
    </Link>
  );
}
