import { useOwnGround } from '../../../offline/use-own-ground.ts';
import { useStock } from '../../../offline/use-stock.ts';
import { useFieldCategories } from './use-field-categories.ts';
import { useMaySettle } from './use-may-settle.ts';

/** Brings onto the phone what is needed before the signal goes: what a report asks for first, then doors, people and matters. */
export function FieldStock() {
  useFieldCategories();
  useMaySettle();
  useOwnGround();
  useStock();
  return null;
}
