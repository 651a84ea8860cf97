import { SessionGuard } from '../SessionGuard.tsx';
import { TabsFrame } from '../TabsFrame.tsx';
import { pages } from './pages.ts';

/** The frame around every page of this surface. */
export function FieldFrame() {
  return (
    <SessionGuard>
      <TabsFrame pages={pages} />
    </SessionGuard>
  );
}
