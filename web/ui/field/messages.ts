import { Toast, unstableSetRender } from 'antd-mobile';
import { createRoot, type Root } from 'react-dom/client';
import './ask.css';

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

function written<K extends keyof HTMLElementTagNameMap>(tag: K, words: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}

/**
 * Asks before a deed; gives true for yes, and false for no, Escape, or the phone's own way back. The browser's own dialog keeps the focus
 * inside and brings it back.
 */
export function ask({ title, words, yes, no }: Question): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'll-ask';
  dialog.ariaLabel = title;
  const ways = document.createElement('div');
  for (const [answer, label] of [
    ['no', no],
    ['yes', yes],
  ] as const) {
    const button = written('button', label);
    button.type = 'button';
    button.addEventListener('click', () => dialog.close(answer));
    ways.append(button);
  }
  dialog.append(written('h2', title), ...(words ? [written('p', words)] : []), ways);
  document.body.append(dialog);
  return new Promise((done) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      done(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });
}
