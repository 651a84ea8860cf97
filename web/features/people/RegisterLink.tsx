import { createLink } from '@tanstack/react-router';
import { Button, type ButtonProps } from 'antd';
import type { Ref } from 'react';

interface PlainProps extends Omit<ButtonProps, 'type'> {
  readonly ref?: Ref<HTMLAnchorElement & HTMLButtonElement>;
}

function PrimaryButton(props: PlainProps) {
  return <Button {...props} type="primary" />;
}

/** The way to the page where somebody is registered: a link for the keyboard and for a new tab. */
export const RegisterLink = createLink(PrimaryButton);
