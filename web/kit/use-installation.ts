import { usePick } from './i18n.ts';
import { useApi } from './use-api.ts';

/** What the district calls this installation, in the language of the screens, and the number it publishes; undefined where it decided neither. */
export function useInstallation(): { readonly name: string | undefined; readonly phone: string | undefined } {
  const pick = usePick();
  const { data } = useApi('GET /installation');
  return { name: data?.name ? pick(data.name) : undefined, phone: data?.phone ?? undefined };
}
