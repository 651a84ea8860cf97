import { type Text, text } from '../text.ts';

/** The kinds of organisation, as the database knows them. */
export const organisationKinds = {
  party: text('党组织', 'Party organisation'),
  government: text('政府部门', 'Government office'),
  station: text('站所', 'Station'),
  committee: text('居（村）委会', 'Residents’ committee'),
  property: text('物业企业', 'Property company'),
  utility: text('公用事业单位', 'Utility'),
  social: text('社会组织', 'Social organisation'),
  owners: text('业主组织', 'Owners’ body'),
  enterprise: text('企业', 'Enterprise'),
} as const satisfies Record<string, Text>;

export type OrganisationKind = keyof typeof organisationKinds;

export const organisationKindCodes = Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]];
