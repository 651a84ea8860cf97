import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useId } from 'react';
import type { TypeView } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { mayAnywhere } from '../../../kit/session.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { useWriting } from '../../../offline/busy.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { useKeptApi } from '../../../offline/use-kept-api.ts';
import { useHere } from '../../../offline/use-outbox.ts';
import { useOwnGround } from '../../../offline/use-own-ground.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { StickyActions } from '../../../ui/mobile/StickyActions.tsx';
import { Segments } from '../../../ui/mobile/TileGrid.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { useFormSources } from '../desk/use-form-sources.ts';
import { formFieldsOf } from '../form-fields.ts';
import { othersOf } from './begin-draft.ts';
import { FilesField } from './FilesField.tsx';
import { PersonFields } from './HowCard.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { useBegin } from './use-begin.ts';
import './field.css';
import './task.css';

const dayMs = 24 * 3_600_000;

/** The processes as they were last known: they lie on the phone. */
function useTypes() {
  return useKeptApi('GET /cases/types', {}, { staleMs: dayMs });
}

/** /start: what may be registered besides a report. */
export function StartPage() {
  const t = useWords('field');
  const pick = usePick();
  const navigate = useNavigate();
  const types = useTypes();
  const others = othersOf(types.data?.answer ?? []);
  return (
    <MobileShell look="work" title={t('page.start')} onBack={() => void navigate({ to: '/' })} banner={<FieldBanner />}>
      <MobileCard>
        {types.error && !types.data && <ErrorBlock error={types.error} onRetry={() => void types.refetch()} />}
        {types.isPending && <Loading lines={6} />}
        {types.data && others.length === 0 && <Empty title={t('start.none')} />}
        <ul className="field-starts">
          {others.map(({ type, begin }) => (
            <li key={`${type.code}.${begin.code}`}>
              <Link to={'/start/$type/$begin' as never} params={{ type: type.code, begin: begin.code } as never}>
                <b>{pick(type.title)}</b>
                <small>{pick(begin.label)}</small>
              </Link>
            </li>
          ))}
        </ul>
      </MobileCard>
    </MobileShell>
  );
}

/** /start/<type>/<begin>: the form of a beginning, drawn from its declaration. It works without a signal. */
export function BeginPage() {
  const t = useWords('field');
  const navigate = useNavigate();
  const { type: typeCode, begin: beginCode } = useParams({ strict: false }) as { type?: string; begin?: string };
  const types = useTypes();
  const found = othersOf(types.data?.answer ?? []).find(
    ({ type, begin }) => type.code === typeCode && begin.code === beginCode,
  );
  if (found) return <BeginForm key={`${typeCode}.${beginCode}`} {...found} />;
  return (
    <MobileShell look="work" title={t('page.start')} onBack={() => void navigate({ to: '/start' as never })}>
      <MobileCard>
        {types.error && !types.data && <ErrorBlock error={types.error} onRetry={() => void types.refetch()} />}
        {types.isPending && <Loading lines={6} />}
        {types.data && <Empty title={t('start.none')} />}
      </MobileCard>
    </MobileShell>
  );
}

/** Whoever reports heard of it or saw it; a unit that asks for itself says whom to call. */
function useFromWords() {
  const t = useWords('field');
  const isUnit = !mayAnywhere(useHere(), 'cases.raise');
  return isUnit
    ? { label: t('report.unitFrom'), asked: t('report.unitAsked'), found: t('report.unitFound') }
    : { label: t('report.from'), asked: t('report.asked'), found: t('report.found') };
}

interface FormProps {
  readonly type: TypeView;
  readonly begin: TypeView['begins'][number];
}

function BeginForm({ type, begin }: FormProps) {
  const pick = usePick();
  const navigate = useNavigate();
  const isReached = useReach();
  const formId = useId();
  useWriting();
  const { grounds } = useOwnGround();
  const from = useFromWords();
  const made = useBegin(type, begin);
  const { draft, change, shownFaults } = made;
  const { find } = useFormSources({ communityId: draft?.place?.communityId, areaId: draft?.place?.areaId });
  const press = () => {
    made.startTrying();
    (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit();
  };
  return (
    <MobileShell
      look="work"
      title={pick(type.title)}
      onBack={() => void navigate({ to: '/start' as never })}
      banner={<FieldBanner />}
      actions={
        draft && <StickyActions primary={{ label: isReached ? made.label : made.offlineLabel, onPress: press }} />
      }
    >
      {!draft && <Loading lines={8} />}
      {draft && (
        <>
          <MobileCard>
            <MobileForm
              id={formId}
              fields={formFieldsOf(begin.asks)}
              initial={draft.values}
              sources={find ? { find } : {}}
              controls={{
                files: (props) => (
                  <FilesField
                    {...props}
                    files={made.files}
                    onAdd={(field, added) => void made.addFiles(field, added)}
                    onRemove={(id) => void made.removeFile(id)}
                  />
                ),
              }}
              onChange={(values) => change({ values })}
              onSubmit={() => void made.send()}
            />
          </MobileCard>
          <PlaceCard draft={draft} grounds={grounds} onChange={change} isMissing={shownFaults.includes('place')} />
          <MobileCard title={from.label}>
            <Segments
              label={from.label}
              options={[
                { key: 'asked', label: from.asked },
                { key: 'found', label: from.found },
              ]}
              value={draft.isAsked ? 'asked' : 'found'}
              onChange={(key) => change({ isAsked: key === 'asked' })}
            />
            {draft.isAsked && (
              <PersonFields draft={draft} isPhoneWrong={shownFaults.includes('phone')} onChange={change} />
            )}
          </MobileCard>
        </>
      )}
    </MobileShell>
  );
}
