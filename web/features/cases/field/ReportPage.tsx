import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { useWriting } from '../../../offline/busy.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { useOwnGround } from '../../../offline/use-own-ground.ts';
import { toast } from '../../../ui/field/messages.ts';
import { MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { Loading } from '../../../ui/show/StateBlocks.tsx';
import { CategoryCard } from './CategoryCard.tsx';
import { EvidenceCard } from './EvidenceCard.tsx';
import { HowCard } from './HowCard.tsx';
import { NearbyPart } from './NearbyPart.tsx';
import { placeOfBuilding } from './own-places.ts';
import { PlaceCard } from './PlaceCard.tsx';
import { useFieldCategories } from './use-field-categories.ts';
import { useMaySettle } from './use-may-settle.ts';
import { type Report, useReport } from './use-report.ts';
import './field.css';
import './report.css';

/** Opened from a door, the report begins at its building. */
function usePlaceAsked(report: Report, grounds: ReturnType<typeof useOwnGround>['grounds']): void {
  const { building, door = '' } = useSearch({ strict: false }) as {
    readonly building?: string;
    readonly door?: string;
  };
  const isFree = report.draft?.place === null;
  const ground = grounds.find(({ buildings }) => buildings.some(({ id }) => String(id) === building));
  const found = ground?.buildings.find(({ id }) => String(id) === building);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when building and draft are both there; what is chosen later stays
  useEffect(() => {
    if (isFree && ground && found) report.change({ place: placeOfBuilding(ground, found), placeWords: door });
  }, [isFree, found?.id]);
}

function SendBar({ report }: { readonly report: Report }) {
  const t = useWords('field');
  const navigate = useNavigate();
  const isReached = useReach();
  const label = !isReached
    ? t('report.sendOffline')
    : report.draft?.isSettled
      ? t('report.sendSettled')
      : t('report.send');
  const keep = async () => {
    await report.keep();
    toast(t('report.kept'));
    await navigate({ to: '/' });
  };
  const send = async () => {
    if (report.faults.length > 0) {
      // The first thing missing comes into sight once it has been said.
      setTimeout(() => document.querySelector('.field-fault, [data-invalid]')?.scrollIntoView({ block: 'center' }), 50);
    }
    await report.send();
  };
  return (
    <StickyActions
      primary={{ label, onPress: () => void send() }}
      secondary={{ label: t('report.keep'), onPress: () => void keep() }}
    />
  );
}

/** A matter reported on the spot: photo or voice, category, place, and who acts. It works without a signal. */
export function ReportPage() {
  const t = useWords('field');
  const navigate = useNavigate();
  const { categories, error, retry } = useFieldCategories();
  const { grounds } = useOwnGround();
  const maySettle = useMaySettle();
  const report = useReport(categories);
  useWriting();
  usePlaceAsked(report, grounds);
  const { draft } = report;
  const leave = async () => {
    await report.keep();
    await navigate({ to: '/' });
  };
  return (
    <MobileShell
      look="work"
      title={t('page.report')}
      onBack={() => void leave()}
      banner={<FieldBanner />}
      actions={draft && <SendBar report={report} />}
    >
      {!draft && <Loading lines={8} />}
      {draft && (
        <>
          <EvidenceCard report={report} draft={draft} />
          <CategoryCard report={report} draft={draft} categories={categories} error={error} onRetry={retry} />
          <PlaceCard
            draft={draft}
            grounds={grounds}
            isMissing={report.shownFaults.includes('place')}
            onChange={report.change}
          />
          <Suspense fallback={null}>
            <NearbyPart report={report} draft={draft} />
          </Suspense>
          <HowCard report={report} draft={draft} maySettle={maySettle} />
        </>
      )}
    </MobileShell>
  );
}
