import { Button, Checkbox, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useLanguage, usePick, useWords } from '../../../kit/i18n.ts';
import type { Suggestion } from '../use-suggestions.ts';
import { type CategoryChoice, matchCategories, type Stopper } from './category-advice.ts';
import type { RaiseDraft } from './raise-draft.ts';

interface CategoryPartProps {
  readonly draft: RaiseDraft;
  readonly categories: readonly CategoryChoice[];
  readonly category: CategoryChoice | undefined;
  /** What the words below sound like; one press takes it. */
  readonly guesses: readonly Suggestion<CategoryChoice>[];
  readonly onChange: (patch: Partial<RaiseDraft>) => void;
}

/** What it is, found by typing; with it come the questions that may end the call here. */
export function CategoryPart({ draft, categories, category, guesses, onChange }: CategoryPartProps) {
  const t = useWords('cases');
  const language = useLanguage();
  const id = useId();
  const pick = usePick();
  const [typed, setTyped] = useState('');
  const choose = (next: CategoryChoice | undefined) =>
    onChange({
      categoryId: next?.id,
      stoppedBy: [],
      isUrgent: draft.isUrgent || (next?.isUrgentByDefault ?? false),
    });
  return (
    <>
      <div className="cases-raise-row">
        <label htmlFor={id}>{t('raise.category')}</label>
        <div className="cases-raise-who">
          <Select
            id={id}
            className="cases-raise-wide"
            allowClear
            placeholder={t('raise.categoryHint')}
            showSearch={{ filterOption: false, onSearch: setTyped }}
            value={draft.categoryId ?? null}
            options={matchCategories(categories, typed).map((one) => ({
              value: one.id,
              label: one.parentName ? `${one.name[language]} · ${one.parentName[language]}` : one.name[language],
            }))}
            onChange={(next: number | null) => {
              setTyped('');
              choose(categories.find((one) => one.id === next));
            }}
          />
          <Checkbox checked={draft.isUrgent} onChange={(event) => onChange({ isUrgent: event.target.checked })}>
            {t('urgency.urgent')}
          </Checkbox>
        </div>
      </div>
      {!category && guesses.length > 0 && (
        <div className="cases-raise-row">
          <span>{t('raise.guess')}</span>
          <div className="cases-raise-guesses">
            {guesses.map(({ category: one, percent }) => (
              <Button key={one.id} size="small" onClick={() => choose(one)}>
                {pick(one.name)}
                {percent !== undefined && <small>{t('raise.guessSure', { percent })}</small>}
              </Button>
            ))}
          </div>
        </div>
      )}
      {category?.stoppers.map((stopper) => (
        <StopperRow
          key={stopper.code}
          stopper={stopper}
          isYes={draft.stoppedBy.includes(stopper.code)}
          onAnswer={(isYes) => {
            const others = draft.stoppedBy.filter((code) => code !== stopper.code);
            onChange({ stoppedBy: isYes ? [...others, stopper.code] : others });
          }}
        />
      ))}
    </>
  );
}

interface StopperRowProps {
  readonly stopper: Stopper;
  readonly isYes: boolean;
  readonly onAnswer: (isYes: boolean) => void;
}

/** A question whose yes ends the registration here: the words to say, and the number to hand over to. */
function StopperRow({ stopper, isYes, onAnswer }: StopperRowProps) {
  const t = useWords('cases');
  const pick = usePick();
  const question = pick(stopper.question);
  return (
    <div className="cases-raise-row">
      <span>{t('raise.ask')}</span>
      <div>
        <Radio.Group
          aria-label={question}
          onChange={(event) => onAnswer(event.target.value)}
          options={[
            { value: true, label: t('raise.yes') },
            { value: false, label: t('raise.no') },
          ]}
        />
        <p className="cases-raise-question">{question}</p>
        {isYes && <SayThis words={pick(stopper.instead)} phone={stopper.phone} isDanger />}
      </div>
    </div>
  );
}

interface SayThisProps {
  readonly words: string;
  readonly phone?: string | undefined;
  readonly isDanger?: boolean;
}

/** Words to say to the caller, and a number to hand over to. */
export function SayThis({ words, phone, isDanger = false }: SayThisProps) {
  const t = useWords('cases');
  return (
    <div className={isDanger ? 'cases-say cases-say-stop' : 'cases-say'} role="alert">
      <b>{t('raise.sayThis')}</b>
      <p>{words}</p>
      {phone && (
        <a className="figures" href={`tel:${phone}`}>
          {t('raise.handOver', { phone })}
        </a>
      )}
    </div>
  );
}
