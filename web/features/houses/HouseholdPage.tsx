import { Link, useParams } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { AnswerOf } from '../../../contract/route.ts';
import type { Routes } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useGo } from '../../kit/use-go.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { useResidentWords } from './house-words.ts';
import { ResidentList } from './ResidentList.tsx';
import './house-pane.css';

type Household = AnswerOf<Routes['GET /households/:ref']>;

/** 户: who belongs to it now and who did, its head, and its parting. */
export function HouseholdPage() {
  const t = useWords('houses');
  const { ref = '' } = useParams({ strict: false }) as { ref?: string };
  const { data, error, refetch } = useApi('GET /households/:ref', { params: { ref } });
  return (
    <PlainPage>
      <PageTitle
        title={t('householdTitle')}
        sub={[data?.houseWords, data?.registerNo ? t('registerNo', { number: data.registerNo }) : '']
          .filter(Boolean)
          .join(' · ')}
        actions={
          data?.houseRef && (
            <Link to={'/houses' as never} search={{ ref: data.houseRef } as never}>
              {t('openHouse')}
            </Link>
          )
        }
      />
      {error && !data ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Members household={data} /> : !error && <Loading lines={5} />}
    </PlainPage>
  );
}

function Members({ household }: { readonly household: Household }) {
  const t = useWords('houses');
  const sayResident = useResidentWords();
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const setHead = useSend('households.setHead');
  const [isSplitting, setIsSplitting] = useState(false);
  const now = household.members.filter(({ toOn }) => toOn === null);
  const before = household.members.filter(({ toOn }) => toOn !== null);
  return (
    <div className="houses-household">
      <Card title={t('membersNow')} aside={now.length}>
        <ul className="houses-members">
          {now.map((one) => (
            <li key={one.ref ?? one.name}>
              <div>
                {one.ref ? (
                  <Link to={'/people' as never} search={{ ref: one.ref } as never}>
                    {one.name}
                  </Link>
                ) : (
                  <b>{one.name}</b>
                )}
                <span>{sayResident(one)}</span>
              </div>
              {household.mayWrite && !one.isHead && one.ref && (
                <Button
                  size="small"
                  aria-label={`${t('deed.setHead')} ${one.name}`}
                  loading={setHead.isPending}
                  onClick={() =>
                    setHead.mutate(
                      { ref: household.ref, headRef: one.ref ?? '' },
                      { onSuccess: () => void message.success(t('form.headDone')) },
                    )
                  }
                >
                  {t('deed.setHead')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {setHead.error && (
          <p className="ll-field-error" role="alert">
            {sayError(setHead.error).title}
          </p>
        )}
        {household.mayWrite && now.length > 1 && (
          <Button className="houses-split" onClick={() => setIsSplitting(true)}>
            {t('deed.split')}
          </Button>
        )}
      </Card>
      {before.length > 0 && (
        <Card title={t('membersBefore')}>
          <ResidentList residents={before} />
        </Card>
      )}
      {isSplitting && <SplitDialog household={household} onDone={() => setIsSplitting(false)} />}
    </div>
  );
}

interface SplitProps {
  readonly household: Household;
  readonly onDone: () => void;
}

function SplitDialog({ household, onDone }: SplitProps) {
  const t = useWords('houses');
  const go = useGo();
  const { message } = App.useApp();
  const send = useSend('households.split');
  const options = household.members.flatMap(({ ref, name, toOn }) =>
    ref && toOn === null ? [{ value: ref, label: name }] : [],
  );
  return (
    <FormDialog
      title={t('deed.split')}
      fields={[
        { key: 'members', kind: 'choice', many: true, label: t('form.members'), required: true, options },
        { key: 'head', kind: 'choice', label: t('form.head'), required: true, options },
        { key: 'registerNo', kind: 'text', label: t('form.registerNo'), max: 30 },
      ]}
      submitLabel={t('deed.split')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={({ head, members, registerNo }) =>
        send.mutate(
          {
            ref: household.ref,
            headRef: String(head),
            memberRefs: members as string[],
            registerNo: (registerNo as string | undefined) ?? null,
          },
          {
            onSuccess: ({ ref }) => {
              void message.success(t('form.splitDone'));
              onDone();
              go(`/households/${ref}`);
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p className="houses-what">{t('form.splitWhat')}</p>
    </FormDialog>
  );
}
