import { useErrorWords } from '../../ui/show/StateBlocks.tsx';

/** What stands in the way of a deed, above its button. */
export function ErrorLine({ error }: { readonly error: unknown }) {
  const words = useErrorWords();
  if (error === null || error === undefined) return null;
  return (
    <p className="ll-field-error" role="alert">
      {words(error).title}
    </p>
  );
}
