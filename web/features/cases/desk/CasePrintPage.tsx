import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../kit/api.ts';
import { useLanguage, useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { CaseSheet } from './CaseSheet.tsx';
import './case-print.css';

const reasons = ['handling', 'checking', 'call-back', 'correction'] as const;
type Reason = (typeof reasons)[number];

/** A matter's file as it will lie on paper: what is in it, who took it and when. */
export function CasePrintPage() {
  const t = useWords('case-file');
  const language = useLanguage();
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  const [reason, setReason] = useState<Reason>();
  const query = reason ? { language, contacts: 'full' as const, reason } : { language };
  // Each time it is taken is written down: it is not taken again by itself.
  const { data, error, refetch } = useQuery({
    ...apiQuery('GET /cases/:ref/case-file', { params: { ref }, query }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <div className="case-print">
      <div className="case-print-bar">
        <Link to={'/cases/$ref' as never} params={{ ref } as never}>
          {t('back')}
        </Link>
        <p>{t('logged')}</p>
        <ContactsPicker reason={reason} onChange={setReason} />
        <Button
          disabled={!data}
          onClick={() =>
            window.location.assign(api.href('GET /cases/:ref/case-file.pdf', { params: { ref }, query } as never))
          }
        >
          {t('pdf')}
        </Button>
        <Button type="primary" disabled={!data} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      {!data && <h1 className="visually-hidden">{t('title')}</h1>}
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && <CaseSheet file={data} />}
    </div>
  );
}

interface ContactsProps {
  readonly reason: Reason | undefined;
  readonly onChange: (reason: Reason | undefined) => void;
}

/** Masked, or in full for a reason that is said. */
function ContactsPicker({ reason, onChange }: ContactsProps) {
  const t = useWords('case-file');
  return (
    <Select
      className="case-print-contacts"
      aria-label={t('contacts.label')}
      value={reason ?? 'masked'}
      onChange={(chosen) => onChange(reasons.find((one) => one === chosen))}
      options={[
        { value: 'masked' as const, label: `${t('contacts.label')}：${t('contacts.masked')}` },
        {
          label: t('contacts.full'),
          options: reasons.map((value) => ({ value, label: t(`reason.${value}`) })),
        },
      ]}
    />
  );
}
