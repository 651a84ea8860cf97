import { Link } from '@tanstack/react-router';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import type { KeptItem } from '../../../contract/service-items.ts';
import { forbiddenProofs } from '../../../domain/service-items/forbidden-proofs.ts';
import { resultKinds } from '../../../domain/service-items/guide.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { Card, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { guideOf, valuesOf } from './guide-draft.ts';
import './service-items-desk.css';

interface Source {
  readonly key: string;
  readonly title: { readonly zh: string; readonly en: string };
}

/** /service-items: the catalogue of what can be applied for; whoever keeps it writes the guides and publishes them. */
export function ServiceItemsPage() {
  const t = useWords('service-items-desk');
  const { data, error, refetch } = useApi('GET /service-items');
  const [chosen, setChosen] = useState<KeptItem>();
  const published = data?.items.filter(({ isPublished }) => isPublished).length ?? 0;
  return (
    <PlainPage>
      <PageTitle title={t('title')} sub={data && t('sub', { published, all: data.items.length })} />
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {data && !data.mayManage && <Alert type="info" showIcon title={t('readOnly')} />}
      {!data && !error && <Loading lines={8} />}
      {data && <ItemTable items={data.items} mayManage={data.mayManage} sources={data.sources} onEdit={setChosen} />}
      <ForbiddenList />
      {data && chosen && <GuideDialog item={chosen} sources={data.sources} onDone={() => setChosen(undefined)} />}
    </PlainPage>
  );
}

interface TableProps {
  readonly items: readonly KeptItem[];
  readonly mayManage: boolean;
  readonly sources: readonly Source[];
  readonly onEdit: (item: KeptItem) => void;
}

function ItemTable({ items, mayManage, sources, onEdit }: TableProps) {
  const t = useWords('service-items-desk');
  const pick = usePick();
  const sayLaw = (key: string) => {
    const [, article = ''] = key.split('/');
    const source = sources.find((one) => one.key === key);
    return source ? `${pick(source.title)} ${article}` : key;
  };
  return (
    <Card title={t('title')}>
      <table className="items-table">
        <thead>
          <tr>
            <th>{t('columns.name')}</th>
            <th>{t('columns.kind')}</th>
            <th>{t('columns.result')}</th>
            <th>{t('columns.basis')}</th>
            <th>{t('columns.state')}</th>
            {mayManage && <th aria-label={t('edit')} />}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <b>{pick(item.name)}</b>
                {item.guide && <small>{pick(item.guide.summary)}</small>}
              </td>
              <td>{item.className && pick(item.className)}</td>
              <td>{item.guide && pick(resultKinds[item.guide.result])}</td>
              <td>
                {item.guide &&
                  [...item.guide.laws.map(sayLaw), ...(item.guide.localRule ? [pick(item.guide.localRule)] : [])].join(
                    '；',
                  )}
              </td>
              <td>
                <Tag tone={item.isPublished ? 'green' : item.guide ? 'amber' : 'grey'}>
                  {t(item.isPublished ? 'published' : item.guide ? 'draft' : 'blank')}
                </Tag>
              </td>
              {mayManage && (
                <td>
                  <Button size="small" onClick={() => onEdit(item)} aria-label={`${t('edit')} ${pick(item.name)}`}>
                    {t('edit')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function useGuideFields(sources: readonly Source[]): readonly FormField[] {
  const t = useWords('service-items-desk');
  const pick = usePick();
  const twice = (key: 'summary' | 'who'): readonly FormField[] => [
    { key: `${key}Zh`, kind: 'text', label: `${t(key)} · ${t('zh')}`, required: true, max: 600, lines: 2 },
    { key: `${key}En`, kind: 'text', label: `${t(key)} · ${t('en')}`, max: 1200, lines: 2 },
  ];
  return [
    ...twice('summary'),
    ...twice('who'),
    {
      key: 'result',
      kind: 'choice',
      label: t('result'),
      required: true,
      options: Object.entries(resultKinds).map(([value, label]) => ({ value, label })),
    },
    {
      key: 'laws',
      kind: 'choice',
      many: true,
      label: t('laws'),
      options: sources.map(({ key, title }) => ({ value: key, label: `${pick(title)} ${key.split('/')[1] ?? ''}` })),
    },
    { key: 'localRule', kind: 'text', label: t('localRule'), max: 600, lines: 2 },
    { key: 'words', kind: 'text', label: t('words'), max: 400 },
    { key: 'materials', kind: 'text', label: t('materials'), max: 4000, lines: 5 },
    { key: 'steps', kind: 'text', label: t('steps'), max: 4000, lines: 4 },
    { key: 'platformName', kind: 'text', label: t('platformName'), max: 200 },
    { key: 'platformAddress', kind: 'text', label: t('platformAddress'), max: 300 },
    { key: 'isPublished', kind: 'yes-no', label: t('published') },
  ];
}

interface DialogProps {
  readonly item: KeptItem;
  readonly sources: readonly Source[];
  readonly onDone: () => void;
}

/** Writes the guide of one item; its form, limits and reasons are those of its category. */
function GuideDialog({ item, sources, onDone }: DialogProps) {
  const t = useWords('service-items-desk');
  const pick = usePick();
  const { message } = App.useApp();
  const send = useSend('service-items.describe', ['GET /service-items', 'GET /service-items/public']);
  const submit = (values: FormValues) =>
    send.mutate(
      {
        id: item.id,
        guide: guideOf(values, item.guide),
        isPublished: values['isPublished'] === true,
        basedOn: item.version,
      },
      {
        onSuccess: () => {
          void message.success(t('saved'));
          onDone();
        },
      },
    );
  return (
    <FormDialog
      title={pick(item.name)}
      width={760}
      fields={useGuideFields(sources)}
      initial={{ ...valuesOf(item.guide), isPublished: item.isPublished }}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    >
      <p className="items-note">
        {t('questions')}{' '}
        <Link to={'/catalogue' as never} search={{ category: String(item.id) } as never}>
          {t('openCategory')}
        </Link>
      </p>
    </FormDialog>
  );
}

/** What residents read where they look for one of the twenty. */
function ForbiddenList() {
  const t = useWords('service-items-desk');
  const pick = usePick();
  return (
    <Card title={t('forbidden')}>
      <p className="items-note">{t('forbiddenHint')}</p>
      <dl className="items-forbidden">
        {forbiddenProofs.map(({ code, name, instead }) => (
          <div key={code}>
            <dt>{pick(name)}</dt>
            <dd>{pick(instead)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
