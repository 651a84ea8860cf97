import { TabsFrame } from '../TabsFrame.tsx';
import { pages } from './pages.ts';

/** The frame around every page of this surface. */
export function FieldFrame() {
  return <TabsFrame pages={pages} />;
}
