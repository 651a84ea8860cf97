import { useNavigate } from '@tanstack/react-router';

/** Goes to another page of the desk by its path, with a search where it needs one. */
export function useGo(): (path: string, search?: Readonly<Record<string, string | undefined>>) => void {
  const navigate = useNavigate();
  return (path, search = {}) => void navigate({ to: path, search } as never);
}
