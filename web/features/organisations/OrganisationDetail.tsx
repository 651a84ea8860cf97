import { App, Button } from 'antd';
import { useState } from 'react';
import type { OrganisationVersion, OrganisationView } from '../../../contract/organisations.ts';
import { organisationKinds } from '../../../domain/registry/organisation-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { ActionBar } from '../../ui/desk/ActionBar.tsx';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import { type Fact, Facts } from '../../ui/show/Facts.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { Timeline } from '../../ui/show/Timeline.tsx';
import { ChangeOrganisationDialog, CloseOrganisationDialog, today } from './OrganisationDialogs.tsx';
import './organisations.css';

interface OrganisationDetailProps {
  readonly id: string;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}

/** One organisation: facts, what is planned, what hangs under it, its history. */
export function OrganisationDetail({ id, onChoose, onClose }: OrganisationDetailProps) {
  const t = useWords('organisations');
  const pick = usePick();
  const { data, error, refetch } = useApi('GET /organisations/:id', { params: { id } });
  const [open, setOpen] = useState<'change' | 'close'>();
  const done = () => setOpen(undefined);
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  return (
    <DetailPane
      number={data.current.creditCode ?? ''}
      title={data.current.name}
      tags={<Tag tone="blue">{pick(organisationKinds[data.kind])}</Tag>}
      onClose={onClose}
      actions={
        data.may.manage ? (
          <ActionBar
            primary={{ key: 'change', label: t('change'), onAct: () => setOpen('change') }}
            more={[{ key: 'close', label: t('close'), isDanger: true, onAct: () => setOpen('close') }]}
          />
        ) : undefined
      }
    >
      <OrganisationFacts view={data} />
      <Planned view={data} />
      <Children id={id} onChoose={onChoose} />
      <History id={id} />
      {open === 'change' && <ChangeOrganisationDialog view={data} onDone={done} />}
      {open === 'close' && <CloseOrganisationDialog view={data} onDone={done} />}
    </DetailPane>
  );
}

type Say = ReturnType<typeof useWords<'organisations'>>;

function validityOf({ validFrom, validTo }: OrganisationVersion, t: Say): string {
  return validTo === null ? t('since', { day: validFrom }) : t('fromTo', { from: validFrom, to: validTo });
}

function OrganisationFacts({ view: { current, path } }: { readonly view: OrganisationView }) {
  const t = useWords('organisations');
  const above = path
    .slice(0, -1)
    .map((step) => step.name)
    .join(' / ');
  const items: readonly Fact[] = [
    ...(above ? [{ label: t('parent'), value: above }] : []),
    { label: t('area'), value: current.area.name },
    ...(current.shortName ? [{ label: t('shortName'), value: current.shortName }] : []),
    { label: t('phone'), value: current.phone ? <Dial phone={current.phone} /> : t('noPhone') },
    { label: t('validity'), value: validityOf(current, t) },
  ];
  return <Facts items={items} />;
}

function Dial({ phone }: { readonly phone: string }) {
  return (
    <a className="figures" href={`tel:${phone}`}>
      {phone}
    </a>
  );
}

function Planned({ view }: { readonly view: OrganisationView }) {
  const t = useWords('organisations');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const withdraw = useSend('organisations.withdrawChange');
  const { current } = view;
  const isEnding = view.planned.length === 0 && current.validTo !== null && current.validTo > today();
  const lines = [
    ...view.planned.map((version) => ({
      stamp: version.stamp,
      words: t('plannedFrom', { day: version.validFrom, what: version.name }),
    })),
    ...(isEnding ? [{ stamp: current.stamp, words: t('ends', { day: current.validTo ?? '' }) }] : []),
  ];
  if (lines.length === 0) return null;
  const take = (basedOn: string) =>
    withdraw.mutate(
      { id: view.id, basedOn },
      {
        onSuccess: () => void message.success(t('said.withdrawn')),
        onError: (error) => void message.error(sayError(error).title),
      },
    );
  return (
    <DetailSection title={t('planned')}>
      <ul className="organisations-planned">
        {lines.map(({ stamp, words }) => (
          <li key={stamp}>
            <span>{words}</span>
            {view.may.manage && (
              <Button size="small" loading={withdraw.isPending} onClick={() => take(stamp)}>
                {t('withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

function Children({ id, onChoose }: { readonly id: string; readonly onChoose: (id: string) => void }) {
  const t = useWords('organisations');
  const { data } = useApi('GET /organisations/tree', { query: { parent: id } });
  if (!data || data.items.length === 0) return null;
  return (
    <DetailSection title={t('children')} aside={data.items.length}>
      <div className="organisations-children">
        {data.items.map((row) => (
          <button type="button" key={row.id} onClick={() => onChoose(row.id)}>
            {row.name}
          </button>
        ))}
      </div>
    </DetailSection>
  );
}

function History({ id }: { readonly id: string }) {
  const t = useWords('organisations');
  const { data } = useApi('GET /organisations/:id/history', { params: { id } });
  if (!data) return null;
  const now = today();
  return (
    <DetailSection title={t('history')}>
      <Timeline
        items={data.items.map((version) => ({
          key: version.stamp,
          state: version.validFrom > now ? 'todo' : 'done',
          title: version.name,
          text: [
            validityOf(version, t),
            version.area.name,
            version.made.name ? t('by', { name: version.made.name }) : undefined,
          ]
            .filter((part) => part !== undefined)
            .join(' · '),
          ...(version.reason ? { note: version.reason } : {}),
        }))}
      />
    </DetailSection>
  );
}
