import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  type RouteComponent,
  RouterProvider,
} from '@tanstack/react-router';
import { act, type ReactNode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../kit/i18n.ts';
import { readSearch, writeSearch } from '../kit/surface-router.ts';
import { makeQueryClient } from '../kit/use-api.ts';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
// jsdom has no layout: what asks for it gets a wide desk that stays where it is.
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
window.matchMedia ??= ((query: string) => ({
  matches: query.includes('min-width'),
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
})) as unknown as typeof window.matchMedia;
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

export interface Drawn {
  readonly box: HTMLElement;
  /** The address within the surface, with its search. */
  address(): string;
  /** The one element of a role (or tag) whose accessible name or text holds the words. */
  find(selector: string, words?: string): HTMLElement;
  press(selector: string, words?: string): Promise<void>;
  type(selector: string, words: string): Promise<void>;
  key(element: Element, key: string): Promise<void>;
  undraw(): Promise<void>;
}

function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? element.textContent ?? '';
}

const rest = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets effects, timers and answers of this turn arrive. */
export async function settle(ms = 0): Promise<void> {
  await act(async () => {
    await rest(ms);
  });
}

/** Draws something as a surface would: texts, queries and an address around it. */
export async function draw(element: () => ReactNode, address = '/'): Promise<Drawn> {
  await startTexts(['common', 'desk', 'map']);
  const box = document.createElement('div');
  document.body.append(box);
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({
    routeTree: createRootRoute({ component: element as RouteComponent }),
    history,
    parseSearch: readSearch,
    stringifySearch: writeSearch,
  });
  const root = createRoot(box);
  await act(async () =>
    root.render(
      <QueryClientProvider client={makeQueryClient()}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>,
    ),
  );
  await settle();
  const find = (selector: string, words = ''): HTMLElement => {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((one) => nameOf(one).includes(words));
    if (!found) throw new Error(`no ${selector} saying “${words}” in: ${document.body.textContent}`);
    return found;
  };
  return {
    box,
    find,
    address: () => history.location.href,
    async press(selector, words) {
      const target = find(selector, words);
      await act(async () => {
        target.click();
        await rest();
      });
    },
    async type(selector, words) {
      const input = find(selector) as HTMLInputElement;
      const prototype =
        input instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
      await act(async () => {
        Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, words);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await rest();
      });
    },
    async key(target, key) {
      await act(async () =>
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
      );
      await settle();
    },
    async undraw() {
      await act(async () => root.unmount());
      box.remove();
      document.body.replaceChildren();
    },
  };
}
