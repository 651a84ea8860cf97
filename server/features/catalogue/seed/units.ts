import type { OrganisationKind } from '../../../../domain/registry/organisation-kinds.ts';
import { type Text, text } from '../../../../domain/text.ts';

/** A kind of unit of the duty list: at which level there is one, and what sort of organisation it is. */
interface UnitKindRow {
  readonly title: Text;
  readonly level: 'district' | 'street' | 'community' | 'grid';
  readonly kind: OrganisationKind;
}

/** The units duties are given to; a district maps its own organisations to them. */
export const unitKinds = {
  committee: { title: text('社区居委会', 'Residents’ committee'), level: 'community', kind: 'committee' },
  property: { title: text('物业服务企业', 'Property company'), level: 'grid', kind: 'property' },
  'urban-management': { title: text('综合行政执法队', 'Urban management team'), level: 'street', kind: 'station' },
  police: { title: text('公安派出所', 'Police station'), level: 'street', kind: 'station' },
  market: { title: text('市场监督管理所', 'Market supervision office'), level: 'street', kind: 'station' },
  construction: { title: text('城市建设办公室', 'Construction office'), level: 'street', kind: 'government' },
  safety: { title: text('应急管理办公室', 'Emergency and fire safety office'), level: 'street', kind: 'government' },
  welfare: { title: text('公共服务办公室', 'Public services office'), level: 'street', kind: 'government' },
  justice: { title: text('司法所', 'Justice office'), level: 'street', kind: 'station' },
  sanitation: { title: text('环卫站', 'Sanitation station'), level: 'street', kind: 'station' },
  health: { title: text('社区卫生服务中心', 'Community health centre'), level: 'street', kind: 'station' },
  'municipal-works': { title: text('市政设施管理所', 'Municipal works office'), level: 'district', kind: 'station' },
  greenery: { title: text('园林绿化管理所', 'Parks and greenery office'), level: 'district', kind: 'station' },
  waterways: { title: text('河道管理所', 'Waterways office'), level: 'district', kind: 'station' },
  traffic: { title: text('交警大队', 'Traffic police'), level: 'district', kind: 'station' },
  environment: { title: text('生态环境分局', 'Environment bureau'), level: 'district', kind: 'government' },
  housing: { title: text('住房和建设局', 'Housing bureau'), level: 'district', kind: 'government' },
  'civil-affairs': { title: text('民政局', 'Civil affairs bureau'), level: 'district', kind: 'government' },
  water: { title: text('供水公司', 'Water supplier'), level: 'district', kind: 'utility' },
  power: { title: text('供电局', 'Power supplier'), level: 'district', kind: 'utility' },
  gas: { title: text('燃气公司', 'Gas supplier'), level: 'district', kind: 'utility' },
  telecom: { title: text('通信公司', 'Telecom operator'), level: 'district', kind: 'utility' },
} as const satisfies Record<string, UnitKindRow>;

export type UnitKind = keyof typeof unitKinds;
