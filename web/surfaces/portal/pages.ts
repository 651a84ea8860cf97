import { ClipboardTextIcon } from '@phosphor-icons/react/dist/csr/ClipboardText';
import { HouseIcon } from '@phosphor-icons/react/dist/csr/House';
import { UserIcon } from '@phosphor-icons/react/dist/csr/User';
import { WrenchIcon } from '@phosphor-icons/react/dist/csr/Wrench';
import { lazyRouteComponent } from '@tanstack/react-router';
import { text } from '../../../domain/text.ts';
import { useWaitingCount } from '../../features/cases/portal/use-matters.ts';
import { OldOutsideWay, OldSentWay, OldTrackWay } from '../../kit/link-secret.tsx';
import type { SurfacePage } from '../surface-page.ts';

/** Every page of the residents' portal (/); those with `nav` are its tabs, four at most. A new page is one entry here. */
export const pages: readonly SurfacePage<'tabs'>[] = [
  {
    path: '/',
    component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
    nav: { group: 'tabs', label: text('首页', 'Home'), icon: HouseIcon },
  },
  {
    path: '/report',
    component: lazyRouteComponent(() => import('../../features/cases/portal/ReportPage.tsx'), 'ReportPage'),
    nav: { group: 'tabs', label: text('报事', 'Report'), icon: WrenchIcon },
  },
  {
    path: '/mine',
    component: lazyRouteComponent(() => import('../../features/cases/portal/MinePage.tsx'), 'MinePage'),
    nav: { group: 'tabs', label: text('办理', 'Matters'), icon: ClipboardTextIcon, useCount: useWaitingCount },
  },
  {
    path: '/me',
    component: lazyRouteComponent(() => import('../../features/cases/portal/MePage.tsx'), 'MePage'),
    nav: { group: 'tabs', label: text('我的', 'Me'), icon: UserIcon },
  },
  {
    path: '/orders',
    component: lazyRouteComponent(() => import('./OrdersPage.tsx'), 'OrdersPage'),
  },
  {
    path: '/outcomes',
    component: lazyRouteComponent(() => import('./OutcomesPage.tsx'), 'OutcomesPage'),
  },
  {
    path: '/mine/$ref',
    component: lazyRouteComponent(() => import('../../features/cases/portal/TrackPage.tsx'), 'MyCasePage'),
  },
  {
    path: '/helpers',
    component: lazyRouteComponent(() => import('../../features/cases/portal/HelpersPage.tsx'), 'HelpersPage'),
  },
  {
    path: '/helped/$mandate',
    component: lazyRouteComponent(() => import('../../features/cases/portal/HelpedPage.tsx'), 'HelpedPage'),
  },
  {
    path: '/helped/$mandate/$ref',
    component: lazyRouteComponent(() => import('../../features/cases/portal/TrackPage.tsx'), 'HelpedCasePage'),
  },
  {
    path: '/followed/$ref',
    component: lazyRouteComponent(() => import('../../features/cases/portal/TrackPage.tsx'), 'FollowedPage'),
  },
  {
    path: '/t',
    component: lazyRouteComponent(() => import('../../features/cases/portal/TrackPage.tsx'), 'TrackPage'),
  },
  {
    path: '/o',
    component: lazyRouteComponent(() => import('../../features/cases/portal/OutsidePage.tsx'), 'OutsidePage'),
  },
  {
    path: '/sent',
    component: lazyRouteComponent(() => import('../../features/cases/portal/SentPage.tsx'), 'SentPage'),
  },
  // What messages of before, and what people kept of them, still say.
  { path: '/t/$token', component: OldTrackWay },
  { path: '/o/$token', component: OldOutsideWay },
  { path: '/sent/$token', component: OldSentWay },
  {
    path: '/lookup',
    component: lazyRouteComponent(() => import('../../features/cases/portal/LookupPage.tsx'), 'LookupPage'),
  },
  {
    path: '/apply',
    component: lazyRouteComponent(() => import('../../features/service-items/ServicesPage.tsx'), 'ServicesPage'),
  },
  {
    path: '/book',
    component: lazyRouteComponent(() => import('../../features/cases/portal/BookPage.tsx'), 'BookPage'),
  },
  {
    path: '/legal',
    component: lazyRouteComponent(() => import('../../features/cases/portal/LegalPage.tsx'), 'LegalPage'),
  },
  {
    path: '/projects',
    component: lazyRouteComponent(
      () => import('../../features/cases/portal/PublicMattersPage.tsx'),
      'PublicMattersPage',
    ),
  },
  {
    path: '/jobs',
    component: lazyRouteComponent(() => import('../../features/cases/portal/JobsPage.tsx'), 'JobsPage'),
  },
  {
    path: '/papers',
    component: lazyRouteComponent(() => import('../../features/cases/portal/PaperCheckPage.tsx'), 'PaperCheckPage'),
  },
  {
    path: '/apply/$type',
    component: lazyRouteComponent(() => import('../../features/cases/portal/ApplyPage.tsx'), 'ApplyPage'),
  },
  {
    path: '/services/$id',
    component: lazyRouteComponent(() => import('../../features/service-items/ItemPage.tsx'), 'ItemPage'),
  },
  {
    path: '/contact',
    component: lazyRouteComponent(() => import('../../features/cases/portal/ContactPage.tsx'), 'ContactPage'),
  },
  {
    path: '/privacy',
    component: lazyRouteComponent(() => import('../../features/cases/portal/PrivacyPage.tsx'), 'PrivacyPage'),
  },
  {
    path: '/genuine',
    component: lazyRouteComponent(() => import('../../features/cases/portal/GenuinePage.tsx'), 'GenuinePage'),
  },
  {
    path: '/v/$code',
    component: lazyRouteComponent(() => import('../../features/cases/portal/DoorCheck.tsx'), 'DoorCheckPage'),
  },
  {
    path: '/d/$code',
    component: lazyRouteComponent(() => import('../../features/rentals/DeclarePage.tsx'), 'DeclarePage'),
  },
  {
    path: '/feedback',
    component: lazyRouteComponent(() => import('../../features/feedback/FeedbackPhone.tsx'), 'FeedbackPortal'),
  },
  {
    path: '/my-data',
    component: lazyRouteComponent(() => import('../../features/my-data/MyDataPage.tsx'), 'MyDataPage'),
  },
  {
    path: '/my-data/looks',
    component: lazyRouteComponent(() => import('../../features/my-data/LooksPage.tsx'), 'LooksPage'),
  },
  {
    path: '/search',
    component: lazyRouteComponent(() => import('../../features/cases/portal/SearchPage.tsx'), 'SearchPage'),
  },
  {
    path: '/sign-in',
    component: lazyRouteComponent(() => import('../../features/cases/portal/PhoneSignInPage.tsx'), 'PhoneSignInPage'),
  },
];
