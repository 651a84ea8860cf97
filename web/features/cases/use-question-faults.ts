import { usePick } from '../../kit/i18n.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { type FormField, type FormValues, fieldOfPath } from '../../ui/forms/fields.ts';
import { useFieldFault } from '../../ui/forms/use-issue-words.ts';

interface Tried {
  /** Somebody has tried to send. */
  readonly isTried: boolean;
  readonly error?: unknown;
}

/** What stands beside each question once somebody has tried to send: what is missing, or what the server said. */
export function useQuestionFaults(
  fields: readonly FormField[],
  values: FormValues,
  { isTried, error }: Tried,
): (field: FormField) => string | undefined {
  const pick = usePick();
  const faultOf = useFieldFault();
  const refused = error instanceof RefusalError ? error.fields : [];
  return (field) => {
    if (!isTried) return undefined;
    const own = faultOf(field, values[field.key]);
    if (own) return own;
    const said = refused.find(({ path }) => fieldOfPath(fields, path) === field);
    return said && pick(said.text);
  };
}
