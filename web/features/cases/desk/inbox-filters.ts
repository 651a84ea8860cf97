import type { CaseTab, TypeView } from '../../../../contract/case-views.ts';
import type { Text } from '../../../../domain/text.ts';
import type { Filters } from '../../../kit/use-filters.ts';

/** The tabs of the inbox, in the order of a matter's way. */
export const inboxTabs = [
  'mine',
  'others',
  'raised',
  'accepted',
  'waiting',
  'handling',
  'checking',
  'callback',
  'open',
  'closed',
] as const;
type InboxTab = (typeof inboxTabs)[number];

const ofEveryType: readonly InboxTab[] = ['mine', 'others', 'open', 'closed'];

/**
 * The tabs of the inbox. Filtered to one kind of matter only its own states are left, by the name its stage has there where a state is one
 * stage; the chosen tab stays in any case.
 */
export function tabsFor(
  type: Pick<TypeView, 'stages'> | undefined,
  chosen: CaseTab,
): readonly { readonly tab: InboxTab; readonly label?: Text }[] {
  return inboxTabs.flatMap((tab) => {
    if (!type || ofEveryType.includes(tab)) return [{ tab }];
    const stages = type.stages.filter((stage) => stage.tab === tab);
    if (stages.length === 0 && tab !== chosen) return [];
    return [stages.length === 1 && stages[0] ? { tab, label: stages[0].label } : { tab }];
  });
}

/** The second cut: by the clock, over everything open. */
export const inboxClocks = ['soon', 'late', 'deferred', 'asked'] as const;
export type InboxClock = (typeof inboxClocks)[number];

/** Filters that go to the server as they stand in the address. */
const plainKeys = [
  'q',
  'type',
  'category',
  'area',
  'building',
  'source',
  'urgency',
  'lead',
  'outcome',
  'onTheSpot',
  'demand',
  'raisedFrom',
  'raisedTo',
  'closedFrom',
  'closedTo',
  'repeated',
  'metric',
  'month',
] as const;

/** Every word of the inbox's address: its filters, its cut, and the row beside which the detail stands. */
export const inboxKeys = ['tab', 'clock', 'ref', 'sort', ...plainKeys] as const;
export type InboxKey = (typeof inboxKeys)[number];
export type InboxFilters = Filters<InboxKey>;
export type InboxPatch = Readonly<Partial<Record<InboxKey, string | undefined>>>;

/** `all` is no tab of the row: links of the command surface ask for it, so that a figure opens into all its matters. */
const knownTabs: readonly string[] = [...inboxTabs, 'all'];
const isTab = (word: string | undefined): word is CaseTab => knownTabs.includes(word ?? '');
const isClock = (word: string | undefined): word is InboxClock =>
  (inboxClocks as readonly string[]).includes(word ?? '');

/** Which cut is shown: a clock cuts everything open; a word the address got wrong falls back to the page's own start. */
export function cutOf(filters: InboxFilters, start: CaseTab): { readonly tab: CaseTab; readonly clock?: InboxClock } {
  const tab = isTab(filters.tab) ? filters.tab : start;
  if (!isClock(filters.clock)) return { tab };
  // Links of the command surface may ask for both; a press on a clock here always cuts everything open.
  return { tab: filters.tab === undefined ? 'open' : tab, clock: filters.clock };
}

/** The filters without the cut, for counts. */
export function countQuery(filters: InboxFilters): Record<string, string> {
  return Object.fromEntries(plainKeys.flatMap((key) => (filters[key] ? [[key, filters[key]]] : [])));
}

/** What the list is asked. */
export function listQuery(filters: InboxFilters, start: CaseTab): Record<string, string> {
  const { tab, clock } = cutOf(filters, start);
  return {
    ...countQuery(filters),
    tab,
    ...(clock ? { clock } : {}),
    ...(filters.sort === 'raised' ? { sort: 'raised' } : {}),
  };
}

/** A press on a tab or a clock: the two rows are two ways of cutting, so that each number equals its list. */
export function afterPress(row: number, key: string | undefined, start: CaseTab): InboxPatch {
  if (row === 0) return { tab: key ?? start, clock: undefined, ref: undefined };
  return key === undefined
    ? { tab: 'open', clock: undefined, ref: undefined }
    : { tab: 'open', clock: key, ref: undefined };
}

/** Days in the filter bar are `from..to`; in the address and on the wire they are two words. */
export function daysOf(from: string | undefined, to: string | undefined): string | undefined {
  return from || to ? `${from ?? ''}..${to ?? ''}` : undefined;
}

/** Back from the filter bar: `raised` becomes raisedFrom and raisedTo, the same for `closed`. */
export function fromBar(patch: Readonly<Record<string, string | undefined>>): InboxPatch {
  const { raised, closed, ...rest } = patch;
  const split = (key: 'raised' | 'closed', value: string | undefined): InboxPatch => {
    const [from, to] = value?.split('..') ?? [];
    return key === 'raised'
      ? { raisedFrom: from || undefined, raisedTo: to || undefined }
      : { closedFrom: from || undefined, closedTo: to || undefined };
  };
  return {
    ...rest,
    ...('raised' in patch ? split('raised', raised) : {}),
    ...('closed' in patch ? split('closed', closed) : {}),
    ref: undefined,
  };
}

/** Whether anything but the cut narrows the list. */
export function isNarrowed(filters: InboxFilters): boolean {
  return plainKeys.some((key) => filters[key]);
}
