import { type Text, text } from '../text.ts';
import type { Capability } from './capabilities.ts';

/** Where a role is held: over an area and everything under it, or in an organisation. */
export type RoleReach = 'area' | 'organisation' | 'self';

export interface Role {
  readonly label: Text;
  readonly reach: RoleReach;
  readonly may: readonly Capability[];
  /**
   * The processes on whose lists whoever holds only such roles may stand. Of their matters they never learn who asked or who is named in them. Absent:
   * every process, and its people.
   */
  readonly takesPartIn?: readonly string[];
}

const ledgerReader: readonly Capability[] = ['areas.read', 'organisations.read', 'people.read', 'houses.read'];
const ledgerKeeper: readonly Capability[] = [
  ...ledgerReader,
  'people.write',
  'houses.write',
  'people.reveal',
  'files.write',
];
const caseWorker: readonly Capability[] = [
  'cases.read',
  'cases.raise',
  'catalogue.read',
  'files.write',
  'metrics.read',
];

/**
 * The roles of the field, each a bundle of capabilities; one person may hold many, each over its own area or organisation.
 * Grid workers see their grid masked; departments see only what is dispatched to them; administrators see no business records.
 */
export const roles = {
  resident: { label: text('居民', 'Resident'), reach: 'self', may: [] },
  'building-lead': {
    label: text('楼栋长', 'Building lead'),
    reach: 'area',
    may: [
      'areas.read',
      'organisations.read',
      'houses.read',
      'cases.raise',
      'cases.take-part',
      'catalogue.read',
      'files.write',
      'visits.record',
    ],
  },
  'grid-worker': {
    label: text('网格员', 'Grid worker'),
    reach: 'area',
    may: [...ledgerKeeper, ...caseWorker, 'cases.handle', 'cases.settle', 'visits.record'],
  },
  'community-secretary': {
    label: text('社区书记', 'Community secretary'),
    reach: 'area',
    may: [
      ...ledgerKeeper,
      ...caseWorker,
      'cases.accept',
      'cases.dispatch',
      'cases.handle',
      'cases.settle',
      'cases.approve',
      'cases.supervise',
      'cases.close',
      'cases.export',
      'areas.manage',
      'organisations.manage',
      'responsibilities.manage',
      'rotas.manage',
      'legal-guides.manage',
      'hearings.announce',
      'visits.record',
      'visits.plan',
      'assistance.keep',
      'people.merge',
      'people.import',
      'people.export',
      'tickets.exchange',
      'api-keys.manage',
      'webhooks.manage',
    ],
  },
  'street-desk': {
    label: text('街道指挥室坐席', 'Street desk'),
    reach: 'area',
    may: [
      ...ledgerReader,
      ...caseWorker,
      'people.reveal',
      'cases.accept',
      'cases.dispatch',
      'cases.arbitrate',
      'cases.approve',
      'cases.supervise',
      'cases.close',
      'cases.export',
      'areas.manage',
      'organisations.manage',
      'responsibilities.manage',
      'rotas.manage',
      'visits.plan',
      'catalogue.manage',
      'tickets.exchange',
      'api-keys.manage',
      'webhooks.manage',
      'sensors.manage',
    ],
  },
  checker: {
    label: text('核查回访员', 'Checker'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', ...caseWorker, 'people.reveal', 'cases.check', 'cases.call-back'],
  },
  handler: {
    label: text('承办人', 'Handler'),
    reach: 'organisation',
    may: [
      'areas.read',
      'organisations.read',
      'cases.read',
      'catalogue.read',
      'files.write',
      'people.reveal',
      'cases.handle',
    ],
  },
  'district-office': {
    label: text('区级业务管理', 'District office'),
    reach: 'area',
    may: [
      'areas.read',
      'areas.manage',
      'organisations.read',
      'organisations.manage',
      'cases.read',
      'cases.arbitrate',
      'cases.approve',
      'cases.supervise',
      'cases.export',
      'catalogue.read',
      'catalogue.manage',
      'calendar.manage',
      'metrics.read',
      'rotas.manage',
      'visits.plan',
      'api-keys.manage',
      'webhooks.manage',
    ],
  },
  mediator: {
    label: text('人民调解员', 'Mediator'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', 'catalogue.read', 'files.write', 'mediation.read', 'cases.take-part'],
  },
  'legal-adviser': {
    label: text('法律顾问', 'Legal adviser'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', 'catalogue.read', 'files.write', 'legal.advise', 'cases.take-part'],
  },
  judge: {
    label: text('社区法官', 'Community judge'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', 'hearings.announce', 'cases.take-part'],
  },
  'justice-worker': {
    label: text('司法所工作人员', 'Justice office worker'),
    reach: 'area',
    may: [
      'areas.read',
      'organisations.read',
      'catalogue.read',
      'files.write',
      'legal-aid.keep',
      'help-teams.lead',
      'legal-guides.manage',
      'hearings.announce',
      'cases.take-part',
    ],
  },
  'protection-worker': {
    label: text('妇儿工作专干', 'Worker for women and children'),
    reach: 'area',
    may: [
      'areas.read',
      'organisations.read',
      'catalogue.read',
      'files.write',
      'protection.keep',
      'children.keep',
      'cases.take-part',
    ],
  },
  'family-doctor': {
    label: text('家庭医生', 'Family doctor'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', 'catalogue.read', 'files.write', 'health.keep', 'cases.take-part'],
  },
  'owners-body': {
    label: text('业主委员会', 'Owners’ body'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', 'files.write', 'owners.roster', 'estates.read', 'cases.take-part'],
    takesPartIn: ['joint-matter', 'project'],
  },
  volunteer: {
    label: text('志愿者', 'Volunteer'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', 'files.write', 'orders.take', 'cases.take-part', 'visits.linked'],
  },
  'system-admin': {
    label: text('系统管理员', 'System administrator'),
    reach: 'area',
    may: [
      'areas.read',
      'areas.manage',
      'organisations.read',
      'organisations.manage',
      'users.read',
      'users.manage',
      'access.confirm',
      'catalogue.read',
      'catalogue.manage',
      'calendar.manage',
      'settings.manage',
      'api-keys.manage',
      'webhooks.manage',
      'sensors.manage',
      // Held by devices alone: the command takes nobody else.
      'sensors.alarm',
    ],
  },
  'security-admin': {
    label: text('安全管理员', 'Security administrator'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', 'users.read', 'access.manage', 'access.confirm', 'api-keys.manage'],
  },
  'audit-admin': {
    label: text('审计管理员', 'Audit administrator'),
    reach: 'area',
    may: ['areas.read', 'organisations.read', 'audit.read'],
  },
} as const satisfies Record<string, Role>;

export type RoleCode = keyof typeof roles;

/** The three administrators are three people: nobody holds two of these. */
export const separatedRoles: readonly RoleCode[] = ['system-admin', 'security-admin', 'audit-admin'];

/** Whether a role carries a capability. */
export function roleMay(role: RoleCode, capability: Capability): boolean {
  return (roles[role].may as readonly Capability[]).includes(capability);
}
