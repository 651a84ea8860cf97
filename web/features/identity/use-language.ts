import { changeLanguage, type Language, useLanguage } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';

/** The language of the screens, kept with the account too, so that notices and messages use it. */
export function useOwnLanguage() {
  const language = useLanguage();
  const save = useSend('identity.setLanguage', ['GET /session']);
  return {
    language,
    isSaved: save.isSuccess,
    error: save.error,
    choose: (chosen: Language) => {
      void changeLanguage(chosen);
      save.mutate({ language: chosen });
    },
  };
}
