import { CheckCircleIcon } from '@phosphor-icons/react/dist/csr/CheckCircle';
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import type { Routes } from '../../../../contract/api.ts';
import type { AnswerOf } from '../../../../contract/route.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { PortalShell } from './PortalShell.tsx';
import { SubmitButton } from './SubmitButton.tsx';
import './papers-card.css';
import './track-body.css';

interface Asked {
  readonly number: string;
  readonly code: string;
}

type Verdict = AnswerOf<Routes['POST /papers/check']>;

/** /papers: whether a paper is genuine, by its number and code; the square code on it fills both in. */
export function PaperCheckPage() {
  const t = useWords('portal-papers');
  const given = useSearch({ strict: false }) as Partial<Asked>;
  const [asked, setAsked] = useState<Asked>();
  const { data, error, isFetching } = useQuery({
    ...apiQuery('POST /papers/check', { query: asked ?? { number: '', code: '' } }),
    enabled: asked !== undefined,
    retry: false,
    gcTime: 0,
  });
  return (
    <PortalShell title={t('check.title')}>
      {data && asked ? (
        <VerdictCard verdict={data} number={asked.number} onAgain={() => setAsked(undefined)} />
      ) : (
        <CheckForm given={given} isBusy={isFetching} error={error} onAsk={setAsked} />
      )}
    </PortalShell>
  );
}

interface VerdictProps {
  readonly verdict: Verdict;
  readonly number: string;
  readonly onAgain: () => void;
}

function VerdictCard({ verdict, number, onAgain }: VerdictProps) {
  const t = useWords('portal-papers');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const isGood = verdict.verdict === 'genuine';
  const facts: readonly (readonly [string, string | null])[] = [
    [t('check.number'), number],
    [t('check.what'), verdict.title && pick(verdict.title)],
    [t('check.issuer'), verdict.issuer],
    [t('check.name'), verdict.nameMasked],
    [t('check.issued'), verdict.issuedAt && sayInstant(verdict.issuedAt)],
    [t('check.voided'), verdict.voidedAt && sayInstant(verdict.voidedAt)],
  ];
  return (
    <MobileCard>
      <p className={`portal-verdict portal-verdict-${isGood ? 'good' : 'bad'}`} role="status">
        {isGood ? (
          <CheckCircleIcon size="1.75rem" weight="fill" aria-hidden />
        ) : (
          <WarningIcon size="1.75rem" weight="fill" aria-hidden />
        )}
        {t(`check.${verdict.verdict}`)}
      </p>
      {verdict.verdict !== 'void' && <p className="portal-quiet">{t(`check.${verdict.verdict}Hint`)}</p>}
      <dl className="portal-track-answers">
        {facts.map(
          ([label, words]) =>
            words && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{words}</dd>
              </div>
            ),
        )}
      </dl>
      <div className="portal-after">
        <MobileButton look="plain" action={{ label: t('check.again'), onPress: onAgain }} />
      </div>
    </MobileCard>
  );
}

interface FormProps {
  readonly given: Partial<Asked>;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onAsk: (asked: Asked) => void;
}

function CheckForm({ given, isBusy, error, onAsk }: FormProps) {
  const t = useWords('portal-papers');
  const id = useId();
  const sayError = useErrorWords();
  const [number, setNumber] = useState(given.number ?? '');
  const [code, setCode] = useState(given.code ?? '');
  const [isShort, setIsShort] = useState(false);
  const said = error ? sayError(error) : undefined;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = number.trim() !== '' && code.trim() !== '';
    setIsShort(!isWhole);
    if (isWhole) onAsk({ number: number.trim(), code: code.trim() });
  };
  return (
    <MobileCard title={t('check.title')}>
      <p className="portal-quiet">{t('check.intro')}</p>
      <form className="portal-form" onSubmit={ask} noValidate>
        <label htmlFor={`${id}-number`}>{t('check.number')}</label>
        <input
          id={`${id}-number`}
          className="figures"
          autoComplete="off"
          maxLength={40}
          aria-describedby={`${id}-number-hint`}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <small id={`${id}-number-hint`}>{t('check.numberHint')}</small>
        <label htmlFor={`${id}-code`}>{t('check.code')}</label>
        <input
          id={`${id}-code`}
          className="figures"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={40}
          aria-describedby={`${id}-code-hint`}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <small id={`${id}-code-hint`}>{t('check.codeHint')}</small>
        <div role="alert">
          {isShort && <p className="ll-field-error">{t('check.fault')}</p>}
          {!isShort && said && (
            <p className="ll-field-error">
              {said.title} {said.hint}
            </p>
          )}
        </div>
        <SubmitButton label={t('check.submit')} isBusy={isBusy} />
      </form>
    </MobileCard>
  );
}
