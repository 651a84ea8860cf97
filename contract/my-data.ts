import { z } from 'zod';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { bilingual, isoDay, isoInstant, pageOf, pageQuery, rowRef, words } from './shapes.ts';

/** One value that is held of somebody: what it says, what for, under which rule, how long, and where it came from. */
const heldValue = z.object({
  key: z.string(),
  label: bilingual,
  value: bilingual,
  purpose: bilingual,
  basis: z.string(),
  term: bilingual,
  source: bilingual.nullable(),
  isSensitive: z.boolean(),
});

/** What one community holds of a person. */
const ownRecord = z.object({
  communityName: z.string(),
  values: z.array(heldValue),
  homes: z.array(z.object({ words: z.string(), kind: z.string(), from: isoDay.nullable(), to: isoDay.nullable() })),
  ownerships: z.array(z.object({ words: z.string(), share: z.string() })),
  groups: z.array(
    z.object({ label: bilingual, source: z.string(), basis: z.string(), from: isoDay, to: isoDay.nullable() }),
  ),
  changes: z.array(z.object({ at: isoInstant, words: bilingual })),
  /** They asked that it be left out of lists that are taken out. */
  isLimited: z.boolean(),
});
export type OwnRecord = z.output<typeof ownRecord>;

/** A look at somebody's data, or a change of it: by which post, of where, when, what for. Never the name of the member of staff. */
const look = z.object({
  id: z.uuid(),
  at: isoInstant,
  post: bilingual,
  of: z.string(),
  what: bilingual,
  why: bilingual.nullable(),
});
export type Look = z.output<typeof look>;

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const myDataRoutes = {
  'GET /my-data': route({
    access: { signedIn: 'resident' },
    summary: text('我的信息：登记了我的什么', 'What is held of me'),
    output: z.object({
      isProven: z.boolean(),
      /** Tries left today to show that a record is theirs. */
      triesLeft: z.number().int(),
      records: z.array(ownRecord),
    }),
  }),
  'GET /my-data/looks': route({
    access: { signedIn: 'resident' },
    summary: text('谁看过我的信息', 'Who looked at my data, and why'),
    query: pageQuery,
    output: pageOf(look),
  }),
  'GET /my-data/copy.json': route({
    access: { signedIn: 'resident' },
    audits: true,
    media: 'application/json',
    summary: text('带走一份我的信息（JSON）', 'A copy of my data to take along'),
    output: z.unknown(),
  }),
  'GET /my-data/copy.pdf': route({
    access: { signedIn: 'resident' },
    audits: true,
    media: 'application/pdf',
    summary: text('带走一份我的信息（PDF）', 'A copy of my data, to read'),
    query: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
    output: z.unknown(),
  }),
  'GET /data-rights/:ref': route({
    access: { capability: 'cases.accept' },
    summary: text('个人信息申请涉及的档案', 'The records a request about personal data is about'),
    params: z.object({ ref: rowRef }),
    output: z.object({
      kind: z.string(),
      /** Whether it may be carried out now: it was accepted and is being dealt with. */
      isWorking: z.boolean(),
      records: z.array(
        z.object({
          ref: rowRef,
          name: z.string(),
          idMasked: z.string().nullable(),
          /** Who asks has shown on line that this record is theirs. */
          isProven: z.boolean(),
          isLimited: z.boolean(),
          isErased: z.boolean(),
          changedSince: z.array(z.object({ at: isoInstant, byName: z.string(), words: bilingual })),
        }),
      ),
    }),
  }),
  'GET /data-rights/:ref/copy.docx': route({
    access: { capability: 'people.reveal' },
    audits: true,
    media: docx,
    summary: text('给申请人的副本（DOCX，留痕）', 'The copy for whoever asked, as DOCX; written down'),
    params: z.object({ ref: rowRef }),
    query: z.object({ person: rowRef }),
    output: z.unknown(),
  }),
} as const;

export const myDataCommands = {
  'my-data.prove': command({
    access: { signedIn: 'resident' },
    summary: text('证明是我的档案：姓名、证件号与登录的手机都一致', 'Show that a record is mine'),
    input: z.object({ name: words(40), idNumber: z.string().max(30) }),
    output: z.object({ isProven: z.boolean(), triesLeft: z.number().int() }),
  }),
  'my-data.forget': command({
    access: { signedIn: 'resident' },
    summary: text('这部手机不再对应我的档案', 'This phone is not to open my record any more'),
    input: z.object({}),
    output: z.object({ isProven: z.boolean() }),
  }),
  'data-rights.limit': command({
    access: { capability: 'people.write' },
    summary: text('按申请限制使用，或解除', 'Restrict the use of a record as was asked, or end it'),
    input: z.object({ case: rowRef, person: rowRef, isLimited: z.boolean() }),
    output: z.object({ isLimited: z.boolean() }),
  }),
  'data-rights.erase': command({
    access: { capability: 'people.merge' },
    summary: text('按申请删除档案里的个人信息', 'Erase a record as was asked'),
    input: z.object({ case: rowRef, person: rowRef }),
    output: z.object({ isErased: z.boolean() }),
  }),
} as const;
