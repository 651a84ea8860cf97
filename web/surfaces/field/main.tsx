import '../../ui/base.css';
import { shrinkPhoto } from '../../features/cases/portal/shrink-photo.ts';
import { currentLanguage } from '../../kit/i18n.ts';
import { startOutbox } from '../../offline/field-outbox.ts';
import { startShell } from '../../offline/shell.ts';
import { letMessagesDraw } from '../../ui/field/messages.ts';
import { PageFailed, PageNotFound } from '../SurfaceFaults.tsx';
import { startSurface } from '../start-surface.tsx';
import { routerOf } from '../surface-page.ts';
import { FieldFrame } from './FieldFrame.tsx';
import { pages } from './pages.ts';

const router = routerOf({ basepath: '/field', frame: FieldFrame, pages, notFound: PageNotFound, failed: PageFailed });

/** Every page is on the phone before the signal goes: a page that is asked for in a cellar cannot be fetched there. */
async function bringPages(): Promise<void> {
  for (const { component } of pages) await (component as { preload?: () => Promise<unknown> }).preload?.();
}

/** The launcher's name of the application is in the language of the screens. */
function nameInstalled(): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
  if (link && currentLanguage() === 'en') link.href = '/field/app.en.webmanifest';
}

letMessagesDraw();
startOutbox(shrinkPhoto);
void startSurface({
  router,
  texts: [
    'common',
    'field',
    'map',
    'cases',
    'houses',
    'identity',
    'following',
    'second-factor',
    'authenticity',
    'feedback',
    'rotas',
    'patrols',
    'rentals',
    'visits',
    'orders',
  ],
}).then(async () => {
  nameInstalled();
  await bringPages().catch(() => undefined);
  await startShell();
});
