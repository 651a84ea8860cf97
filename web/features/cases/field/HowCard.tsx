import { useWords } from '../../../kit/i18n.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { Segments } from '../../../ui/mobile/TileGrid.tsx';
import { Fault } from './EvidenceCard.tsx';
import type { ReportDraft } from './report-draft.ts';
import type { Report } from './use-report.ts';

type Asker = Pick<ReportDraft, 'name' | 'phone' | 'isAnonymous'>;

interface PersonProps {
  readonly draft: Asker;
  readonly isPhoneWrong: boolean;
  readonly onChange: (patch: Partial<Asker>) => void;
}

/** Who asked, and the number they are answered at. */
export function PersonFields({ draft, isPhoneWrong, onChange }: PersonProps) {
  const t = useWords('field');
  return (
    <div className="field-person">
      <label>
        {t('report.name')}
        <input
          maxLength={40}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </label>
      <label>
        {t('report.phone')}
        <input
          type="tel"
          inputMode="tel"
          maxLength={30}
          autoComplete="off"
          placeholder={t('report.phoneHint')}
          disabled={draft.isAnonymous}
          aria-invalid={isPhoneWrong}
          value={draft.phone}
          onChange={(event) => onChange({ phone: event.target.value })}
        />
      </label>
      <label className="field-check">
        <input
          type="checkbox"
          checked={draft.isAnonymous}
          onChange={(event) => onChange({ isAnonymous: event.target.checked })}
        />
        {t('report.anonymous')}
      </label>
      {isPhoneWrong && <Fault words={t('report.phoneNeeded')} />}
    </div>
  );
}

interface HowCardProps {
  readonly report: Report;
  readonly draft: ReportDraft;
  readonly maySettle: boolean;
}

/** Settled on the spot or for others; seen by oneself or asked for by a resident, who is then called back. */
export function HowCard({ report, draft, maySettle }: HowCardProps) {
  const t = useWords('field');
  const { change, shownFaults } = report;
  return (
    <MobileCard title={t('report.how')}>
      {maySettle && (
        <>
          <Segments
            label={t('report.how')}
            options={[
              { key: 'settled', label: t('report.settled') },
              { key: 'others', label: t('report.others') },
            ]}
            value={draft.isSettled ? 'settled' : 'others'}
            onChange={(key) => change({ isSettled: key === 'settled' })}
          />
          {draft.isSettled && <p className="field-hint">{t('report.settledHint')}</p>}
        </>
      )}
      <h3 className="field-sub">{t('report.from')}</h3>
      <Segments
        label={t('report.from')}
        options={[
          { key: 'found', label: t('report.found') },
          { key: 'asked', label: t('report.asked') },
        ]}
        value={draft.isAsked ? 'asked' : 'found'}
        onChange={(key) => change({ isAsked: key === 'asked' })}
      />
      {draft.isAsked && <PersonFields draft={draft} isPhoneWrong={shownFaults.includes('phone')} onChange={change} />}
    </MobileCard>
  );
}
