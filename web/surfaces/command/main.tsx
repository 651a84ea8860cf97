import '../../ui/base.css';
import { PageFailed, PageNotFound } from '../SurfaceFaults.tsx';
import { startSurface } from '../start-surface.tsx';
import { routerOf } from '../surface-page.ts';
import { CommandFrame } from './CommandFrame.tsx';
import { pages } from './pages.ts';

const router = routerOf({ basepath: '/wall', frame: CommandFrame, pages, notFound: PageNotFound, failed: PageFailed });

void startSurface({ router, texts: ['common', 'wall', 'map'] });
