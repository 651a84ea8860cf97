import { z } from 'zod';
import { hearingKindCodes, legalTopicCodes } from '../domain/legal-service/topics.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, isoDay, isoInstant, statedDay, statedInstant, words } from './shapes.ts';

const place = z.object({ id: z.number(), name: z.string() });
const one = z.object({ id: z.uuid() });

/** A guide in law as everybody may read of them: by name, and how to reach them as far as they agreed. */
const publicGuide = z.object({
  id: z.uuid(),
  name: z.string(),
  areaName: z.string(),
  topics: z.array(z.enum(legalTopicCodes)),
  place: z.string(),
  /** Their own number, where they agreed to it; else the post's; empty where they are met at their place alone. */
  phone: z.string(),
});
export type PublicGuide = z.output<typeof publicGuide>;

const guide = z.object({
  id: z.uuid(),
  area: place,
  name: z.string(),
  /** A member of staff, by their account. */
  isStaff: z.boolean(),
  topics: z.array(z.enum(legalTopicCodes)),
  place: z.string(),
  dutyPhone: z.string(),
  ownPhoneMasked: z.string().nullable(),
  trainedOn: isoDay.nullable(),
  certificate: z.string(),
  agreedOn: isoDay,
  showsName: z.boolean(),
  showsPhone: z.boolean(),
  endedOn: isoDay.nullable(),
  mayKeep: z.boolean(),
});
export type LegalGuide = z.output<typeof guide>;

const hearing = z.object({
  id: z.uuid(),
  kind: z.enum(hearingKindCodes),
  title: z.string(),
  areaName: z.string(),
  court: z.string(),
  judge: z.string(),
  place: z.string(),
  phone: z.string(),
  /** Whether anybody may sit in. */
  isOpen: z.boolean(),
  startsAt: isoInstant,
  endsAt: isoInstant,
  /** Why it does not take place; null while it does. */
  withdrawn: z.string().nullable(),
});
export type Hearing = z.output<typeof hearing>;

const deskHearing = hearing.extend({
  attended: z.number().int().nullable(),
  afterWords: z.string(),
  mayWithdraw: z.boolean(),
  mayRecord: z.boolean(),
});
export type DeskHearing = z.output<typeof deskHearing>;

export const legalServiceRoutes = {
  'GET /legal-guides': route({
    access: { capability: 'areas.read' },
    summary: text('法律明白人名册', 'The register of guides in law'),
    query: z.object({ past: z.stringbool().optional() }),
    output: z.object({ items: z.array(guide), mayAddIn: z.array(place) }),
  }),
  'POST /legal-guides/staff': route({
    access: { capability: 'legal-guides.manage' },
    summary: text('可以登记为法律明白人的工作人员', 'Staff who can be put on the register'),
    asks: z.object({ areaId, q: words(30).optional() }),
    output: z.object({ items: z.array(z.object({ userId: z.uuid(), name: z.string(), hint: z.string() })) }),
  }),
  'GET /legal-guides/:id/contact': route({
    access: { capability: 'legal-guides.manage' },
    summary: text('查看法律明白人本人的电话', 'Show a guide’s own telephone'),
    params: one,
    audits: true,
    output: z.object({ name: z.string(), phone: z.string() }),
  }),
  'GET /hearings': route({
    access: { capability: 'areas.read' },
    summary: text('巡回审判和法官进社区', 'Circuit hearings and judges’ visits'),
    query: z.object({ past: z.stringbool().optional() }),
    output: z.object({ items: z.array(deskHearing), mayAnnounceIn: z.array(place) }),
  }),
  'GET /public/legal-service': route({
    access: {
      open: 'hearings are announced to everybody; guides stand here by name, and by number, only as they agreed',
    },
    summary: text('身边的法律服务', 'Help in law nearby'),
    query: z.object({ areaId }),
    output: z.object({ guides: z.array(publicGuide), hearings: z.array(hearing) }),
  }),
  'GET /public/hearings/calendar': route({
    access: { open: 'announced to everybody' },
    summary: text('巡回审判日历（iCalendar）', 'Announced hearings as a calendar'),
    query: z.object({ areaId }),
    media: 'text/calendar',
    output: z.string(),
  }),
} as const;

const known = {
  place: words(80).default(''),
  topics: z.array(z.enum(legalTopicCodes)).max(legalTopicCodes.length).default([]),
  /** The post's own number. */
  dutyPhone: words(40).default(''),
  trainedOn: statedDay.nullable().default(null),
  certificate: words(80).default(''),
  showsName: z.boolean(),
  showsPhone: z.boolean(),
};

export const legalServiceCommands = {
  'legal-guides.add': command({
    access: { capability: 'legal-guides.manage' },
    summary: text('登记法律明白人', 'Put somebody on the register'),
    input: z.object({
      areaId,
      /** A member of staff; else a resident by name. */
      userId: z.uuid().nullable().default(null),
      name: words(40).default(''),
      ownPhone: z.string().max(30).default(''),
      ...known,
      /** They said themselves that they will stand on it. */
      hasAgreed: z.literal(true),
    }),
    output: one,
  }),
  'legal-guides.change': command({
    access: { capability: 'legal-guides.manage' },
    summary: text('修改法律明白人，或者撤回公开', 'Change what is said of a guide, or what is published'),
    input: z.object({ id: z.uuid(), ...known }),
    output: one,
  }),
  'legal-guides.end': command({
    access: { capability: 'legal-guides.manage' },
    summary: text('不再担任法律明白人', 'Take somebody off the register'),
    input: one,
    output: one,
  }),
  'hearings.announce': command({
    access: { capability: 'hearings.announce' },
    summary: text('公告巡回审判或者法官进社区', 'Announce a hearing or a visit'),
    input: z.object({
      areaId,
      kind: z.enum(hearingKindCodes),
      title: words(80).pipe(z.string().min(2)),
      court: words(60).pipe(z.string().min(2)),
      judge: words(40).default(''),
      place: words(80).pipe(z.string().min(2)),
      phone: words(40).default(''),
      isOpen: z.boolean(),
      startsAt: statedInstant,
      endsAt: statedInstant,
    }),
    output: one,
  }),
  'hearings.withdraw': command({
    access: { capability: 'hearings.announce' },
    summary: text('取消公告的巡回审判', 'Say that a hearing does not take place'),
    input: z.object({ id: z.uuid(), words: words(200).pipe(z.string().min(2)) }),
    output: one,
  }),
  'hearings.record': command({
    access: { capability: 'hearings.announce' },
    summary: text('登记到场人数和后续', 'Write down how many came, and what follows'),
    input: z.object({ id: z.uuid(), attended: z.number().int().min(0).max(100_000), words: words(500).default('') }),
    output: one,
  }),
} as const;
