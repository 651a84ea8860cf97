import '../../ui/base.css';
import { DeskProvider } from '../../ui/desk/DeskProvider.tsx';
import { PageFailed, PageNotFound } from '../SurfaceFaults.tsx';
import { startSurface } from '../start-surface.tsx';
import { routerOf } from '../surface-page.ts';
import { DeskFrame } from './DeskFrame.tsx';
import { pages } from './pages.ts';

const router = routerOf({ basepath: '/desk', frame: DeskFrame, pages, notFound: PageNotFound, failed: PageFailed });

void startSurface({ router, texts: ['common', 'desk', 'map'], provider: DeskProvider });
