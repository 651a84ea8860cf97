import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { TypeView } from '../../../../contract/cases.ts';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { PhotoPicker } from '../../../ui/mobile/PhotoPicker.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { formFieldsOf, inputOf } from '../form-fields.ts';
import { Stoppers } from './CategoryPart.tsx';
import { ChoiceList } from './ChoiceList.tsx';
import { ContactPart, useContactWay } from './ContactPart.tsx';
import { keep, readKept, useKept } from './device.ts';
import { PlacePart } from './PlacePart.tsx';
import { PortalShell } from './PortalShell.tsx';
import { emptyReport, type ReportDraft, type ReportFault, raiseInput, reportFaults } from './report-draft.ts';
import { phoneFaultOf, SendNote, showFirstFault } from './SendNote.tsx';
import { leafCategories, suggestCategories } from './suggest-categories.ts';
import { usePublicCatalogue } from './use-catalogue.ts';
import { useDraftFiles } from './use-draft-files.ts';
import { useSending } from './use-report.ts';

type Begin = TypeView['begins'][number];

/** The draft of an application on this phone, and what changes it: both parts begin from what lies there now. */
function useApplication() {
  const [kept] = useKept('apply');
  const now = () => ({ values: {}, ...readKept('apply'), report: { ...emptyReport, ...readKept('apply')?.report } });
  return {
    report: { ...emptyReport, ...kept?.report },
    values: kept?.values ?? {},
    changeReport: (patch: Partial<ReportDraft>) => keep('apply', { ...now(), report: { ...now().report, ...patch } }),
    changeValues: (values: FormValues) => keep('apply', { ...now(), values }),
  };
}

/** The category an application falls under: its chosen kind by name, else the class of them all. */
function categoryFor(
  all: readonly PublicCategory[],
  type: string,
  begin: Begin,
  values: FormValues,
): PublicCategory | undefined {
  const chosen = Object.entries(begin.asks).flatMap(([key, { kind, of }]) =>
    kind === 'choice' && of?.[String(values[key])] ? [of[String(values[key])]?.zh ?? ''] : [],
  );
  const ofType = all.filter(({ caseType }) => caseType === type);
  return (
    suggestCategories(leafCategories(all, type), chosen.join('，'))[0] ??
    ofType.find(({ parentId }) => parentId === null)
  );
}

/** /apply/<type>: whatever a process other than a report asks for, drawn from its declaration. */
export function ApplyPage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const { type: code = '' } = useParams({ strict: false }) as { type?: string };
  const types = useApi('GET /cases/types');
  const type = types.data?.find((one) => one.code === code);
  const begin = type?.begins.find(({ mayBegin, isOnTheSpot }) => mayBegin && !isOnTheSpot);
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

/** The first text of an application says on whose behalf it is made. */
function withLine(begin: Begin, fields: Record<string, unknown>, line: string): Record<string, unknown> {
  const first = Object.entries(begin.asks).find(([, { kind }]) => kind === 'text')?.[0];
  return first && line ? { ...fields, [first]: `${String(fields[first] ?? '')}（${line}）` } : fields;
}

function ApplyForm({ type, begin }: { readonly type: TypeView; readonly begin: Begin }) {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const pick = usePick();
  const catalogue = usePublicCatalogue();
  const { report, values, changeReport, changeValues } = useApplication();
  const way = useContactWay(report);
  const contact = way === 'none' ? 'phone' : way;
  const { files, add, remove } = useDraftFiles('apply');
  const { send, isSending, error } = useSending('apply');
  const [wasTried, setWasTried] = useState(false);
  const category = categoryFor(catalogue.data?.items ?? [], type.code, begin, values);
  const asks = Object.fromEntries(Object.entries(begin.asks).filter(([, { kind }]) => kind !== 'files'));
  const fileAsks = Object.entries(begin.asks).filter(([, { kind }]) => kind === 'files');
  const faults = reportFaults({ draft: report, category, hasVoice: false, contact, needsWords: false });
  const faultOf = (fault: ReportFault): string | undefined =>
    wasTried && faults.includes(fault)
      ? p(`report.fault.${fault}`)
      : fault === 'phone'
        ? phoneFaultOf(error, pick)
        : undefined;
  const submit = (filled: FormValues) => {
    if (faults.length > 0 || !report.place) return showFirstFault(faults[0]);
    const line = report.isForFamily ? p('report.familyLine') : '';
    const fields = withLine(begin, inputOf(asks, filled), line);
    const about = { type: type.code, begin: begin.code, draft: report, contact, categoryId: category?.id ?? null };
    void send({
      communityId: report.place.communityId,
      inputWith: (byField) => raiseInput({ ...about, fields: { ...fields, ...byField } }),
    });
  };
  const press = () => {
    setWasTried(true);
    (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit();
  };
  return (
    <PortalShell
      title={t('page.apply')}
      actions={
        <StickyActions
          note={<SendNote error={error} />}
          primary={{ label: p(isSending ? 'report.sending' : 'report.send'), onPress: press, isBusy: isSending }}
        />
      }
    >
      <MobileCard title={pick(type.title)}>
        <p className="portal-quiet">{p('apply.intro')}</p>
        {category && category.stoppers.length > 0 && (
          <div data-fault={faultOf('stops') || faultOf('stopped') ? 'stops' : undefined}>
            <Stoppers category={category} draft={report} onChange={changeReport} />
            {[faultOf('stops'), faultOf('stopped')].map(
              (words) =>
                words && (
                  <p key={words} className="ll-field-error" role="alert">
                    {words}
                  </p>
                ),
            )}
          </div>
        )}
      </MobileCard>
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
      {fileAsks.map(([key, { label, max = 9 }]) => (
        <MobileCard key={key} title={pick(label)} aside={p('report.photosHint', { n: max })}>
          <PhotoPicker
            photos={files.filter(({ field }) => field === key).map(({ id, url }) => ({ id, url }))}
            max={max}
            onAdd={(chosen) => chosen.forEach((file) => void add(key, file, { name: file.name }))}
            onRemove={(id) => void remove(id)}
          />
        </MobileCard>
      ))}
      <MobileCard title={p('apply.where')}>
        <PlacePart
          place={report.place}
          words={report.placeWords}
          fault={faultOf('place')}
          onChange={(patch) => changeReport(patch as Partial<ReportDraft>)}
        />
      </MobileCard>
      <MobileCard title={p('report.contact')}>
        <ContactPart draft={report} contact={contact} fault={faultOf('phone')} mustAnswer onChange={changeReport} />
      </MobileCard>
    </PortalShell>
  );
}
