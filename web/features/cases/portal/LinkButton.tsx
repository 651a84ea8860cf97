import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';
import '../../../ui/mobile/sticky-actions.css';

interface LookProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly look?: 'fill' | 'plain';
}

function Anchor({ look = 'plain', className, ...rest }: LookProps) {
  return <a {...rest} className={`ll-mobile-button ll-mobile-button-${look} portal-link-button`} />;
}

/** A way to another page that looks like a button. */
export const LinkButton = createLink(Anchor);
