import { Alert, Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { CaseItem } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { Modal } from '../../../ui/desk/Modal.tsx';
import { SchemaForm } from '../../../ui/desk/SchemaForm.tsx';
import { Loading, useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { formFieldsOf, inputOf } from '../form-fields.ts';
import { type Batch, type BatchItem, type BatchStep, stepsFor, tallyOf } from './batch.ts';
import { askOffers, useBatch } from './use-batch.ts';
import { useFormSources } from './use-form-sources.ts';
import './batch-bar.css';

interface BatchBarProps {
  readonly userId: string;
  readonly picked: ReadonlyMap<string, CaseItem>;
  readonly onClear: () => void;
  /** Chooses as many of the list as one batch may hold. */
  readonly onPickMost: () => void;
  readonly most: number;
}

/** What may be done on the rows chosen, what is under way, and what was left when the page was closed. */
export function BatchBar({ userId, picked, onClear, onPickMost, most }: BatchBarProps) {
  const t = useWords('desk-work');
  const work = useBatch(userId);
  const [items, setItems] = useState<readonly BatchItem[] | 'asking'>();
  const [step, setStep] = useState<BatchStep>();
  const [fault, setFault] = useState<unknown>();
  // What can be done was asked for those chosen then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is the reason
  useEffect(() => setItems(undefined), [picked]);
  const ask = () => {
    setItems('asking');
    setFault(undefined);
    askOffers([...picked.keys()]).then(setItems, (error: unknown) => {
      setItems(undefined);
      setFault(error);
    });
  };
  const { batch } = work;
  const left = batch ? tallyOf(batch.rows).waiting : 0;
  return (
    <>
      {batch && !work.isRunning && left > 0 && (
        <Alert
          className="cases-batch-left"
          type="warning"
          title={t('batch.left', { n: left })}
          action={
            <>
              <Button size="small" type="primary" onClick={() => void work.resume()}>
                {t('batch.resume')}
              </Button>
              <Button size="small" type="text" onClick={work.close}>
                {t('batch.giveUp')}
              </Button>
            </>
          }
        />
      )}
      {picked.size > 0 && (
        <section className="cases-batch" aria-label={t('batch.title')}>
          <b aria-live="polite">{t('batch.picked', { n: picked.size })}</b>
          <StepsButton items={items} onAsk={ask} onChoose={setStep} />
          <Button size="small" type="text" onClick={onPickMost}>
            {t('batch.pickMost', { n: most })}
          </Button>
          <Button size="small" type="text" onClick={onClear}>
            {t('batch.clear')}
          </Button>
          {fault !== undefined && <FaultLine error={fault} />}
        </section>
      )}
      {step && (
        <StepDialog
          step={step}
          onCancel={() => setStep(undefined)}
          onSubmit={(input) => {
            setStep(undefined);
            setItems(undefined);
            onClear();
            void work.start(step, input);
          }}
        />
      )}
      {batch && (work.isRunning || left === 0) && (
        <BatchResult
          batch={batch}
          isRunning={work.isRunning}
          error={work.error}
          onRetry={() => void work.retry()}
          onClose={work.close}
        />
      )}
    </>
  );
}

function FaultLine({ error }: { readonly error: unknown }) {
  const { title, hint } = useErrorWords()(error);
  return (
    <span role="alert" className="cases-batch-fault">
      {title} {hint}
    </span>
  );
}

interface StepsButtonProps {
  readonly items: readonly BatchItem[] | 'asking' | undefined;
  readonly onAsk: () => void;
  readonly onChoose: (step: BatchStep) => void;
}

/** The steps that some of the chosen can take, asked for at a press; each is a button of its own, so that Tab reaches it. */
function StepsButton({ items, onAsk, onChoose }: StepsButtonProps) {
  const t = useWords('desk-work');
  const pick = usePick();
  if (items === undefined || items === 'asking')
    return (
      <Button size="small" type="primary" loading={items === 'asking'} onClick={onAsk}>
        {t('batch.do')}
      </Button>
    );
  const steps = stepsFor(items);
  if (steps.length === 0) return <span role="status">{t('batch.nothing')}</span>;
  return steps.map((step, at) => (
    <Button key={step.key} size="small" autoFocus={at === 0} onClick={() => onChoose(step)}>
      {t('batch.step', { step: pick(step.label), n: step.can.length, all: items.length })}
    </Button>
  ));
}

interface StepDialogProps {
  readonly step: BatchStep;
  readonly onSubmit: (input: Record<string, unknown>) => void;
  readonly onCancel: () => void;
}

/** Asks once what the step needs, and says which of the chosen it leaves out and why. */
function StepDialog({ step, onSubmit, onCancel }: StepDialogProps) {
  const t = useWords('desk-work');
  const pick = usePick();
  const first = step.can[0]?.ref ?? '';
  const communityId = Number(first.slice(0, first.indexOf('-')));
  const sources = useFormSources({ communityId, areaId: communityId });
  const byRouting = step.asks['leadOrganisationId']?.isRequired === false;
  return (
    <Modal open width={560} title={pick(step.label)} footer={null} onCancel={onCancel} destroyOnHidden>
      <p className="cases-act-what">{t('batch.on', { n: step.can.length })}</p>
      {step.cannot.length > 0 && (
        <details className="cases-batch-cannot">
          <summary>{t('batch.cannot', { n: step.cannot.length })}</summary>
          <ul>
            {step.cannot.map(({ item, why }) => (
              <li key={item.ref}>
                <span className="figures">{item.number}</span> {why ? pick(why) : t('batch.notOffered')}
              </li>
            ))}
          </ul>
        </details>
      )}
      <SchemaForm
        fields={formFieldsOf(step.asks, byRouting ? { leadOrganisationId: t('batch.byRouting') } : {})}
        sources={sources}
        submitLabel={t('batch.submit', { step: pick(step.label), n: step.can.length })}
        onSubmit={(values) => onSubmit(inputOf(step.asks, values))}
        onCancel={onCancel}
      />
    </Modal>
  );
}

interface BatchResultProps {
  readonly batch: Batch;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** How far it is; then which were refused and why, to be tried again. */
function BatchResult({ batch, isRunning, error, onRetry, onClose }: BatchResultProps) {
  const t = useWords('desk-work');
  const pick = usePick();
  const { done, refused, waiting } = tallyOf(batch.rows);
  const all = batch.rows.length;
  return (
    <Modal
      open
      width={560}
      title={t('batch.result', { step: pick(batch.label) })}
      closable={!isRunning}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        isRunning
          ? null
          : [
              ...(refused > 0
                ? [
                    <Button key="retry" onClick={onRetry}>
                      {t('batch.retry', { n: refused })}
                    </Button>,
                  ]
                : []),
              <Button key="close" type="primary" onClick={onClose}>
                {t('batch.close')}
              </Button>,
            ]
      }
    >
      <Progress
        percent={all === 0 ? 100 : Math.round(((all - waiting) / all) * 100)}
        status={isRunning ? 'active' : refused > 0 ? 'exception' : 'success'}
        aria-label={t('batch.progress')}
      />
      <p role="status">{t('batch.tally', { done, refused, waiting })}</p>
      {isRunning && <p className="cases-act-what">{t('batch.mayClose')}</p>}
      {error !== undefined && error !== null && <FaultLine error={error} />}
      {refused > 0 && (
        <ul className="cases-batch-refused">
          {batch.rows
            .filter(({ state }) => state === 'refused')
            .map((row) => (
              <li key={row.id}>
                <span className="figures">{row.number}</span>
                <span>{row.why && pick(row.why)}</span>
              </li>
            ))}
        </ul>
      )}
      {isRunning && batch.rows.length === 0 && <Loading lines={2} />}
    </Modal>
  );
}
