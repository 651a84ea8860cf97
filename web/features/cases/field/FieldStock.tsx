import { useOwnGround } from '../../../offline/use-own-ground.ts';
import { useFieldCategories } from './use-field-categories.ts';
import { useMaySettle } from './use-may-settle.ts';

/** Brings onto the phone what a report needs before the signal goes: categories with their rules, what may be begun, one's own ground. */
export function FieldStock() {
  useFieldCategories();
  useMaySettle();
  useOwnGround();
  return null;
}
