import type pg from 'pg';
import type { Child } from './child.ts';
import type { Subjects } from './subjects.ts';

export interface ExportFigure {
  readonly seconds: number;
  readonly megabytes: number;
  /** The same rows read alone, with nothing made of them. */
  readonly rowsAloneSeconds: number;
  /** The most the server's process held in memory until then, and what it held before the export; in MB. */
  readonly peakMegabytes: number;
  readonly beforeMegabytes: number;
}

export interface Memory {
  readonly peak: number;
  readonly now: number;
}

const rowsAlone = `select p.community_id, p.name, p.sex, p.born_on, p.id_masked,
    (select f.masked from people_phones f where f.community_id = p.community_id and f.people_id = p.id order by (f.note is not null), f.position, f.id limit 1),
    (select h.address from residences r join houses h on h.community_id = r.community_id and h.id = r.house_id
     where r.community_id = p.community_id and r.people_id = p.id and r.to_on is null order by (r.kind = 'registered'), r.created_at desc limit 1)
  from people p where p.ended_on is null order by p.community_id, p.id limit 50000`;

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

/** Exports fifty thousand people as a workbook, as somebody of the whole district. */
export async function measureExport(
  app: Child,
  url: string,
  owner: pg.Pool,
  { asDistrict }: Subjects,
): Promise<ExportFigure> {
  const before = await app.ask<Memory>('memory');
  let bytes = 0;
  const seconds = await secondsOf(async () => {
    const answer = await fetch(`${url}/api/people/export`, {
      method: 'POST',
      headers: { ...asDistrict, 'content-type': 'application/json' },
      body: '{}',
    });
    if (!answer.ok) throw new Error(`export: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    bytes = (await answer.arrayBuffer()).byteLength;
  });
  const rowsAloneSeconds = await secondsOf(() => owner.query(rowsAlone));
  const { peak } = await app.ask<Memory>('memory');
  return { seconds, megabytes: bytes / 1e6, rowsAloneSeconds, peakMegabytes: peak, beforeMegabytes: before.now };
}

export function sayExport(figure: ExportFigure): void {
  const { seconds, megabytes, rowsAloneSeconds, peakMegabytes, beforeMegabytes } = figure;
  console.log(
    `${'export of 50,000 people to Excel'.padEnd(55)} ${seconds.toFixed(1)} s, ${megabytes.toFixed(1)} MB; the rows alone ${rowsAloneSeconds.toFixed(2)} s; the server held ${beforeMegabytes} MB before, ${peakMegabytes} MB at most`,
  );
}
