import { App, Button } from 'antd';
import { useState } from 'react';
import type { AreaRow, AreaVersion, AreaView } from '../../../contract/areas.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import { type Fact, Facts } from '../../ui/show/Facts.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { Timeline } from '../../ui/show/Timeline.tsx';
import { AreaActions } from './AreaActions.tsx';
import { MoveBuildingsDialog } from './AreaDialogs.tsx';
import { hectaresOf, today } from './area-words.ts';
import { PeopleOfArea } from './PeopleOfArea.tsx';
import './area-detail.css';

interface AreaDetailProps {
  readonly view: AreaView;
  /** Another day than today: then nothing is changed. */
  readonly on: string | undefined;
  readonly onChoose: (id: number) => void;
  readonly onDraw: (isOutline: boolean) => void;
  readonly onSplit: () => void;
  readonly onClose: () => void;
}

/** Everything about one area: facts, what is planned, who is responsible, its buildings, its history, what may be done. */
export function AreaDetail({ view, on, onChoose, onDraw, onSplit, onClose }: AreaDetailProps) {
  const t = useWords('areas');
  const pick = usePick();
  const { current } = view;
  const isNow = on === undefined || on === today();
  return (
    <DetailPane
      number={current.code ?? ''}
      title={current.name}
      onClose={onClose}
      tags={
        <>
          <Tag tone="blue">{pick(areaKinds[view.kind].label)}</Tag>
          {current.details.isPseudo && <Tag tone="grey">{t('pseudo')}</Tag>}
          {current.details.gridKind === 'dedicated' && <Tag tone="teal">{t('dedicated')}</Tag>}
        </>
      }
      actions={
        isNow && view.may.manage ? (
          <AreaActions view={view} onDraw={onDraw} onSplit={onSplit} onChoose={onChoose} />
        ) : undefined
      }
    >
      <AreaFacts view={view} />
      {isNow && <Planned view={view} />}
      {view.may.read && <PeopleOfArea areaId={view.id} on={on} />}
      {(view.kind === 'grid' || view.kind === 'community') && (
        <Buildings view={view} on={on} mayMove={isNow && view.may.manage} onChoose={onChoose} />
      )}
      <History id={view.id} />
    </DetailPane>
  );
}

function AreaFacts({ view }: { readonly view: AreaView }) {
  const t = useWords('areas');
  const pick = usePick();
  const { current, path, counts } = view;
  const { details } = current;
  const above = path
    .slice(0, -1)
    .map((step) => step.name)
    .join(' / ');
  const under = (Object.keys(areaKinds) as (keyof typeof areaKinds)[])
    .flatMap((kind) => (counts[kind] ? [`${pick(areaKinds[kind].label)} ${counts[kind]}`] : []))
    .join(' · ');
  const known: readonly (Fact | undefined)[] = [
    above ? { label: t('fact.path'), value: above } : undefined,
    { label: t('fact.validity'), value: validityOf(current, t) },
    {
      label: t('fact.size'),
      value: current.polygon ? t('hectares', { n: hectaresOf(current.polygon) }) : t('notDrawn'),
    },
    under ? { label: t('fact.under'), value: under } : undefined,
    details.codeYear ? { label: t('fact.codeYear'), value: details.codeYear } : undefined,
    details.storeys ? { label: t('fact.storeys'), value: details.storeys } : undefined,
    details.unitCount ? { label: t('fact.units'), value: details.unitCount } : undefined,
    details.doorCount ? { label: t('fact.doors'), value: details.doorCount } : undefined,
    details.builtYear ? { label: t('fact.built'), value: details.builtYear } : undefined,
    details.hasLift === undefined
      ? undefined
      : { label: t('fact.lift'), value: details.hasLift ? t('has') : t('hasNot') },
  ];
  return <Facts items={known.filter((fact) => fact !== undefined)} />;
}

function validityOf(
  { validFrom, validTo }: Pick<AreaVersion, 'validFrom' | 'validTo'>,
  t: ReturnType<typeof useWords<'areas'>>,
): string {
  return validTo === null ? t('from', { day: validFrom }) : t('fromTo', { from: validFrom, to: validTo });
}

/** What has been arranged for later, and how to take it back. */
function Planned({ view }: { readonly view: AreaView }) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const withdraw = useSend('areas.withdrawChange');
  const closing = view.planned.length === 0 && view.current.validTo !== null && view.current.validTo > today();
  const lines = [
    ...view.planned.map((version) => ({
      stamp: version.stamp,
      words: t('plannedFrom', { day: version.validFrom, what: version.name }),
    })),
    ...(closing ? [{ stamp: view.current.stamp, words: t('ends', { day: view.current.validTo ?? '' }) }] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <DetailSection title={t('planned')}>
      <ul className="areas-planned">
        {lines.map(({ stamp, words }) => (
          <li key={stamp}>
            <span>{words}</span>
            {view.may.manage && (
              <Button
                size="small"
                loading={withdraw.isPending}
                onClick={() =>
                  withdraw.mutate(
                    { id: view.id, basedOn: stamp },
                    {
                      onSuccess: () => void message.success(t('withdrawn')),
                      onError: (error) => void message.error(sayError(error).title),
                    },
                  )
                }
              >
                {t('withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

interface BuildingsProps {
  readonly view: AreaView;
  readonly on: string | undefined;
  readonly mayMove: boolean;
  readonly onChoose: (id: number) => void;
}

/** The buildings right under a grid or community; chosen ones can be moved to another grid. */
function Buildings({ view, on, mayMove, onChoose }: BuildingsProps) {
  const t = useWords('areas');
  const { data } = useApi('GET /areas/tree', { query: { parent: view.id, ...(on ? { on } : {}) } });
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isMoving, setIsMoving] = useState(false);
  const buildings = data?.items.filter((row) => row.kind === 'building') ?? [];
  const community = view.path.find((step) => step.kind === 'community');
  if (buildings.length === 0) return null;
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <DetailSection title={t('buildings')} aside={buildings.length}>
      <ul className="areas-buildings">
        {buildings.map((row) => (
          <BuildingRow
            key={row.id}
            row={row}
            isChosen={chosen.has(row.id)}
            onToggle={mayMove ? toggle : undefined}
            onChoose={onChoose}
          />
        ))}
      </ul>
      {mayMove && chosen.size > 0 && (
        <Button className="areas-move" onClick={() => setIsMoving(true)}>
          {t('action.moveChosen', { n: chosen.size })}
        </Button>
      )}
      {isMoving && community && (
        <MoveBuildingsDialog
          communityId={community.id}
          buildingIds={[...chosen]}
          onDone={() => {
            setIsMoving(false);
            setChosen(new Set());
          }}
        />
      )}
    </DetailSection>
  );
}

interface BuildingRowProps {
  readonly row: AreaRow;
  readonly isChosen: boolean;
  readonly onToggle: ((id: number) => void) | undefined;
  readonly onChoose: (id: number) => void;
}

function BuildingRow({ row, isChosen, onToggle, onChoose }: BuildingRowProps) {
  return (
    <li>
      {onToggle && <input type="checkbox" aria-label={row.name} checked={isChosen} onChange={() => onToggle(row.id)} />}
      <button type="button" onClick={() => onChoose(row.id)}>
        {row.name}
      </button>
    </li>
  );
}

/** All versions, newest first; those to come are hollow. */
function History({ id }: { readonly id: number }) {
  const t = useWords('areas');
  const { data } = useApi('GET /areas/:id/history', { params: { id } });
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
            version.parent?.name,
            version.made.name ? t('historyBy', { name: version.made.name }) : t('bySystem'),
          ]
            .filter((part) => part !== undefined)
            .join(' · '),
          ...(version.reason ? { note: version.reason } : {}),
        }))}
      />
    </DetailSection>
  );
}
