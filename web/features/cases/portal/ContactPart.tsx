import { useId } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { Segments } from '../../../ui/mobile/TileGrid.tsx';
import type { ContactWay, ReportDraft } from './report-draft.ts';
import { useResident } from './use-matters.ts';

interface ContactPartProps {
  readonly draft: ReportDraft;
  readonly contact: ContactWay;
  readonly fault?: string | undefined;
  /** Where an answer is owed there is no doing without. */
  readonly mustAnswer?: boolean;
  readonly onChange: (patch: Partial<ReportDraft>) => void;
}

/** How the person wants to be answered unless they chose: at the phone they signed in with, else at one they type. */
export function useContactWay(draft: ReportDraft): ContactWay {
  const { isResident } = useResident();
  if (draft.contact === 'none') return 'none';
  return draft.contact === 'phone' || !isResident ? 'phone' : 'mine';
}

/** How to answer: a phone, the one signed in with, or no answer at all. */
export function ContactPart({ draft, contact, fault, mustAnswer = false, onChange }: ContactPartProps) {
  const t = useWords('portal-pages');
  const id = useId();
  const { isResident, phoneMasked = '' } = useResident();
  const options: readonly { readonly key: ContactWay; readonly label: string }[] = [
    ...(isResident ? [{ key: 'mine' as const, label: t('report.contactMine', { phone: phoneMasked }) }] : []),
    { key: 'phone', label: t('report.contactPhone') },
    ...(mustAnswer ? [] : [{ key: 'none' as const, label: t('report.contactNone') }]),
  ];
  return (
    <div className="portal-form" data-fault={fault ? 'phone' : undefined}>
      {options.length > 1 && (
        <div className={options.length > 2 ? 'portal-stacked' : undefined}>
          <Segments
            label={t('report.contact')}
            options={options}
            value={contact}
            onChange={(key) => onChange({ contact: key as ContactWay })}
          />
        </div>
      )}
      {contact === 'phone' && (
        <>
          <label htmlFor={id}>{t('report.phone')}</label>
          <input
            id={id}
            type="tel"
            autoComplete="tel-national"
            maxLength={30}
            aria-invalid={fault !== undefined}
            aria-describedby={`${id}-fault`}
            value={draft.phone}
            onChange={(event) => onChange({ phone: event.target.value })}
          />
        </>
      )}
      <div id={`${id}-fault`} role="alert">
        {fault && <p className="ll-field-error">{fault}</p>}
      </div>
      {contact !== 'none' && (
        <>
          <label htmlFor={`${id}-name`} className="visually-hidden">
            {t('report.name')}
          </label>
          <input
            id={`${id}-name`}
            autoComplete="name"
            placeholder={t('report.name')}
            maxLength={40}
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
          <label className="portal-check">
            <input
              type="checkbox"
              checked={draft.isForFamily}
              onChange={(event) => onChange({ isForFamily: event.target.checked })}
            />
            {t('report.family')}
          </label>
        </>
      )}
      <small>{t(contact === 'none' ? 'report.noneHint' : 'report.privacy')}</small>
    </div>
  );
}
