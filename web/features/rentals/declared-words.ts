import type { RentalDeclaration } from '../../../contract/rentals.ts';
import { declarationKinds } from '../../../domain/rentals/declarations.ts';
import { usePick, useWords } from '../../kit/i18n.ts';

/** What was declared, in a line: the deed, and how many or whether it is let. */
export function useDeclaredWords() {
  const t = useWords('rentals');
  const pick = usePick();
  return ({ kind, persons, isLet }: RentalDeclaration): string =>
    [
      pick(declarationKinds[kind]),
      ...(persons === null ? [] : [t('persons', { n: persons })]),
      ...(isLet === null ? [] : [t(isLet ? 'isLet' : 'notLet')]),
    ].join(' · ');
}
