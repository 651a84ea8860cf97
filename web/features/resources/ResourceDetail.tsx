import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { PromisedResource, ResourceFit, ResourceNeed } from '../../../contract/resources.ts';
import { resourceKinds } from '../../../domain/resources/promise.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import { type Fact, Facts } from '../../ui/show/Facts.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { ChangeDialog, MatchDialog } from './ResourceDialogs.tsx';
import { useResourceWords } from './resource-words.ts';

interface Closable {
  readonly onClose: () => void;
}

/** A promise: what of it is used for what, and the deeds of its unit. */
export function PromiseDetail({ resource, onClose }: { readonly resource: PromisedResource } & Closable) {
  const t = useWords('resources');
  const pick = usePick();
  const say = useResourceWords();
  const [open, setOpen] = useState<'change' | 'withdraw'>();
  const withdraw = useSend('resources.withdraw');
  const close = () => setOpen(undefined);
  const facts: readonly Fact[] = [
    { label: t('unitName'), value: resource.organisation.name },
    { label: t('where'), value: resource.area.name },
    { label: t('column.promised'), value: say.promised(resource) },
    { label: t('column.left'), value: `${resource.left} ${say.unit(resource)}` },
    { label: t('column.when'), value: `${say.days(resource)} · ${say.hours(resource)}` },
    ...(resource.details ? [{ label: t('details'), value: resource.details }] : []),
  ];
  return (
    <DetailPane
      title={resource.title}
      tags={<Tag tone="blue">{pick(resourceKinds[resource.kind])}</Tag>}
      onClose={onClose}
    >
      <Facts items={facts} />
      {resource.mayChange && (
        <div className="resources-deeds">
          <Button onClick={() => setOpen('change')}>{t('change')}</Button>
          <Button type="text" danger onClick={() => setOpen('withdraw')}>
            {t('withdraw')}
          </Button>
        </div>
      )}
      <Agreed of={{ resourceId: resource.id }} />
      {open === 'change' && <ChangeDialog resource={resource} onDone={close} />}
      <ConfirmDialog
        open={open === 'withdraw'}
        title={`${t('withdraw')} · ${resource.title}`}
        confirmLabel={t('withdraw')}
        isDanger
        isBusy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate({ id: resource.id }, { onSuccess: onClose })}
        onCancel={close}
      >
        {t('withdrawSure')}
      </ConfirmDialog>
    </DetailPane>
  );
}

/** A need: what it still lacks, which promises fit and why, and what was agreed. */
export function NeedDetail({ need, onClose }: { readonly need: ResourceNeed } & Closable) {
  const t = useWords('resources');
  const pick = usePick();
  const say = useResourceWords();
  const [isClosing, setClosing] = useState(false);
  const close = useSend('resources.closeNeed');
  const lacking = Math.max(0, need.amount - need.met);
  const facts: readonly Fact[] = [
    { label: t('place'), value: need.area.name },
    { label: t('column.met'), value: t('of', { done: need.met, all: need.amount, unit: say.unit(need) }) },
    { label: t('column.when'), value: `${say.days(need)} · ${say.hours(need)}` },
    ...(need.details ? [{ label: t('details'), value: need.details }] : []),
  ];
  return (
    <DetailPane
      title={need.title}
      tags={
        <>
          <Tag tone="blue">{pick(resourceKinds[need.kind])}</Tag>
          <NeedTag need={need} />
        </>
      }
      onClose={onClose}
    >
      <Facts items={facts} />
      {need.mayManage && !need.isClosed && (
        <div className="resources-deeds">
          <Button onClick={() => setClosing(true)}>{t('closeNeed')}</Button>
        </div>
      )}
      {need.mayManage && !need.isClosed && lacking > 0 && <Fits need={need} />}
      <Agreed of={{ needId: need.id }} />
      <ConfirmDialog
        open={isClosing}
        title={`${t('closeNeed')} · ${need.title}`}
        confirmLabel={t('closeNeed')}
        isBusy={close.isPending}
        error={close.error}
        onConfirm={() => close.mutate({ id: need.id }, { onSuccess: () => setClosing(false) })}
        onCancel={() => setClosing(false)}
      >
        {t('closeSure')}
      </ConfirmDialog>
    </DetailPane>
  );
}

/** How a need stands, in a word. */
export function NeedTag({ need }: { readonly need: ResourceNeed }) {
  const t = useWords('resources');
  const say = useResourceWords();
  if (need.isClosed) return <Tag tone="grey">{t('closed')}</Tag>;
  const count = need.amount - need.met;
  return count <= 0 ? (
    <Tag tone="green">{t('metAll')}</Tag>
  ) : (
    <Tag tone="amber">{t('lacking', { count, unit: say.unit(need) })}</Tag>
  );
}

function Fits({ need }: { readonly need: ResourceNeed }) {
  const t = useWords('resources');
  const say = useResourceWords();
  const pick = usePick();
  const { data, error, refetch } = useApi('GET /resources/needs/:id/fits', { params: { id: need.id } });
  const [chosen, setChosen] = useState<ResourceFit>();
  return (
    <DetailSection title={t('fits')}>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={3} />}
      {data && <p className="resources-hint">{data.items.length === 0 ? t('noFits') : t('fitsHint')}</p>}
      <ul className="resources-fits">
        {data?.items.map((fit) => (
          <li key={fit.resource.id}>
            <div>
              <b>{fit.resource.title}</b>
              <Tag tone={fit.isWhole ? 'green' : 'grey'} small>
                {fit.isWhole ? t('whole') : t('part', { count: fit.amount, unit: say.unit(need) })}
              </Tag>
              <small>{fit.resource.organisation.name}</small>
              <small>{fit.reasons.map(pick).join(' · ')}</small>
            </div>
            <Button onClick={() => setChosen(fit)} aria-label={`${t('match')} · ${fit.resource.title}`}>
              {t('match')}
            </Button>
          </li>
        ))}
      </ul>
      {chosen && <MatchDialog need={need} fit={chosen} onDone={() => setChosen(undefined)} />}
    </DetailSection>
  );
}

const shown = 50;

function Agreed({ of }: { readonly of: { readonly resourceId: string } | { readonly needId: string } }) {
  const t = useWords('resources');
  const say = useResourceWords();
  const pick = usePick();
  const { data, error, refetch } = useApi('GET /resources/uses', { query: { ...of, limit: shown } });
  return (
    <DetailSection title={t('agreed')}>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data?.items.length === 0 && <p className="resources-hint">{t('noAgreed')}</p>}
      <ul className="resources-fits">
        {data?.items.map((use) => (
          <li key={use.id}>
            <div>
              <b>
                {'needId' in of ? `${use.resource.organisationName}：${use.resource.title}` : use.need.title} ·{' '}
                {use.amount} {say.unit(use)}
              </b>
              <small>
                <span className="figures">{use.on}</span> ·{' '}
                {use.matter ? (
                  <Link to={`/cases/${use.matter.ref}` as never}>
                    <span className="figures">{use.matter.number}</span> {pick(use.matter.stageLabel)}
                  </Link>
                ) : (
                  t('hidden')
                )}
                {use.isReleased && ` · ${t('released')}`}
              </small>
            </div>
            {use.mayRelease && <Release id={use.id} />}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

function Release({ id }: { readonly id: string }) {
  const t = useWords('resources');
  const [isOpen, setOpen] = useState(false);
  const release = useSend('resources.release');
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('release')}</Button>
      <ConfirmDialog
        open={isOpen}
        title={t('release')}
        confirmLabel={t('release')}
        isBusy={release.isPending}
        error={release.error}
        onConfirm={() => release.mutate({ id }, { onSuccess: () => setOpen(false) })}
        onCancel={() => setOpen(false)}
      >
        {t('releaseSure')}
      </ConfirmDialog>
    </>
  );
}
