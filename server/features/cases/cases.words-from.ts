import type { FieldView, OfferView } from '../../../contract/case-views.ts';
import type { Field, WordSource } from '../../../domain/case/fields.ts';
import type { Offer } from '../../../domain/case/offers.ts';
import { type Text, text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { guideWords } from '../legal-service/legal-service.queries.ts';

type Sources = Readonly<Partial<Record<WordSource, readonly Text[]>>>;

const readers: Readonly<Record<WordSource, (ctx: ReadCtx, areaId: number) => Promise<readonly string[]>>> = {
  'legal-guides': guideWords,
};

const sourceOf = (one: Field | undefined): WordSource | undefined => (one?.kind === 'text' ? one.from : undefined);

/** The words of registers that the offers begin from, around a place; a register that none asks for is not read. */
export async function wordsAtHand(ctx: ReadCtx, areaId: number, offered: readonly Offer[]): Promise<Sources> {
  const asked = new Set(offered.flatMap(({ asks }) => Object.values(asks).flatMap((one) => sourceOf(one) ?? [])));
  const found: Partial<Record<WordSource, readonly Text[]>> = {};
  for (const source of asked) found[source] = (await readers[source](ctx, areaId)).map((words) => text(words, words));
  return found;
}

/** An offer with those words beside the fields that begin from them. */
export function withWordsFrom(view: OfferView, { asks }: Offer, sources: Sources): OfferView {
  const filled = Object.entries(view.asks).map(([key, one]): [string, FieldView] => {
    const source = sourceOf(asks[key]);
    return source ? [key, { ...one, templates: [...(sources[source] ?? [])] }] : [key, one];
  });
  return { ...view, asks: Object.fromEntries(filled) };
}
