import { useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { CodeForm, Enrolment } from './SecondFactor.tsx';

/** My second factor: whether there is one, how to set it up, and how to move it to another phone. */
export function OwnSecondFactor() {
  const t = useWords('second-factor');
  const sayInstant = useInstantWords();
  const { data, error, refetch } = useApi('GET /second-factor');
  const [step, setStep] = useState<'rest' | 'show' | 'enrol'>('rest');
  const [code, setCode] = useState<string>();
  const [refusal, setRefusal] = useState<unknown>();
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  if (step === 'enrol')
    return (
      <div className="second-factor-own">
        <Enrolment
          {...(code ? { code } : {})}
          onRefused={(why) => {
            setRefusal(why);
            setStep('show');
          }}
        />
      </div>
    );
  return (
    <div className="second-factor-own">
      <p>{data.since ? t('own.on', { at: sayInstant(data.since), n: data.codesLeft }) : t('own.off')}</p>
      {step === 'show' ? (
        <CodeForm
          hint={t('own.renewWhat')}
          label={t('code.label')}
          submit={t('enrol.start')}
          isBusy={false}
          error={refusal}
          onSubmit={(typed) => {
            setCode(typed);
            setStep('enrol');
          }}
        />
      ) : (
        <button type="button" className="second-factor-link" onClick={() => setStep(data.since ? 'show' : 'enrol')}>
          {t(data.since ? 'own.renew' : 'own.start')}
        </button>
      )}
    </div>
  );
}
