import { CloudArrowUpIcon } from '@phosphor-icons/react/dist/csr/CloudArrowUp';
import { HouseIcon } from '@phosphor-icons/react/dist/csr/House';
import { ListChecksIcon } from '@phosphor-icons/react/dist/csr/ListChecks';
import { UserIcon } from '@phosphor-icons/react/dist/csr/User';
import { lazyRouteComponent } from '@tanstack/react-router';
import { text } from '../../../domain/text.ts';
import { useMineCount } from '../../features/cases/field/use-task-list.ts';
import { useUnsentCount } from '../../offline/use-outbox.ts';
import type { SurfacePage } from '../surface-page.ts';

/** Every page of the grid worker's phone (/field); those with `nav` are its tabs, four at most. A new page is one entry here. */
export const pages: readonly SurfacePage<'tabs'>[] = [
  {
    path: '/',
    component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
    nav: { group: 'tabs', label: text('首页', 'Home'), icon: HouseIcon },
  },
  {
    path: '/tasks',
    component: lazyRouteComponent(() => import('../../features/cases/field/TasksPage.tsx'), 'TasksPage'),
    nav: {
      group: 'tabs',
      label: text('任务', 'Tasks'),
      icon: ListChecksIcon,
      needs: ['cases.read', 'cases.take-part'],
      useCount: useMineCount,
    },
  },
  {
    path: '/tasks/$ref',
    component: lazyRouteComponent(() => import('../../features/cases/field/TaskPage.tsx'), 'TaskPage'),
  },
  {
    path: '/tasks/$ref/$action',
    component: lazyRouteComponent(() => import('../../features/cases/field/TaskStepPage.tsx'), 'TaskStepPage'),
  },
  {
    path: '/report',
    component: lazyRouteComponent(() => import('../../features/cases/field/ReportPage.tsx'), 'ReportPage'),
  },
  {
    path: '/start',
    component: lazyRouteComponent(() => import('../../features/cases/field/BeginPage.tsx'), 'StartPage'),
  },
  {
    path: '/start/$type/$begin',
    component: lazyRouteComponent(() => import('../../features/cases/field/BeginPage.tsx'), 'BeginPage'),
  },
  {
    path: '/reports',
    component: lazyRouteComponent(() => import('../../features/cases/field/QueuePage.tsx'), 'QueuePage'),
    nav: { group: 'tabs', label: text('上报', 'Reports'), icon: CloudArrowUpIcon, useCount: useUnsentCount },
  },
  {
    path: '/doors',
    component: lazyRouteComponent(() => import('../../features/houses/field/DoorsPage.tsx'), 'DoorsPage'),
  },
  {
    path: '/doors/$building',
    component: lazyRouteComponent(() => import('../../features/houses/field/BuildingPage.tsx'), 'FieldBuildingPage'),
  },
  {
    path: '/doors/house/$ref',
    component: lazyRouteComponent(() => import('../../features/houses/field/HouseDoorPage.tsx'), 'HouseDoorPage'),
  },
  {
    path: '/visits',
    component: lazyRouteComponent(() => import('../../features/visits/field/VisitsPage.tsx'), 'VisitsPage'),
  },
  {
    path: '/visits/$house',
    component: lazyRouteComponent(() => import('../../features/visits/field/VisitDoorPage.tsx'), 'VisitDoorPage'),
  },
  {
    path: '/patrol-objects',
    component: lazyRouteComponent(() => import('../../features/patrols/ObjectsPhone.tsx'), 'ObjectsPhone'),
  },
  {
    path: '/rentals',
    component: lazyRouteComponent(() => import('../../features/rentals/field/RentalsPhone.tsx'), 'RentalsPhone'),
  },
  {
    path: '/door-code',
    component: lazyRouteComponent(() => import('../../features/authenticity/DoorCodePage.tsx'), 'DoorCodePage'),
  },
  {
    path: '/feedback',
    component: lazyRouteComponent(() => import('../../features/feedback/FeedbackPhone.tsx'), 'FeedbackField'),
  },
  {
    path: '/shifts',
    component: lazyRouteComponent(() => import('../../features/rotas/ShiftsPhone.tsx'), 'ShiftsPhone'),
  },
  {
    path: '/patrols',
    component: lazyRouteComponent(() => import('../../features/patrols/PatrolsPhone.tsx'), 'PatrolsPhone'),
  },
  {
    path: '/orders',
    component: lazyRouteComponent(() => import('../../features/orders/field/OrdersPhone.tsx'), 'OrdersPhone'),
  },
  {
    path: '/account',
    component: lazyRouteComponent(() => import('../../features/identity/AccountPhone.tsx'), 'AccountPhone'),
    nav: { group: 'tabs', label: text('我的', 'Me'), icon: UserIcon },
  },
  {
    path: '/sign-in',
    isBare: true,
    component: lazyRouteComponent(() => import('../../features/identity/SignInPhone.tsx'), 'SignInPhone'),
  },
];
