import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sources } from '../../../domain/case/basis.ts';
import { api } from '../../kit/api.ts';
import { useLanguage, usePick, useWords } from '../../kit/i18n.ts';
import { saveFile } from '../../kit/save-file.ts';
import { useSession } from '../../kit/session.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { MyDataShell } from './MyDataShell.tsx';
import { ProveCard } from './ProveCard.tsx';
import { RecordCard } from './RecordCard.tsx';

/** A copy as a file of its own: taken as it is asked for, so that a refusal is said here. */
function useCopy() {
  const t = useWords('portal-my-data');
  const language = useLanguage();
  return useMutation({
    mutationFn: async (format: 'pdf' | 'json') => {
      const file =
        format === 'pdf'
          ? api.file('GET /my-data/copy.pdf', { query: { language } } as never)
          : api.file('GET /my-data/copy.json', {} as never);
      saveFile(await file, `${t('title')}.${format}`);
    },
  });
}

function CopyCard() {
  const t = useWords('portal-my-data');
  const sayError = useErrorWords();
  const copy = useCopy();
  return (
    <MobileCard title={t('copy.title')}>
      <p className="my-data-quiet">{t('copy.hint')}</p>
      <div className="my-data-buttons">
        {(['pdf', 'json'] as const).map((format) => (
          <MobileButton
            key={format}
            look="plain"
            action={{
              label: copy.isPending && copy.variables === format ? t('copy.busy') : t(`copy.${format}`),
              isBusy: copy.isPending,
              onPress: () => copy.mutate(format),
            }}
          />
        ))}
      </div>
      <div role="alert">{copy.error && <p className="ll-field-error">{sayError(copy.error).title}</p>}</div>
    </MobileCard>
  );
}

/** What may be asked, and where it is asked. */
function AskCard() {
  const t = useWords('portal-my-data');
  return (
    <MobileCard title={t('ask.title')}>
      <p className="my-data-quiet">{t('ask.hint')}</p>
      <ul className="my-data-links">
        <li>
          <Link to="/apply/$type" params={{ type: 'data-right' }}>
            {t('ask.own')}
          </Link>
        </li>
        <li>
          <Link to="/apply/$type" params={{ type: 'data-right' }} search={{ begin: 'ask-for' } as never}>
            {t('ask.other')}
          </Link>
        </li>
        <li>
          <Link to="/mine">{t('ask.mine')}</Link>
        </li>
      </ul>
    </MobileCard>
  );
}

/** The articles as they stand in the register of rules. */
function LawCard() {
  const t = useWords('portal-my-data');
  const pick = usePick();
  const { title, articles } = sources['个人信息保护法'];
  return (
    <MobileCard title={t('rights')}>
      <p className="my-data-quiet">{pick(title)}</p>
      <ol className="my-data-law">
        {Object.entries(articles).map(([number, words]) => (
          <li key={number} value={Number(number)}>
            {pick(words)}
          </li>
        ))}
      </ol>
    </MobileCard>
  );
}

function OwnData() {
  const t = useWords('portal-my-data');
  const { data, error, refetch } = useApi('GET /my-data');
  const forget = useSend('my-data.forget', ['GET /my-data', 'GET /my-data/looks']);
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  if (!data.isProven) return <ProveCard triesLeft={data.triesLeft} />;
  return (
    <>
      {data.records.map((record) => (
        <RecordCard key={record.communityName} record={record} />
      ))}
      {data.records.length === 0 && (
        <MobileCard>
          <Empty title={t('noRecord')} hint={t('noRecordHint')} />
        </MobileCard>
      )}
      <MobileCard>
        <p className="my-data-quiet">{t('proven')}</p>
        <MobileButton
          look="plain"
          action={{ label: t('forget'), onPress: () => forget.mutate({}), isBusy: forget.isPending }}
        />
      </MobileCard>
    </>
  );
}

/** /my-data: what is held of me and why, who looked, a copy, and what I may ask. */
export function MyDataPage() {
  const t = useWords('portal-my-data');
  const isResident = useSession().data?.kind === 'resident';
  return (
    <MyDataShell title={t('title')} back="/me">
      <MobileCard>
        <p className="my-data-quiet">{t('intro')}</p>
        <ul className="my-data-links">
          <li>
            <Link to="/my-data/looks">{t('looks.open')}</Link>
          </li>
        </ul>
      </MobileCard>
      {isResident && <OwnData />}
      <CopyCard />
      <AskCard />
      <LawCard />
    </MyDataShell>
  );
}
