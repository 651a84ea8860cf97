import { usePick, useWords } from '../../kit/i18n.ts';
import { type FieldIssue, type FormField, issueOf } from './fields.ts';

/** Says what is wrong with a field, and what would be right. */
function useIssueWords(): (issue: FieldIssue, label: string) => string {
  const t = useWords('common');
  return (found, label) => {
    switch (found.issue) {
      case 'required':
        return t('form.required', { label });
      case 'too-long':
        return t('form.tooLong', { n: found.limit });
      case 'too-small':
        return t('form.tooSmall', { n: found.limit });
      case 'too-large':
        return t('form.tooLarge', { n: found.limit });
      case 'not-whole':
        return t('form.notWhole');
      case 'too-early':
        return t('form.tooEarly', { day: found.day });
      case 'too-late':
        return t('form.tooLate', { day: found.day });
      case 'too-few':
        return t('form.tooFew', { n: found.limit });
      case 'too-many':
        return t('form.tooMany', { n: found.limit });
    }
  };
}

/** Says what is wrong with the value of a field; nothing where it will do. */
export function useFieldFault(): (field: FormField, value: unknown) => string | undefined {
  const pick = usePick();
  const sayIssue = useIssueWords();
  return (field, value) => {
    const found = issueOf(field, value);
    if (!found) return undefined;
    if (found.issue === 'required' && field.requiredWords) return pick(field.requiredWords);
    return sayIssue(found, pick(field.label));
  };
}
