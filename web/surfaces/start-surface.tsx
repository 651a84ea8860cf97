import { QueryClientProvider } from '@tanstack/react-query';
import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../kit/i18n.ts';
import { teachLists } from '../kit/old-browsers.ts';
import { applyTextSize } from '../kit/text-size.ts';
import type { Namespace } from '../kit/texts/namespaces.ts';
import { makeQueryClient } from '../kit/use-api.ts';
import { Loading } from '../ui/show/StateBlocks.tsx';

interface SurfaceStart {
  readonly router: AnyRouter;
  /** The namespaces of the first screen; a page's own words come with the page. */
  readonly texts: readonly Namespace[];
  /** Theme and message host around everything. */
  readonly provider?: ComponentType<{ children: ReactNode }>;
}

function Bare({ children }: { readonly children: ReactNode }) {
  return children;
}

/** Starts a surface in the page: letters first, words next, then the first screen. */
export async function startSurface({ router, texts, provider: Provider = Bare }: SurfaceStart): Promise<void> {
  teachLists();
  applyTextSize();
  await startTexts(texts);
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <Provider>
          <Suspense fallback={<Loading />}>
            <RouterProvider router={router} />
          </Suspense>
        </Provider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
