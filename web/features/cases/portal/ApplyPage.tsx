import { useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { TypeView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { MaterialsCard } from '../../service-items/materials.card.tsx';
import { formFieldsOf } from '../form-fields.ts';
import { AskedFiles } from './AskedFiles.tsx';
import { Questions, Stoppers } from './CategoryPart.tsx';
import { ChoiceList } from './ChoiceList.tsx';
import { ContactPart } from './ContactPart.tsx';
import { PlacePart } from './PlacePart.tsx';
import { PortalShell } from './PortalShell.tsx';
import type { ReportDraft } from './report-draft.ts';
import { SendNote } from './SendNote.tsx';
import { type Application, useApplication } from './use-application.ts';
import { useResident } from './use-matters.ts';

const ForWhom = lazy(() => import('./ForWhom.tsx').then(({ ForWhom: It }) => ({ default: It })));

type Begin = TypeView['begins'][number];

/** /apply/<type>: whatever a process other than a report asks for, drawn from its declaration. */
export function ApplyPage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const { type: code = '' } = useParams({ strict: false }) as { type?: string };
  const types = useApi('GET /cases/types');
  const type = types.data?.find((one) => one.code === code);
  const { begin: asked } = useSearch({ strict: false }) as { begin?: string };
  const begins = type?.begins.filter(({ mayBegin, isOnTheSpot }) => mayBegin && !isOnTheSpot) ?? [];
  const begin = begins.find((one) => one.code === asked) ?? begins[0];
  if (type && begin) return <ApplyForm type={type} begin={begin} />;
  return (
    <PortalShell title={t('page.apply')}>
      <MobileCard>
        {types.error && <ErrorBlock error={types.error} onRetry={() => void types.refetch()} />}
        {!types.data && !types.error && <Loading lines={6} />}
        {types.data && <Empty title={p('apply.nothing')} />}
      </MobileCard>
    </PortalShell>
  );
}

const formId = 'portal-apply';

interface FormProps {
  readonly type: TypeView;
  readonly begin: Begin;
}

/** What it is about, and the question that may end it here. */
function IntroCard({ application }: { readonly application: Application }) {
  const t = useWords('portal-pages');
  const c = useWords('portal-papers');
  const { category, grown, report, changeReport, faultOf } = application;
  const fault = faultOf('stops') ?? faultOf('stopped');
  return (
    <MobileCard>
      <p className="portal-quiet">{grown ? c('complain.about', { number: grown.number }) : t('apply.intro')}</p>
      {category && category.stoppers.length > 0 && (
        <div data-fault={fault ? 'stops' : undefined}>
          <Stoppers category={category} draft={report} onChange={changeReport} />
          {fault && (
            <p className="ll-field-error" role="alert">
              {fault}
            </p>
          )}
        </div>
      )}
    </MobileCard>
  );
}

/** What the chosen kind asks beside the fields of the process. */
function QuestionsCard({ application }: { readonly application: Application }) {
  const t = useWords('portal-pages');
  const { category, report, changeReport, faultOf, questionFaultOf } = application;
  if (!category || category.questions.length === 0) return null;
  return (
    <MobileCard title={t('apply.questions')}>
      <div data-fault={faultOf('questions') ? 'questions' : undefined}>
        <Questions category={category} draft={report} faultOf={questionFaultOf} onChange={changeReport} />
      </div>
    </MobileCard>
  );
}

function ApplyForm({ type, begin }: FormProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const { isResident } = useResident();
  const application = useApplication(type, begin);
  // An item goes by its own name.
  const title = pick(application.isNamed && application.category ? application.category.name : type.title);
  const { report, values, changeReport, changeValues, contact, faultOf, submit, isSending, error } = application;
  const asks = Object.fromEntries(Object.entries(begin.asks).filter(([, { kind }]) => kind !== 'files'));
  const press = () => {
    application.startTrying();
    (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit();
  };
  const primary = { label: t(isSending ? 'report.sending' : 'report.send'), onPress: press, isBusy: isSending };
  return (
    <PortalShell title={title} actions={<StickyActions note={<SendNote error={error} />} primary={primary} />}>
      {application.mandate && (
        <Suspense fallback={null}>
          <ForWhom mandate={application.mandate} />
        </Suspense>
      )}
      <IntroCard application={application} />
      <MobileCard>
        <MobileForm
          id={formId}
          fields={formFieldsOf(asks)}
          initial={values}
          controls={{ choice: (props) => <ChoiceList {...props} /> }}
          onChange={changeValues}
          onSubmit={submit}
        />
      </MobileCard>
      <QuestionsCard application={application} />
      <MobileCard title={t('apply.where')}>
        <PlacePart
          place={report.place}
          words={report.placeWords}
          fault={faultOf('place')}
          onChange={(patch) => changeReport(patch as Partial<ReportDraft>)}
        />
      </MobileCard>
      <MaterialsCard
        itemId={application.category?.id}
        areaId={report.place?.areaId}
        // What is on record of whoever holds the phone says nothing of somebody they apply for.
        isSignedIn={isResident && !application.mandate && !report.isForFamily}
      />
      <AskedFiles asks={begin.asks} />
      {!application.mandate && (
        <MobileCard title={t('report.contact')}>
          <ContactPart draft={report} contact={contact} fault={faultOf('phone')} mustAnswer onChange={changeReport} />
        </MobileCard>
      )}
    </PortalShell>
  );
}
