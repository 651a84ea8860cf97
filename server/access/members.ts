import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** By what a person's rows among the links are found: their user id, as bytes. */
export function memberKey(userId: string): Buffer {
  return Buffer.from(userId.replaceAll('-', ''), 'hex');
}

/** Cases on whose own list somebody is now. */
export function memberRows(userId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from case_links scope_m where scope_m.kind = 'member' and scope_m.key_hash = ${memberKey(userId)}
    and scope_m.community_id = cases.community_id and scope_m.case_id = cases.id)`;
}
