import '../base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  type RouteComponent,
  RouterProvider,
} from '@tanstack/react-router';
import { type ComponentType, lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { changeLanguage, startTexts } from '../../kit/i18n.ts';
import { applyTextSize, setTextSize } from '../../kit/text-size.ts';
import { makeQueryClient } from '../../kit/use-api.ts';

/** Every view of the gallery: `?view=desk&language=en&text=elder`. Each loads its own controls, as a surface does. */
const views: Readonly<Record<string, () => Promise<ComponentType>>> = {
  desk: async () => (await import('./DeskView.tsx')).DeskView,
  parts: async () => (await import('./PartsView.tsx')).PartsView,
  field: async () => (await import('./FieldView.tsx')).FieldView,
  queue: async () => (await import('./FieldView.tsx')).QueueView,
  form: async () => (await import('./FieldView.tsx')).MobileFormView,
  resident: async () => (await import('./ResidentView.tsx')).ResidentView,
  wall: async () => (await import('./WallView.tsx')).WallView,
  map: async () => (await import('./MapViews.tsx')).MapViews,
};

const search = new URLSearchParams(location.search);
const open = views[search.get('view') ?? 'desk'] ?? views['desk'];
if (!open) throw new Error('the gallery has no views');
const View = lazy(async () => ({ default: await open() })) as unknown as RouteComponent;
const router = createRouter({ routeTree: createRootRoute({ component: View }), history: createMemoryHistory() });

async function start(): Promise<void> {
  applyTextSize();
  setTextSize(search.get('text') === 'elder' ? 'elder' : 'plain');
  await startTexts(['common', 'desk', 'field', 'portal', 'wall', 'map']);
  await changeLanguage(search.get('language') === 'en' ? 'en' : 'zh');
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <Suspense>
        <QueryClientProvider client={makeQueryClient()}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Suspense>
    </StrictMode>,
  );
}

void start();
