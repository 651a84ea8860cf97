import { type ComponentType, createContext } from 'react';

export interface MobileTab {
  readonly to: string;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number | string; weight?: 'regular' | 'fill' }>;
  /** A hook that counts what waits there: a figure on the icon. */
  readonly useCount?: (() => number | undefined) | undefined;
  readonly exact?: boolean;
}

/** The tabs of the surface a page is shown in; the surface's frame provides them. */
export const MobileTabs = createContext<readonly MobileTab[]>([]);
