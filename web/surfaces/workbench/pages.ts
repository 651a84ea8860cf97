import { ArrowsSplitIcon } from '@phosphor-icons/react/dist/csr/ArrowsSplit';
import { BriefcaseIcon } from '@phosphor-icons/react/dist/csr/Briefcase';
import { BroadcastIcon } from '@phosphor-icons/react/dist/csr/Broadcast';
import { BuildingApartmentIcon } from '@phosphor-icons/react/dist/csr/BuildingApartment';
import { BuildingsIcon } from '@phosphor-icons/react/dist/csr/Buildings';
import { CalendarDotsIcon } from '@phosphor-icons/react/dist/csr/CalendarDots';
import { ChartBarIcon } from '@phosphor-icons/react/dist/csr/ChartBar';
import { ClipboardTextIcon } from '@phosphor-icons/react/dist/csr/ClipboardText';
import { ClockUserIcon } from '@phosphor-icons/react/dist/csr/ClockUser';
import { DoorOpenIcon } from '@phosphor-icons/react/dist/csr/DoorOpen';
import { FileDocIcon } from '@phosphor-icons/react/dist/csr/FileDoc';
import { FileXlsIcon } from '@phosphor-icons/react/dist/csr/FileXls';
import { HandHeartIcon } from '@phosphor-icons/react/dist/csr/HandHeart';
import { HandshakeIcon } from '@phosphor-icons/react/dist/csr/Handshake';
import { HouseLineIcon } from '@phosphor-icons/react/dist/csr/HouseLine';
import { KeyIcon } from '@phosphor-icons/react/dist/csr/Key';
import { ListChecksIcon } from '@phosphor-icons/react/dist/csr/ListChecks';
import { MapTrifoldIcon } from '@phosphor-icons/react/dist/csr/MapTrifold';
import { MegaphoneIcon } from '@phosphor-icons/react/dist/csr/Megaphone';
import { PackageIcon } from '@phosphor-icons/react/dist/csr/Package';
import { PathIcon } from '@phosphor-icons/react/dist/csr/Path';
import { PhoneCallIcon } from '@phosphor-icons/react/dist/csr/PhoneCall';
import { PhoneIncomingIcon } from '@phosphor-icons/react/dist/csr/PhoneIncoming';
import { QrCodeIcon } from '@phosphor-icons/react/dist/csr/QrCode';
import { ScalesIcon } from '@phosphor-icons/react/dist/csr/Scales';
import { SirenIcon } from '@phosphor-icons/react/dist/csr/Siren';
import { SquaresFourIcon } from '@phosphor-icons/react/dist/csr/SquaresFour';
import { StampIcon } from '@phosphor-icons/react/dist/csr/Stamp';
import { TableIcon } from '@phosphor-icons/react/dist/csr/Table';
import { TicketIcon } from '@phosphor-icons/react/dist/csr/Ticket';
import { UsersIcon } from '@phosphor-icons/react/dist/csr/Users';
import { UsersThreeIcon } from '@phosphor-icons/react/dist/csr/UsersThree';
import { WebhooksLogoIcon } from '@phosphor-icons/react/dist/csr/WebhooksLogo';
import { lazyRouteComponent } from '@tanstack/react-router';
import { text } from '../../../domain/text.ts';
import { useCallBackCount, useOpenCount, useTodoCount } from '../../features/cases/desk/use-case-counts.ts';
import type { SurfacePage } from '../surface-page.ts';
import { administration } from './pages-administration.ts';

/** The titled groups of the desk's navigation. */
export type DeskGroup = 'mine' | 'matters' | 'figures' | 'administration';

/** Every page of the workbench (/desk), in the order of its navigation. A new page is one entry here, one of administration in the file beside. */
export const pages: readonly SurfacePage<DeskGroup>[] = [
  {
    path: '/',
    component: lazyRouteComponent(() => import('./HomePage.tsx'), 'HomePage'),
    nav: { group: 'mine', label: text('工作首页', 'Home'), icon: SquaresFourIcon },
  },
  {
    path: '/todo',
    component: lazyRouteComponent(() => import('../../features/cases/desk/CaseInbox.tsx'), 'TodoPage'),
    nav: {
      group: 'mine',
      label: text('待办事项', 'To do'),
      icon: ListChecksIcon,
      needs: ['cases.read', 'cases.take-part'],
      useCount: useTodoCount,
    },
  },
  {
    path: '/intake',
    component: lazyRouteComponent(() => import('../../features/cases/desk/RaiseDesk.tsx'), 'IntakePage'),
    nav: { group: 'mine', label: text('来电登记', 'Take a call'), icon: PhoneIncomingIcon, needs: 'cases.raise' },
  },
  {
    path: '/call-backs',
    component: lazyRouteComponent(() => import('../../features/cases/desk/CallBackPage.tsx'), 'CallBackPage'),
    nav: {
      group: 'mine',
      label: text('回访台', 'Call-backs'),
      icon: PhoneCallIcon,
      needs: 'cases.call-back',
      useCount: useCallBackCount,
    },
  },
  {
    path: '/cases',
    component: lazyRouteComponent(() => import('../../features/cases/desk/CaseInbox.tsx'), 'CasesPage'),
    nav: {
      group: 'matters',
      label: text('事项', 'Matters'),
      icon: MegaphoneIcon,
      needs: ['cases.read', 'cases.take-part'],
      useCount: useOpenCount,
    },
  },
  {
    path: '/cases/$ref',
    component: lazyRouteComponent(() => import('../../features/cases/desk/CasePage.tsx'), 'CasePage'),
  },
  {
    path: '/cases/$ref/print',
    component: lazyRouteComponent(() => import('../../features/cases/desk/CasePrintPage.tsx'), 'CasePrintPage'),
  },
  {
    path: '/raise',
    component: lazyRouteComponent(() => import('../../features/cases/desk/RaiseDesk.tsx'), 'RaisePage'),
  },
  {
    path: '/tickets',
    component: lazyRouteComponent(() => import('../../features/tickets/TicketsPage.tsx'), 'TicketsPage'),
    nav: { group: 'matters', label: text('热线工单', 'Hotline tickets'), icon: TicketIcon, needs: 'tickets.exchange' },
  },
  {
    path: '/people',
    component: lazyRouteComponent(() => import('../../features/people/PeoplePage.tsx'), 'PeoplePage'),
    nav: { group: 'matters', label: text('人口', 'People'), icon: UsersIcon, needs: 'people.read' },
  },
  {
    path: '/people/register',
    component: lazyRouteComponent(() => import('../../features/people/RegisterPage.tsx'), 'RegisterPage'),
  },
  {
    path: '/people/$ref',
    component: lazyRouteComponent(() => import('../../features/people/PersonPage.tsx'), 'PersonPage'),
  },
  {
    path: '/people/$ref/correct',
    component: lazyRouteComponent(() => import('../../features/people/CorrectPage.tsx'), 'CorrectPage'),
  },
  {
    path: '/houses',
    component: lazyRouteComponent(() => import('../../features/houses/HousesPage.tsx'), 'HousesPage'),
    nav: { group: 'matters', label: text('房屋', 'Homes'), icon: HouseLineIcon, needs: 'houses.read' },
  },
  {
    path: '/houses/$ref',
    component: lazyRouteComponent(() => import('../../features/houses/HousePage.tsx'), 'HousePage'),
  },
  {
    path: '/households/$ref',
    component: lazyRouteComponent(() => import('../../features/houses/HouseholdPage.tsx'), 'HouseholdPage'),
  },
  {
    path: '/imports',
    component: lazyRouteComponent(() => import('../../features/imports/ImportsPage.tsx'), 'ImportsPage'),
    nav: { group: 'matters', label: text('导入台账', 'Import ledgers'), icon: FileXlsIcon, needs: 'people.import' },
  },
  {
    path: '/imports/$ref',
    component: lazyRouteComponent(() => import('../../features/imports/ImportPage.tsx'), 'ImportPage'),
  },
  {
    path: '/areas',
    component: lazyRouteComponent(() => import('../../features/areas/AreasPage.tsx'), 'AreasPage'),
    nav: { group: 'matters', label: text('区域与网格', 'Areas and grids'), icon: MapTrifoldIcon, needs: 'areas.read' },
  },
  {
    path: '/areas/divisions',
    component: lazyRouteComponent(() => import('../../features/areas/DivisionsPage.tsx'), 'DivisionsPage'),
  },
  {
    path: '/posts',
    component: lazyRouteComponent(() => import('../../features/areas/PostsPage.tsx'), 'PostsPage'),
    nav: { group: 'matters', label: text('网格人员', 'Grid staff'), icon: UsersThreeIcon, needs: 'areas.read' },
  },
  {
    path: '/mandates',
    component: lazyRouteComponent(() => import('../../features/mandates/MandatesPage.tsx'), 'MandatesPage'),
    nav: { group: 'matters', label: text('代办委托', 'Helpers’ mandates'), icon: HandHeartIcon, needs: 'people.write' },
  },
  {
    path: '/rotas',
    component: lazyRouteComponent(() => import('../../features/rotas/RotasPage.tsx'), 'RotasPage'),
    nav: { group: 'matters', label: text('值班表', 'Rotas'), icon: ClockUserIcon, needs: 'areas.read' },
  },
  {
    path: '/legal',
    component: lazyRouteComponent(
      () => import('../../features/legal-service/LegalServicePage.tsx'),
      'LegalServicePage',
    ),
    nav: { group: 'matters', label: text('法律服务', 'Help in law'), icon: ScalesIcon, needs: 'areas.read' },
  },
  {
    path: '/orders',
    component: lazyRouteComponent(() => import('../../features/orders/OrdersDesk.tsx'), 'OrdersDesk'),
    nav: {
      group: 'matters',
      label: text('接单', 'Take orders'),
      icon: HandHeartIcon,
      needs: ['cases.take-part', 'cases.handle'],
      notFor: 'estates.read',
    },
  },
  {
    path: '/volunteers',
    component: lazyRouteComponent(() => import('../../features/orders/VolunteersPage.tsx'), 'VolunteersPage'),
    nav: { group: 'matters', label: text('志愿者', 'Volunteers'), icon: HandHeartIcon, needs: 'cases.dispatch' },
  },
  {
    path: '/patrols',
    component: lazyRouteComponent(() => import('../../features/patrols/PatrolsPage.tsx'), 'PatrolsPage'),
    nav: { group: 'matters', label: text('巡查', 'Patrols'), icon: PathIcon, needs: 'cases.raise' },
  },
  {
    path: '/resources',
    component: lazyRouteComponent(() => import('../../features/resources/ResourcesPage.tsx'), 'ResourcesPage'),
    nav: {
      group: 'matters',
      label: text('资源与需求', 'Resources and needs'),
      icon: HandshakeIcon,
      needs: 'cases.read',
    },
  },
  {
    path: '/joint-meetings',
    component: lazyRouteComponent(
      () => import('../../features/joint-meetings/JointMeetingPage.tsx'),
      'JointMeetingPage',
    ),
    nav: {
      group: 'matters',
      label: text('大党委与联席会', 'Joint committee'),
      icon: UsersThreeIcon,
      needs: 'cases.read',
    },
  },
  {
    path: '/estate',
    component: lazyRouteComponent(() => import('../../features/estates/EstatePage.tsx'), 'EstatePage'),
    nav: {
      group: 'matters',
      label: text('小区公共事务', 'The estate'),
      icon: BuildingApartmentIcon,
      needs: 'estates.read',
    },
  },
  {
    path: '/openings',
    component: lazyRouteComponent(() => import('../../features/openings/OpeningsPage.tsx'), 'OpeningsPage'),
    nav: { group: 'matters', label: text('就业岗位', 'Posts to fill'), icon: BriefcaseIcon, needs: 'cases.read' },
  },
  {
    path: '/rentals',
    component: lazyRouteComponent(() => import('../../features/rentals/RentalsPage.tsx'), 'RentalsPage'),
    nav: { group: 'matters', label: text('出租房申报', 'Let homes'), icon: QrCodeIcon, needs: 'people.write' },
  },
  {
    path: '/visits',
    component: lazyRouteComponent(() => import('../../features/visits/VisitsDesk.tsx'), 'VisitsDesk'),
    nav: {
      group: 'matters',
      label: text('走访', 'Visits'),
      icon: HandHeartIcon,
      needs: ['visits.plan', 'visits.record', 'visits.linked'],
    },
  },
  {
    path: '/responsible',
    component: lazyRouteComponent(() => import('../../features/areas/DoorPage.tsx'), 'DoorPage'),
    nav: {
      group: 'matters',
      label: text('这扇门谁负责', 'Who is responsible'),
      icon: DoorOpenIcon,
      needs: 'areas.read',
    },
  },
  {
    path: '/organisations',
    component: lazyRouteComponent(
      () => import('../../features/organisations/OrganisationsPage.tsx'),
      'OrganisationsPage',
    ),
    nav: {
      group: 'matters',
      label: text('组织机构', 'Organisations'),
      icon: BuildingsIcon,
      needs: 'organisations.read',
    },
  },
  {
    path: '/figures',
    component: lazyRouteComponent(() => import('../../features/metrics/MonthlyFigures.tsx'), 'MonthlyFigures'),
    nav: { group: 'figures', label: text('月度指标', 'Monthly figures'), icon: ChartBarIcon, needs: 'metrics.read' },
  },
  {
    path: '/whistles',
    component: lazyRouteComponent(() => import('../../features/whistles/WhistleFiguresPage.tsx'), 'WhistleFiguresPage'),
    nav: { group: 'figures', label: text('吹哨监测', 'Whistles watched'), icon: SirenIcon, needs: 'cases.supervise' },
  },
  {
    path: '/reports',
    component: lazyRouteComponent(() => import('../../features/reports/ReportsPage.tsx'), 'ReportsPage'),
    nav: { group: 'figures', label: text('报告', 'Reports'), icon: FileDocIcon, needs: 'metrics.read' },
  },
  {
    path: '/packages',
    component: lazyRouteComponent(() => import('../../features/packages/PackagesPage.tsx'), 'PackagesPage'),
    nav: { group: 'figures', label: text('迎检包', 'Inspection packages'), icon: PackageIcon, needs: 'cases.export' },
  },
  {
    path: '/calendar',
    component: lazyRouteComponent(() => import('../../features/calendar/CalendarPage.tsx'), 'CalendarPage'),
    nav: { group: 'figures', label: text('工作日历', 'Working calendar'), icon: CalendarDotsIcon, needs: 'areas.read' },
  },
  {
    path: '/field-register',
    component: lazyRouteComponent(
      () => import('../../features/field-register/FieldRegisterPage.tsx'),
      'FieldRegisterPage',
    ),
    nav: { group: 'figures', label: text('字段目录', 'Field register'), icon: TableIcon, needs: 'areas.read' },
  },
  {
    path: '/notices',
    component: lazyRouteComponent(() => import('../../features/notices/NoticesPage.tsx'), 'NoticesPage'),
  },
  {
    path: '/account',
    component: lazyRouteComponent(() => import('../../features/identity/AccountDesk.tsx'), 'AccountDesk'),
  },
  {
    path: '/sign-in',
    isBare: true,
    component: lazyRouteComponent(() => import('../../features/identity/SignInDesk.tsx'), 'SignInDesk'),
  },
  {
    path: '/catalogue',
    component: lazyRouteComponent(() => import('../../features/catalogue/CataloguePage.tsx'), 'CataloguePage'),
    nav: { group: 'figures', label: text('职责清单', 'Duty list'), icon: ClipboardTextIcon, needs: 'catalogue.read' },
  },
  {
    path: '/service-items',
    component: lazyRouteComponent(
      () => import('../../features/service-items/ServiceItemsPage.tsx'),
      'ServiceItemsPage',
    ),
    nav: { group: 'figures', label: text('办事目录', 'Services'), icon: StampIcon, needs: 'catalogue.read' },
  },
  {
    path: '/catalogue/words',
    component: lazyRouteComponent(() => import('../../features/catalogue/WordsPage.tsx'), 'WordsPage'),
  },
  {
    path: '/routing',
    component: lazyRouteComponent(() => import('../../features/catalogue/RoutingPage.tsx'), 'RoutingPage'),
    nav: { group: 'figures', label: text('分派规则', 'Routing rules'), icon: ArrowsSplitIcon, needs: 'catalogue.read' },
  },
  {
    path: '/whistle-rules',
    component: lazyRouteComponent(() => import('../../features/whistles/SummonsRulesPage.tsx'), 'SummonsRulesPage'),
    nav: { group: 'figures', label: text('吹哨规则', 'Whistle rules'), icon: SirenIcon, needs: 'catalogue.manage' },
  },
  {
    path: '/api-keys',
    component: lazyRouteComponent(() => import('../../features/api-keys/ApiKeysPage.tsx'), 'ApiKeysPage'),
    nav: { group: 'figures', label: text('接口密钥', 'API keys'), icon: KeyIcon, needs: 'api-keys.manage' },
  },
  {
    path: '/webhooks',
    component: lazyRouteComponent(() => import('../../features/webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
    nav: { group: 'figures', label: text('事件推送', 'Webhooks'), icon: WebhooksLogoIcon, needs: 'webhooks.manage' },
  },
  {
    path: '/sensors',
    component: lazyRouteComponent(() => import('../../features/sensors/SensorsPage.tsx'), 'SensorsPage'),
    nav: { group: 'figures', label: text('感知设备', 'Devices'), icon: BroadcastIcon, needs: 'sensors.manage' },
  },
  ...administration,
];
