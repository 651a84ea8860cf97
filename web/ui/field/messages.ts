import { Dialog, Toast, unstableSetRender } from 'antd-mobile';
import { createRoot, type Root } from 'react-dom/client';

type Host = (Element | DocumentFragment) & { linliRoot?: Root };

/**
 * Lets antd-mobile's static messages draw with React 19; without it they show nothing and say nothing.
 * Called once, before the first render of the field surface.
 */
export function letMessagesDraw(): void {
  unstableSetRender((node, container) => {
    const host: Host = container;
    host.linliRoot ??= createRoot(host);
    host.linliRoot.render(node);
    return async () => {
      // React refuses to unmount while it renders: one turn later it has finished.
      await new Promise((resolve) => setTimeout(resolve, 0));
      host.linliRoot?.unmount();
    };
  });
}

/** Says something short that needs no answer. */
export function toast(words: string): void {
  Toast.show({ content: words, duration: 2500, position: 'bottom' });
}

interface Question {
  readonly title: string;
  readonly words?: string;
  readonly yes: string;
  readonly no: string;
}

/** Asks before a deed; gives true for yes. */
export function ask({ title, words, yes, no }: Question): Promise<boolean> {
  return Dialog.confirm({ title, content: words, confirmText: yes, cancelText: no });
}
