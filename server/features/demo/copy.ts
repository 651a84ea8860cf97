import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** The tables the generator writes, in an order in which references point backwards, with the columns it fills; `:json` marks jsonb that `putObject` gets plain. */
const columnsOf = {
  areas: 'id kind community_id created_at',
  area_versions: 'area_id valid_from parent_id name code polygon lon lat details made_at',
  organisations: 'id kind parent_id area_id name short_name credit_code phone valid_from',
  organisation_versions: 'organisation_id valid_from parent_id area_id name short_name credit_code phone made_at',
  users: 'id kind name user_name display_user_name email phone_sealed phone_token phone_masked created_at updated_at',
  accounts: 'id account_id provider_id user_id password created_at updated_at',
  holdings: 'id user_id role area_id organisation_id valid_from granted_at',
  duties: 'id category_id area_id lead_organisation_id helper_organisation_ids basis updated_at',
  routing_rules: 'id position name area_id category_ids times sends updated_at',
  summons_rules: 'id area_id by_level seat_level kinds organisation_id basis valid_from made_at',
  rotas: 'id area_id kind name place phone publicity slot_minutes made_by made_at',
  rota_shifts: 'id rota_id starts_at ends_at user_id part',
  persons: 'id id_token created_at',
  houses:
    'community_id id building_id unit_id floor room door_key address use tenure area_hundredths_m2 created_at updated_at',
  people:
    'community_id id person_id name sex born_on id_kind id_sealed id_token id_masked details created_at updated_at',
  people_phones: 'community_id id people_id sealed token masked position',
  households: 'community_id id house_id register_no head_people_id created_at updated_at',
  residences: 'community_id id people_id house_id household_id kind as_what relation_to_head from_on to_on created_at',
  ownerships:
    'community_id id house_id people_id organisation_name share_num share_den certificate_no from_on created_at',
  tags: 'community_id id people_id code kind source basis from_on',
  responsibilities: 'community_id id area_id user_id duty line is_lead published_phone valid_from house_id',
  cases:
    'community_id id number type type_version stage phase source category_id urgency title area_id grid_id building_id house_id place_words lon lat cell business_on raised_at has_demand on_the_spot lead_organisation_id handler_user_id due_at due_kind soon_at deferred_until promise_due_at contacted_at done_at closed_at closed_on outcome parent_id merged_into_id fields:json progress:json seq sync_seq updated_at',
  case_entries:
    'community_id id case_id seq at actor:json action from_stage to_stage type_version facts:json commitment previous_hash hash',
  case_entry_values: 'community_id entry_id case_id salt vals:json',
  case_assignments:
    'community_id id case_id kind organisation_id user_id state sent_at signed_at done_at contacted_at arrived_at',
  case_measures:
    'community_id case_id raised_on grid_id has_demand on_the_spot is_deferred sign_due_at signed_at contact_due_at contacted_at handle_due_at handled_at handle_on is_checked reworks redos returns is_extended rated_on is_solved score closed_on',
  case_clocks:
    'community_id id case_id kind name assignment_id unit n started_at due_at is_provisional why:json basis:json stopped_at used_minutes raised_times',
  case_parties:
    'community_id id case_id kind role people_id name_sealed phone_sealed phone_token phone_masked name_masked joined_at rating:json',
  case_links: 'kind key_hash community_id case_id party_id created_at',
  project_supports: 'community_id case_id user_id made_at',
  case_counters: 'community_id day serial',
  sync_counters: 'community_id seq',
  files:
    'community_id id state sha256 thumb_sha256 sent_sha256 media_type size_bytes name noun row_id made_by:json taken_at created_at',
  search_tokens: 'community_id kind row_id tokens at',
  volunteers:
    'id community_id user_id name kinds is_party_member state insured_until insured_by asked_at agreed_by agreed_at',
  bookings:
    'id subject_kind subject_id area_id seat starts_at ends_at name_sealed name_masked phone_sealed phone_token phone_masked made_by made_at outcome',
  visit_needs: 'community_id id house_id building_id people_id rule due_on try_on last_on is_held missed_steps made_at',
  visits: 'community_id id house_id building_id visited_at visited_on way outcome words case_ids user_id recorded_at',
  visit_served: 'community_id visit_id need_id people_id rule',
  visit_wishes: 'community_id people_id is_phone_first hours is_no_visit is_no_photo said_on user_id',
  joint_members:
    'id community_id area_id kind name organisation_id unit_words post begins_on ends_on added_by added_at left_on left_why left_by',
  legal_guides:
    'id area_id name place topics duty_phone trained_on name_agreed_on own_phone_sealed phone_agreed_on added_by added_at ended_on user_id certificate agreed_on own_phone_masked ended_by',
  hearings:
    'id area_id kind title court judge place phone is_open starts_at ends_at announced_by announced_at withdrawn_at withdrawn_words attended after_words',
  rental_declarations:
    'community_id id house_id building_id kind name phone_sealed phone_masked on_day persons is_let state declared_at settled_by settled_at',
  resources:
    'id community_id area_id organisation_id kind title details amount unit per begins_on ends_on weekdays from_minute to_minute made_by made_at',
  resource_needs:
    'id community_id area_id kind title details amount unit begins_on ends_on weekdays from_minute to_minute made_by made_at',
  resource_uses: 'id community_id resource_id need_id case_id amount used_on made_by made_at',
  released_files: 'community_id file_id released_at released_by',
  openings:
    'id community_id area_id organisation_id title details places wage_from wage_to wage_per work_place until_on state made_by made_at checked_by checked_at refused_why',
  patrol_plans:
    'id area_id name object_kind cadence:json must_confirm basis chief_id version begins_on made_by made_at',
  patrol_checklists: 'plan_id version items:json made_by made_at',
  patrol_objects: 'community_id id kind name area_id lon lat made_by made_at',
  patrol_dues: 'community_id plan_id object_id area_id due_on',
} as const;

export type DemoTable = keyof typeof columnsOf;

/** A value of jsonb, told apart from an array of SQL. */
export interface Json {
  readonly json: unknown;
}

export type CopyValue = string | number | boolean | null | Buffer | readonly (number | Uuid)[] | Json;

/** Goes into an array as it is. */
type Uuid = string;

/** Where the generator puts its rows; values stand in the order of the table's columns. */
export interface RowSink {
  put(table: DemoTable, values: readonly CopyValue[]): void;
  /** Sends what was put; the next rows may be put at once. */
  flush(): Promise<void>;
}

interface Column {
  readonly key: string;
  readonly isJson: boolean;
}

const keysOf = new Map<DemoTable, readonly Column[]>();

/** The columns of a table without their marks. */
export function columnNames(table: DemoTable): readonly string[] {
  return columnsOf[table].split(' ').map((column) => column.replace(':json', ''));
}

function columnKeys(table: DemoTable): readonly Column[] {
  const known = keysOf.get(table);
  if (known) return known;
  const keys = columnsOf[table].split(' ').map((column) => {
    const key = column.replace(':json', '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    return { key, isJson: column.endsWith(':json') };
  });
  keysOf.set(table, keys);
  return keys;
}

/** Puts a row by the names the program has for its columns; what is not among them is left out, what is missing is null. */
export function putObject(sink: RowSink, table: DemoTable, row: Readonly<Record<string, unknown>>): void {
  const values = columnKeys(table).map(({ key, isJson }): CopyValue => {
    const value = row[key] ?? null;
    return isJson && value !== null ? { json: value } : (value as CopyValue);
  });
  sink.put(table, values);
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One row in PostgreSQL's text format for COPY. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) line += '\t';
    line += copyText(values[i] as CopyValue);
  }
  return `${line}\n`;
}

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  return escaped(JSON.stringify((value as Json).json));
}

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (one) => escapes[one] as string) : text;
}

const chunkLength = 32_768;

/**
 * Gathers rows per table and copies them in on one connection (that of the owner: policies do not let COPY in). `flush` waits for the
 * one before it, so that at most two lots of rows are in memory.
 */
export function copySink(client: pg.Client): RowSink & { readonly rowCounts: ReadonlyMap<DemoTable, number> } {
  let chunks = new Map<DemoTable, string[]>();
  const rowCounts = new Map<DemoTable, number>();
  let sending: Promise<void> = Promise.resolve();
  return {
    rowCounts,
    put(table, values) {
      const list = chunks.get(table) ?? [''];
      if (list.length === 1) chunks.set(table, list);
      const last = list.length - 1;
      const line = copyLine(values);
      if ((list[last] as string).length > chunkLength) list.push(line);
      else list[last] += line;
      rowCounts.set(table, (rowCounts.get(table) ?? 0) + 1);
    },
    async flush() {
      const sent = chunks;
      chunks = new Map();
      await sending;
      sending = sendAll(client, sent);
      // A failure is told by the next flush; until then it must not count as unhandled.
      sending.catch(() => undefined);
    },
  };
}

async function sendAll(client: pg.Client, chunks: ReadonlyMap<DemoTable, readonly string[]>): Promise<void> {
  for (const table of Object.keys(columnsOf) as DemoTable[]) {
    const list = chunks.get(table);
    if (list) await copyTable(client, table, list);
  }
}

async function copyTable(client: pg.Client, table: DemoTable, chunks: readonly string[]): Promise<void> {
  const columns = columnNames(table).join(', ');
  const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin`));
  const done = once(stream, 'finish');
  for (const chunk of chunks) {
    if (!stream.write(chunk, 'utf8')) await Promise.race([once(stream, 'drain'), done]);
  }
  stream.end();
  await done;
}
