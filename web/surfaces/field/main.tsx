import '../../ui/base.css';
import { letMessagesDraw } from '../../ui/field/messages.ts';
import { PageFailed, PageNotFound } from '../SurfaceFaults.tsx';
import { startSurface } from '../start-surface.tsx';
import { routerOf } from '../surface-page.ts';
import { FieldFrame } from './FieldFrame.tsx';
import { pages } from './pages.ts';

const router = routerOf({ basepath: '/field', frame: FieldFrame, pages, notFound: PageNotFound, failed: PageFailed });

letMessagesDraw();
void startSurface({ router, texts: ['common', 'field', 'map'] });
