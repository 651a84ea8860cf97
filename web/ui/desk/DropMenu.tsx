import { Dropdown, type MenuProps } from 'antd';
import { type ReactElement, useRef } from 'react';

interface DropMenuProps {
  readonly items: NonNullable<MenuProps['items']>;
  readonly selectedKeys?: readonly string[];
  readonly placement?: 'topRight' | 'bottomRight' | 'bottomLeft';
  /** Told the key of an entry; entries may also have an `onClick` of their own. */
  readonly onPick?: (key: string) => void;
  /** The button that opens it. */
  readonly children: ReactElement;
}

/**
 * A menu under a button: it takes the focus when it opens, Escape gives it back, and so does the press on an entry, so that a dialog which
 * opens from there knows where to send the focus afterwards.
 */
export function DropMenu({ items, selectedKeys = [], placement = 'bottomLeft', onPick, children }: DropMenuProps) {
  const opener = useRef<Element>(null);
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      placement={placement}
      onOpenChange={(isOpen) => {
        if (isOpen) opener.current = document.activeElement;
      }}
      menu={{
        items,
        selectedKeys: [...selectedKeys],
        onClick: ({ key, domEvent }) => {
          // The same press of Enter would go on to whatever the dialog that opens puts the focus on.
          domEvent.preventDefault();
          if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
          onPick?.(key);
        },
      }}
    >
      {children}
    </Dropdown>
  );
}
