import { Fragment } from 'react';
import type { OwnRecord } from '../../../contract/my-data.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';

/** Every value that is held, each with why, under which rule, how long and from where. */
function Values({ values }: Pick<OwnRecord, 'values'>) {
  const t = useWords('portal-my-data');
  const pick = usePick();
  return (
    <dl className="my-data-values">
      {values.map(({ key, label, value, purpose, basis, term, source, isSensitive }) => (
        <Fragment key={key}>
          <dt>
            {pick(label)}
            {isSensitive && (
              <Tag tone="amber" small>
                {t('sensitive')}
              </Tag>
            )}
          </dt>
          <dd>
            <b>{pick(value)}</b>
            <small>{t('why', { purpose: pick(purpose), basis, term: pick(term) })}</small>
            {source && <small>{t('from', { source: pick(source) })}</small>}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

interface Line {
  readonly key: string;
  readonly title: string;
  readonly note: string;
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="my-data-part">{title}</h3>
      <ul className="my-data-lines">
        {lines.map((one) => (
          <li key={one.key}>
            {one.title}
            {one.note && <small>{one.note}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What one community holds of the person. */
export function RecordCard({ record }: { readonly record: OwnRecord }) {
  const t = useWords('portal-my-data');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const { communityName, values, homes, ownerships, groups, changes, isLimited } = record;
  return (
    <MobileCard title={t('community', { name: communityName })}>
      {isLimited && <p className="my-data-limited">{t('limited')}</p>}
      <Values values={values} />
      <Lines
        title={t('homes')}
        lines={homes.map(({ words, from, to }, nth) => ({
          key: `${words}-${nth}`,
          title: words,
          note: t('period', { from: from ?? t('unknownDay'), to: to ?? t('now') }),
        }))}
      />
      <Lines
        title={t('ownerships')}
        lines={ownerships.map(({ words, share }, nth) => ({ key: `${words}-${nth}`, title: words, note: share }))}
      />
      <Lines
        title={t('groups')}
        lines={groups.map(({ label, source, basis, from }) => ({
          key: `${label.zh}-${from}`,
          title: pick(label),
          note: t('groupLine', { source, basis }),
        }))}
      />
      <Lines
        title={t('changes')}
        lines={changes.map(({ at, words }, nth) => ({ key: `${at}-${nth}`, title: pick(words), note: sayInstant(at) }))}
      />
    </MobileCard>
  );
}
