import { ChatCircleDotsIcon } from '@phosphor-icons/react/dist/csr/ChatCircleDots';
import { DeviceMobileIcon } from '@phosphor-icons/react/dist/csr/DeviceMobile';
import { GearSixIcon } from '@phosphor-icons/react/dist/csr/GearSix';
import { LockKeyIcon } from '@phosphor-icons/react/dist/csr/LockKey';
import { ShieldCheckIcon } from '@phosphor-icons/react/dist/csr/ShieldCheck';
import { StampIcon } from '@phosphor-icons/react/dist/csr/Stamp';
import { UserGearIcon } from '@phosphor-icons/react/dist/csr/UserGear';
import { lazyRouteComponent } from '@tanstack/react-router';
import { text } from '../../../domain/text.ts';
import type { SurfacePage } from '../surface-page.ts';

/** The workbench's pages of administration: who works here, what waits to be confirmed, the audit, settings. */
export const administration: readonly SurfacePage<'administration'>[] = [
  {
    path: '/users',
    component: lazyRouteComponent(() => import('../../features/identity/desk/UsersPage.tsx'), 'UsersPage'),
    nav: {
      group: 'administration',
      label: text('用户与角色', 'Users and roles'),
      icon: UserGearIcon,
      needs: 'users.read',
    },
  },
  {
    path: '/confirmations',
    component: lazyRouteComponent(
      () => import('../../features/identity/desk/ConfirmationsPage.tsx'),
      'ConfirmationsPage',
    ),
    nav: { group: 'administration', label: text('待复核', 'To confirm'), icon: StampIcon, needs: 'access.confirm' },
  },
  {
    path: '/audit',
    component: lazyRouteComponent(() => import('../../features/audit/AuditPage.tsx'), 'AuditPage'),
    nav: { group: 'administration', label: text('审计记录', 'Audit'), icon: ShieldCheckIcon, needs: 'audit.read' },
  },
  {
    path: '/feedback',
    component: lazyRouteComponent(() => import('../../features/feedback/FeedbackDesk.tsx'), 'FeedbackDesk'),
  },
  {
    path: '/feedback-inbox',
    component: lazyRouteComponent(() => import('../../features/feedback/FeedbackInbox.tsx'), 'FeedbackInbox'),
    nav: {
      group: 'administration',
      label: text('意见反馈', 'Feedback'),
      icon: ChatCircleDotsIcon,
      needs: 'settings.manage',
    },
  },
  {
    path: '/second-factor',
    component: lazyRouteComponent(
      () => import('../../features/identity/desk/SecondFactorPage.tsx'),
      'SecondFactorPage',
    ),
    nav: {
      group: 'administration',
      label: text('第二验证', 'Second factor'),
      icon: DeviceMobileIcon,
      needs: 'access.manage',
    },
  },
  {
    path: '/settings',
    component: lazyRouteComponent(() => import('../../features/settings/SettingsPage.tsx'), 'SettingsPage'),
    nav: {
      group: 'administration',
      label: text('系统设置', 'Settings'),
      icon: GearSixIcon,
      needs: 'settings.manage',
    },
  },
  {
    path: '/security-settings',
    component: lazyRouteComponent(() => import('../../features/settings/SettingsPage.tsx'), 'SecuritySettingsPage'),
    nav: {
      group: 'administration',
      label: text('安全设置', 'Security settings'),
      icon: LockKeyIcon,
      needs: 'access.manage',
    },
  },
];
