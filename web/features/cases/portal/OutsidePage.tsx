import { useState } from 'react';
import type { OutsideView } from '../../../../contract/outside-links.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useLinkSecret } from '../../../kit/link-secret.tsx';
import { RefusalError } from '../../../kit/refusal-error.ts';
import { useApi, useSend } from '../../../kit/use-api.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import type { FormField, FormValues } from '../../../ui/forms/fields.ts';
import { MobileForm } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { Timeline, type TimelineItem } from '../../../ui/show/Timeline.tsx';
import { FilesControl, sendTaken } from './FilesControl.tsx';
import { LinkedPhotos } from './LinkedPhotos.tsx';
import { PortalShell } from './PortalShell.tsx';
import './outside-page.css';

type Result = OutsideView['reports'][number]['result'];

/** What is to be done, where, and whom to ask. */
function TaskCard({ view, token }: { readonly view: OutsideView; readonly token: string }) {
  const t = useWords('outside');
  const pick = usePick();
  const sayInstant = useInstantWords();
  return (
    <MobileCard>
      <p className="portal-outside-for">{t('for', { name: view.name, firm: view.firm })}</p>
      <h2 className="portal-outside-words">{view.words}</h2>
      <dl className="portal-outside-facts">
        <dt>{t('place')}</dt>
        <dd>{view.placeWords}</dd>
        {view.category && (
          <>
            <dt>{t('category')}</dt>
            <dd>{pick(view.category)}</dd>
          </>
        )}
        {view.contact && (
          <>
            <dt>{t('contact')}</dt>
            <dd>
              {view.contact.name} <a href={`tel:${view.contact.phone}`}>{view.contact.phone}</a>
            </dd>
          </>
        )}
        {view.unit && (
          <>
            <dt>{t('unit')}</dt>
            <dd>
              {view.unit.name} {view.unit.phone && <a href={`tel:${view.unit.phone}`}>{view.unit.phone}</a>}
            </dd>
          </>
        )}
        <dt>{t('number')}</dt>
        <dd className="figures">{view.number}</dd>
      </dl>
      {view.files.length > 0 && (
        <LinkedPhotos files={view.files} holder={{ kind: 'link', token }} label={t('photos')} />
      )}
      <p className="portal-outside-until">{t('until', { at: sayInstant(view.expiresAt) })}</p>
    </MobileCard>
  );
}

function useFields(result: Result): readonly FormField[] {
  const t = useWords('outside');
  const words: FormField = {
    key: 'words',
    kind: 'text',
    label: t(result === 'done' ? 'wordsDone' : 'words'),
    max: 1000,
    lines: 3,
  };
  const photos: FormField = { key: 'fileIds', kind: 'files', label: t('addPhotos'), max: 9 };
  if (result === 'coming') return [{ key: 'on', kind: 'date', label: t('comingOn'), required: true }, words];
  return [words, photos];
}

const results: readonly Result[] = ['coming', 'progress', 'done'];

/** Says when they will come, something on the way, or that it is done. */
function ReportCard({ view, token }: { readonly view: OutsideView; readonly token: string }) {
  const t = useWords('outside');
  const [result, setResult] = useState<Result>(view.comingOn ? 'done' : 'coming');
  const send = useSend('outside-links.report', ['GET /outside'], { link: token });
  const [said, setSaid] = useState(0);
  const [lost, setLost] = useState<unknown>();
  const fields = useFields(result);
  const submit = async (values: FormValues) => {
    setLost(undefined);
    const files = ((values['fileIds'] ?? []) as readonly { readonly id: string }[]).map(({ id }) => id);
    const input = {
      result,
      words: String(values['words'] ?? ''),
      fileIds: files,
      ...(result === 'coming' ? { on: String(values['on'] ?? '') } : {}),
    };
    await sendTaken(values, Number(view.ref.split('-')[0])).then(
      () => send.mutate(input, { onSuccess: () => setSaid((n) => n + 1) }),
      setLost,
    );
  };
  const formId = 'portal-outside';
  return (
    <MobileCard title={t('report')}>
      <div className="portal-outside-results" role="radiogroup" aria-label={t('report')}>
        {results.map((one) => (
          <label key={one} className={one === result ? 'is-on' : undefined}>
            <input
              type="radio"
              name="result"
              value={one}
              checked={one === result}
              onChange={() => {
                setResult(one);
                send.reset();
              }}
            />
            {t(`result.${one}`)}
          </label>
        ))}
      </div>
      {result === 'done' && <p className="portal-outside-hint">{t('doneHint')}</p>}
      <MobileForm
        key={`${result}-${said}`}
        id={formId}
        fields={fields}
        controls={{ files: (props) => <FilesControl {...props} /> }}
        error={lost ?? send.error}
        onSubmit={(values) => void submit(values)}
      />
      <MobileButton
        look="fill"
        action={{
          label: t('send'),
          isBusy: send.isPending,
          onPress: () => (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit(),
        }}
      />
      <p role="status" className="portal-said">
        {said > 0 && t('sent')}
      </p>
    </MobileCard>
  );
}

/** What was said so far, the newest first. */
function SaidCard({ view, token }: { readonly view: OutsideView; readonly token: string }) {
  const t = useWords('outside');
  if (view.reports.length === 0) return null;
  const items = view.reports.map(({ at, result, on, words, files }, nth): TimelineItem => {
    const title = on ? t('comingAt', { day: on }) : t(`result.${result}`);
    return {
      key: `${at}-${nth}`,
      state: 'done',
      title,
      at,
      ...(words ? { note: words } : {}),
      ...(files.length > 0
        ? { extra: <LinkedPhotos files={files} holder={{ kind: 'link', token }} label={title} /> }
        : {}),
    };
  });
  return (
    <MobileCard title={t('said')}>
      <Timeline items={items.toReversed()} />
    </MobileCard>
  );
}

function Shown({ token }: { readonly token: string }) {
  const t = useWords('outside');
  const { data, error, refetch } = useApi('GET /outside', { link: token });
  if (data)
    return (
      <>
        <TaskCard view={data} token={token} />
        <ReportCard view={data} token={token} />
        <SaidCard view={data} token={token} />
      </>
    );
  if (error instanceof RefusalError && error.status < 500 && error.status !== 429)
    return (
      <MobileCard>
        <Empty title={t('over')} hint={t('overHint')} />
      </MobileCard>
    );
  return (
    <MobileCard>
      {error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}
    </MobileCard>
  );
}

/** /o#<secret>: one matter for somebody outside, by a link that ends. The secret goes in a header, never in an address that a server sees. */
export function OutsidePage() {
  const t = useWords('outside');
  const token = useLinkSecret();
  return (
    <PortalShell title={t('title')}>
      <Shown token={token} />
    </PortalShell>
  );
}
