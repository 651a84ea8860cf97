import type { Actor } from '../../../domain/access/actor.ts';
import { toIso } from '../../../domain/calendar/instant.ts';
import { makerOf } from '../../access/bind-files.ts';
import { putObject, type RowSink } from './copy.ts';
import { idAt } from './ids.ts';
import type { Photo } from './photos.ts';
import type { Random } from './random.ts';

/** Puts pictures of a list as files bound to a case, taken shortly before they are sent. @returns their ids */
export function bindPhotos(
  { random, sink }: { readonly random: Random; readonly sink: RowSink },
  list: readonly Photo[],
  count: number,
  of: {
    readonly communityId: number;
    readonly caseId: string;
    readonly atMs: number;
    readonly by: Actor;
    readonly name: string;
  },
): readonly string[] {
  return Array.from({ length: count }, () => {
    const { sha256, thumbSha256, sentSha256, sizeBytes }: Photo = random.pick(list);
    const takenMs = of.atMs - random.between(20_000, 400_000);
    const id = idAt(random, takenMs);
    putObject(sink, 'files', {
      communityId: of.communityId,
      id,
      state: 'bound',
      sha256,
      thumbSha256,
      sentSha256,
      mediaType: 'image/jpeg',
      sizeBytes,
      name: of.name,
      noun: 'cases',
      rowId: of.caseId,
      madeBy: makerOf(of.by),
      takenAt: toIso(takenMs),
      createdAt: toIso(of.atMs),
    });
    return id;
  });
}
