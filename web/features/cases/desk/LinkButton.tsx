import { createLink } from '@tanstack/react-router';
import { Button, type ButtonProps } from 'antd';
import type { Ref } from 'react';

interface PlainProps extends Omit<ButtonProps, 'type'> {
  /** How much it stands out; a router's link keeps the name `type` for itself. */
  readonly look?: 'primary' | 'text';
  readonly ref?: Ref<HTMLAnchorElement & HTMLButtonElement>;
}

function PlainButton({ look, ...rest }: PlainProps) {
  return <Button {...rest} type={look === 'primary' ? 'primary' : look === 'text' ? 'link' : 'default'} />;
}

/** A button that leads to another page: a link for the keyboard, for a new tab and for those who do not see it. */
export const LinkButton = createLink(PlainButton);
