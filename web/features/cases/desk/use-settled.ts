import { useEffect, useState } from 'react';

/** A value once it has rested: what is typed is not asked for letter by letter. */
export function useSettled<T>(value: T, restsMs = 250): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restsMs);
    return () => clearTimeout(timer);
  }, [value, restsMs]);
  return settled;
}
