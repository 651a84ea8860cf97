import { Checkbox, Input, Radio } from 'antd';
import { useId } from 'react';
import type { CaseItem } from '../../../../contract/case-views.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useSourceWords } from './case-words.ts';
import { hasPerson, type RaiseDraft } from './raise-draft.ts';

interface CallerPartProps {
  readonly draft: RaiseDraft;
  readonly sources: readonly CaseItem['source'][];
  readonly isPhoneWrong: boolean;
  /** The cursor waits in the number from the start. */
  readonly isFirst: boolean;
  readonly onChange: (patch: Partial<RaiseDraft>) => void;
}

/** Where it comes from, and who asks. */
export function CallerPart({ draft, sources, isPhoneWrong, isFirst, onChange }: CallerPartProps) {
  const t = useWords('cases');
  const saySource = useSourceWords();
  const id = useId();
  return (
    <>
      <div className="cases-raise-row">
        <span>{t('raise.source')}</span>
        <Radio.Group
          aria-label={t('raise.source')}
          value={draft.source}
          onChange={(event) => onChange({ source: event.target.value })}
          options={sources.map((value) => ({ value, label: saySource(value) }))}
        />
      </div>
      {draft.source === 'hotline' && (
        <div className="cases-raise-row">
          <label htmlFor={`${id}-outside`}>{t('raise.outsideNumber')}</label>
          <Input
            id={`${id}-outside`}
            maxLength={60}
            value={draft.outsideNumber}
            onChange={(event) => onChange({ outsideNumber: event.target.value })}
          />
        </div>
      )}
      {hasPerson(draft) && (
        <div className="cases-raise-row">
          <label htmlFor={`${id}-phone`}>{t('raise.phone')}</label>
          <div>
            <div className="cases-raise-who">
              <Input
                id={`${id}-phone`}
                className="figures cases-raise-phone"
                inputMode="tel"
                autoComplete="off"
                autoFocus={isFirst}
                maxLength={30}
                disabled={draft.isAnonymous}
                placeholder={t('raise.phoneHint')}
                {...(isPhoneWrong ? { status: 'error' as const } : {})}
                aria-invalid={isPhoneWrong}
                value={draft.phone}
                onChange={(event) => onChange({ phone: event.target.value })}
              />
              <Input
                aria-label={t('raise.name')}
                autoComplete="off"
                maxLength={40}
                disabled={draft.isAnonymous}
                placeholder={t('raise.name')}
                value={draft.name}
                onChange={(event) => onChange({ name: event.target.value })}
              />
            </div>
            {isPhoneWrong && (
              <p className="ll-field-error" role="alert">
                {t('raise.phoneNeeded')}
              </p>
            )}
            <Checkbox checked={draft.isAnonymous} onChange={(event) => onChange({ isAnonymous: event.target.checked })}>
              {t('raise.anonymous')}
            </Checkbox>
          </div>
        </div>
      )}
    </>
  );
}
