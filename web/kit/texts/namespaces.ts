import type { apiKeys } from './zh/api-keys.ts';
import type { areas } from './zh/areas.ts';
import type { audit } from './zh/audit.ts';
import type { authenticity } from './zh/authenticity.ts';
import type { bookings } from './zh/bookings.ts';
import type { calendar } from './zh/calendar.ts';
import type { caseFile } from './zh/case-file.ts';
import type { cases } from './zh/cases.ts';
import type { catalogue } from './zh/catalogue.ts';
import type { common } from './zh/common.ts';
import type { dataRights } from './zh/data-rights.ts';
import type { desk } from './zh/desk.ts';
import type { deskWork } from './zh/desk-work.ts';
import type { estates } from './zh/estates.ts';
import type { feedback } from './zh/feedback.ts';
import type { field } from './zh/field.ts';
import type { fieldRegister } from './zh/field-register.ts';
import type { figures } from './zh/figures.ts';
import type { following } from './zh/following.ts';
import type { helpers } from './zh/helpers.ts';
import type { houses } from './zh/houses.ts';
import type { identity } from './zh/identity.ts';
import type { imports } from './zh/imports.ts';
import type { jointMeetings } from './zh/joint-meetings.ts';
import type { legalService } from './zh/legal-service.ts';
import type { links } from './zh/links.ts';
import type { mandates } from './zh/mandates.ts';
import type { map } from './zh/map.ts';
import type { notices } from './zh/notices.ts';
import type { openings } from './zh/openings.ts';
import type { orders } from './zh/orders.ts';
import type { organisations } from './zh/organisations.ts';
import type { outside } from './zh/outside.ts';
import type { packages } from './zh/packages.ts';
import type { patrols } from './zh/patrols.ts';
import type { people } from './zh/people.ts';
import type { portal } from './zh/portal.ts';
import type { portalBookings } from './zh/portal-bookings.ts';
import type { portalLegal } from './zh/portal-legal.ts';
import type { portalLinks } from './zh/portal-links.ts';
import type { portalMyData } from './zh/portal-my-data.ts';
import type { portalPages } from './zh/portal-pages.ts';
import type { portalPapers } from './zh/portal-papers.ts';
import type { portalRentals } from './zh/portal-rentals.ts';
import type { portalRotas } from './zh/portal-rotas.ts';
import type { rentals } from './zh/rentals.ts';
import type { reports } from './zh/reports.ts';
import type { resources } from './zh/resources.ts';
import type { rotas } from './zh/rotas.ts';
import type { search } from './zh/search.ts';
import type { secondFactor } from './zh/second-factor.ts';
import type { sensors } from './zh/sensors.ts';
import type { serviceItems } from './zh/service-items.ts';
import type { serviceItemsDesk } from './zh/service-items-desk.ts';
import type { settings } from './zh/settings.ts';
import type { tickets } from './zh/tickets.ts';
import type { users } from './zh/users.ts';
import type { visits } from './zh/visits.ts';
import type { wall } from './zh/wall.ts';
import type { webhooks } from './zh/webhooks.ts';
import type { whistles } from './zh/whistles.ts';

/** Every namespace of the screens' words. A new one is `zh/<name>.ts`, `en/<name>.ts` and two lines here. */
export interface Namespaces {
  'api-keys': typeof apiKeys;
  areas: typeof areas;
  audit: typeof audit;
  authenticity: typeof authenticity;
  bookings: typeof bookings;
  calendar: typeof calendar;
  orders: typeof orders;
  organisations: typeof organisations;
  cases: typeof cases;
  'case-file': typeof caseFile;
  catalogue: typeof catalogue;
  common: typeof common;
  'data-rights': typeof dataRights;
  desk: typeof desk;
  'desk-work': typeof deskWork;
  feedback: typeof feedback;
  field: typeof field;
  'field-register': typeof fieldRegister;
  figures: typeof figures;
  following: typeof following;
  helpers: typeof helpers;
  identity: typeof identity;
  houses: typeof houses;
  imports: typeof imports;
  'legal-service': typeof legalService;
  links: typeof links;
  mandates: typeof mandates;
  map: typeof map;
  notices: typeof notices;
  outside: typeof outside;
  packages: typeof packages;
  patrols: typeof patrols;
  people: typeof people;
  portal: typeof portal;
  'portal-bookings': typeof portalBookings;
  'portal-legal': typeof portalLegal;
  'portal-links': typeof portalLinks;
  'portal-pages': typeof portalPages;
  'portal-my-data': typeof portalMyData;
  'portal-papers': typeof portalPapers;
  'portal-rentals': typeof portalRentals;
  'portal-rotas': typeof portalRotas;
  rentals: typeof rentals;
  reports: typeof reports;
  resources: typeof resources;
  'joint-meetings': typeof jointMeetings;
  estates: typeof estates;
  openings: typeof openings;
  rotas: typeof rotas;
  visits: typeof visits;
  search: typeof search;
  'second-factor': typeof secondFactor;
  'service-items': typeof serviceItems;
  'service-items-desk': typeof serviceItemsDesk;
  settings: typeof settings;
  sensors: typeof sensors;
  tickets: typeof tickets;
  users: typeof users;
  wall: typeof wall;
  webhooks: typeof webhooks;
  whistles: typeof whistles;
}

export type Namespace = keyof Namespaces;

/**
 * What the other language must hold: the same keys, any words.
 * A key ending in `_other` may have a `_one` beside it, which Chinese does not need.
 */
export type Messages<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Messages<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Stem}_other` ? `${Stem}_one` : never]?: string;
};

type Stem<K extends string> = K extends `${infer S}_other` ? S : K;

/** The dotted keys of a namespace; a plural is named by its stem. */
export type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? Stem<K> : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

type TextAt<T, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? TextAt<T[Head], Rest>
    : never
  : K extends keyof T
    ? T[K]
    : `${K}_other` extends keyof T
      ? T[`${K}_other`]
      : never;

type PlacesOf<S> = S extends `${string}{{${infer Name}}}${infer Rest}` ? Name | PlacesOf<Rest> : never;

/** The parameters a key needs: one for each of its `{{places}}`. */
export type ParametersOf<T, K extends string> = [PlacesOf<TextAt<T, K>>] extends [never]
  ? []
  : [parameters: Readonly<Record<PlacesOf<TextAt<T, K>>, string | number>>];
