import { type FormEvent, useId, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';

/** Asks what shows that a record is one's own: name and id number, beside the phone signed in with. */
export function ProveCard({ triesLeft }: { readonly triesLeft: number }) {
  const t = useWords('portal-my-data');
  const sayError = useErrorWords();
  const id = useId();
  const prove = useSend('my-data.prove', ['GET /my-data', 'GET /my-data/looks']);
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const left = prove.data?.triesLeft ?? triesLeft;
  const isWrong = prove.data?.isProven === false && !prove.isPending;
  const fault = isMissing
    ? t('prove.fault')
    : prove.error
      ? sayError(prove.error).title
      : isWrong
        ? t('prove.wrong', { n: left })
        : '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = name.trim() !== '' && idNumber.trim() !== '';
    setIsMissing(!isWhole);
    if (isWhole) prove.mutate({ name: name.trim(), idNumber: idNumber.trim() });
  };
  return (
    <MobileCard title={t('prove.title')}>
      <form className="my-data-form" onSubmit={submit} noValidate>
        <p className="my-data-quiet">{t('prove.hint')}</p>
        <label htmlFor={`${id}-name`}>{t('prove.name')}</label>
        <input
          id={`${id}-name`}
          maxLength={40}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label htmlFor={`${id}-number`}>{t('prove.idNumber')}</label>
        <input
          id={`${id}-number`}
          maxLength={20}
          autoComplete="off"
          value={idNumber}
          onChange={(event) => setIdNumber(event.target.value)}
        />
        <div role="alert">{fault && <p className="ll-field-error">{fault}</p>}</div>
        <button
          type="submit"
          className="ll-mobile-button ll-mobile-button-fill"
          disabled={prove.isPending || left === 0}
          aria-busy={prove.isPending}
        >
          {t('prove.submit')}
        </button>
        {left === 0 && <p>{t('prove.none')}</p>}
        <p className="my-data-quiet">{t('prove.other')}</p>
      </form>
    </MobileCard>
  );
}
