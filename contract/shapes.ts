import { z } from 'zod';
import { text } from '../domain/text.ts';

/** A row's address on the wire: `<communityId>-<uuid>`. Both parts are needed by every get and lock. */
export const rowRef = z
  .string()
  .regex(/^\d{1,15}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .meta({ description: 'community id and uuid, joined by a hyphen' });

/** Takes a row's address apart. */
export function parseRef(ref: string): { communityId: number; id: string } {
  const cut = ref.indexOf('-');
  return { communityId: Number(ref.slice(0, cut)), id: ref.slice(cut + 1) };
}

/** Makes a row's address. */
export function toRef(communityId: number, id: string): string {
  return `${communityId}-${id}`;
}

/** An area's id: a whole number given once, never reused. */
export const areaId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const isoInstant = z.iso.datetime({ offset: true });
const isOfOurTime = (value: string): boolean => /^(?:19|20|21)/.test(value);
const ofOurTime = { params: { text: text('年份要在 1900 到 2199 之间。', 'The year must be between 1900 and 2199.') } };
/** An instant that a caller states: within the years that a calendar can mean, so that counting from it stays within them. */
export const statedInstant = isoInstant.refine(isOfOurTime, ofOurTime);
/** A day without time, Asia/Shanghai. */
export const isoDay = z.iso.date();
/** A day that a caller states to count from: within the years that a calendar can mean. */
export const statedDay = isoDay.refine(isOfOurTime, ofOurTime);
export const bilingual = z.object({ zh: z.string(), en: z.string() });
/** WGS 84 longitude and latitude in degrees. */
export const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** The part of a query every list takes: an opaque cursor from the page before, and how many rows (50 unless told, 200 at most). */
export const pageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A page of rows; `next` is the cursor of the following page, absent on the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}

/** Words typed by a person: trimmed, without control characters, at most `max` characters. */
export function words(max: number) {
  return z
    .string()
    .max(max)
    .transform((value) => value.replace(/[\p{Cc}--[\n\t]]/gv, '').trim());
}
