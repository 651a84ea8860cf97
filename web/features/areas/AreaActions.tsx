import { useState } from 'react';
import type { AreaView } from '../../../contract/areas.ts';
import { type AreaKind, areaKinds } from '../../../domain/registry/area-kinds.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { ActionBar, type BarAction } from '../../ui/desk/ActionBar.tsx';
import { AddAreaDialog, ChangeAreaDialog, CloseAreaDialog, kindsUnder, MoveBuildingsDialog } from './AreaDialogs.tsx';
import { MergeGridsDialog } from './MergeGridsDialog.tsx';

interface AreaActionsProps {
  readonly view: AreaView;
  /** Begins to draw: a grid's border or a new grid, or the area's own outline. */
  readonly onDraw: (isOutline: boolean) => void;
  /** Begins to divide a grid. */
  readonly onSplit: () => void;
  readonly onChoose: (id: number) => void;
}

type Open = 'change' | 'close' | 'move' | 'merge' | AreaKind | undefined;

/** What may be done with an area: one primary by its kind, the rest beside and behind the dots. */
export function AreaActions({ view, onDraw, onSplit, onChoose }: AreaActionsProps) {
  const t = useWords('areas');
  const pick = usePick();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const act = (key: string, label: string, onAct: () => void, more: Partial<BarAction> = {}): BarAction => ({
    key,
    label,
    onAct,
    ...more,
  });
  const community = view.path.find((step) => step.kind === 'community');
  const change = act('change', t('action.change'), () => setOpen('change'));
  const add = kindsUnder(view.kind).map((kind) =>
    act(`add-${kind}`, t('action.add', { kind: pick(areaKinds[kind].label) }), () => setOpen(kind)),
  );
  const primaries: Readonly<Record<AreaKind, BarAction>> = {
    district: change,
    street: change,
    community: act('draw', t('action.drawGrid'), () => onDraw(false)),
    grid: act('redraw', t('action.redraw'), () => onDraw(false)),
    building: act('move', t('action.move'), () => setOpen('move')),
    unit: change,
  };
  const primary = primaries[view.kind];
  const isKind = open !== undefined && open in areaKinds;
  return (
    <>
      <ActionBar
        primary={primary}
        secondary={[...(primary === change ? [] : [change]), ...add.slice(0, 1)]}
        more={[
          ...add.slice(1),
          ...(view.kind === 'grid'
            ? [act('split', t('split.action'), onSplit), act('merge', t('merge.action'), () => setOpen('merge'))]
            : [act('outline', t('action.outline'), () => onDraw(true))]),
          act('close', t('action.close'), () => setOpen('close'), { isDanger: true }),
        ]}
      />
      {open === 'change' && <ChangeAreaDialog view={view} onDone={close} />}
      {open === 'merge' && <MergeGridsDialog view={view} onDone={close} />}
      {open === 'close' && <CloseAreaDialog view={view} onDone={close} />}
      {open === 'move' && community && (
        <MoveBuildingsDialog communityId={community.id} buildingIds={[view.id]} onDone={close} />
      )}
      {isKind && <AddAreaDialog view={view} kind={open as AreaKind} onDone={close} onAdded={onChoose} />}
    </>
  );
}
