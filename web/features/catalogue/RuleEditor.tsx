import { App, Button, Input, Radio, Select, TimePicker, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import type { CategoryItem } from '../../../contract/catalogue.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { ActionBar } from '../../ui/desk/ActionBar.tsx';
import { PickInput } from '../../ui/desk/PickInput.tsx';
import { DetailPane } from '../../ui/desk/SplitPage.tsx';
import type { PickValue } from '../../ui/forms/fields.ts';
import { ringArea, ringOf } from '../../ui/map/ring.ts';
import { Loading } from '../../ui/show/StateBlocks.tsx';
import { useCatalogueSources } from './catalogue-sources.ts';
import { categoryTree, type TreeBranch } from './category-tree.ts';
import { needOf, type RuleItem, type RuleTimes } from './routing-draft.ts';

const OutlineDialog = lazy(async () => ({ default: (await import('./OutlineDialog.tsx')).OutlineDialog }));

interface RuleEditorProps {
  readonly rule: RuleItem;
  readonly area: { readonly id: number; readonly name: string };
  readonly categories: readonly CategoryItem[];
  readonly onChange: (rule: RuleItem) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** One rule: what, when, where, and whom it sends to. */
export function RuleEditor({ rule, area, categories, onChange, onRemove, onClose }: RuleEditorProps) {
  const t = useWords('catalogue');
  const { message } = App.useApp();
  const need = needOf(rule);
  const put = (patch: Partial<RuleItem>) => onChange({ ...rule, ...patch });
  const close = () => (need ? void message.warning(t(`routing.need.${need}`)) : onClose());
  return (
    <DetailPane
      number={t('routing.edit')}
      title={rule.name || t('routing.newName')}
      onClose={close}
      actions={
        <ActionBar
          primary={{ key: 'apply', label: t('routing.form.apply'), onAct: close }}
          secondary={[{ key: 'remove', label: t('routing.form.remove'), onAct: onRemove }]}
        />
      }
    >
      <Line label={t('routing.form.name')}>
        <Input
          aria-label={t('routing.form.name')}
          maxLength={60}
          value={rule.name}
          onChange={(event) => put({ name: event.target.value })}
        />
      </Line>
      <CategoriesLine rule={rule} categories={categories} onChange={put} />
      <TimesLines times={rule.times} onChange={(times) => put({ times })} />
      <WhereLine rule={rule} area={area} onChange={put} />
      <SendsLines rule={rule} onChange={put} />
      {need && (
        <p className="cat-rule-need" role="status">
          {t(`routing.need.${need}`)}
        </p>
      )}
    </DetailPane>
  );
}

interface LineProps {
  readonly label: string;
  /** The control the label belongs to; without it the controls name themselves. */
  readonly id?: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Line({ label, id, hint, children }: LineProps) {
  return (
    <div className="cat-rule-line">
      {id ? <label htmlFor={id}>{label}</label> : <span aria-hidden>{label}</span>}
      {children}
      {hint && <small>{hint}</small>}
    </div>
  );
}

interface PartProps {
  readonly rule: RuleItem;
  readonly onChange: (patch: Partial<RuleItem>) => void;
}

function CategoriesLine({ rule, categories, onChange }: PartProps & { readonly categories: readonly CategoryItem[] }) {
  const t = useWords('catalogue');
  const pick = usePick();
  const byId = new Map(categories.map((item) => [item.id, item]));
  const toNode = ({ item, children }: TreeBranch): object => ({
    value: item.id,
    title: pick(item.name),
    children: children.map(toNode),
  });
  return (
    <Line label={t('routing.form.categories')} hint={t('routing.form.categoriesHint')}>
      <TreeSelect
        aria-label={t('routing.form.categories')}
        placeholder={t('routing.every')}
        multiple
        allowClear
        showSearch={{ treeNodeFilterProp: 'title' }}
        popupMatchSelectWidth={360}
        treeData={categoryTree(categories, (item) => item.isOpen).map(toNode) as never}
        value={[...rule.categoryIds] as never}
        onChange={(ids: number[]) =>
          onChange({
            categoryIds: ids,
            categories: ids.flatMap((id) => {
              const found = byId.get(id);
              return found ? [{ id, name: found.name }] : [];
            }),
          })
        }
      />
    </Line>
  );
}

const clock = (words: string | undefined) => (words === undefined ? null : dayjs(`2026-01-01T${words}:00`));

function TimesLines({ times, onChange }: { readonly times: RuleTimes; readonly onChange: (times: RuleTimes) => void }) {
  const t = useWords('catalogue');
  const { from, to, months, ...rest } = times;
  const put = (next: Partial<Record<'from' | 'to', string | undefined>>) => {
    const [start, end] = ['from' in next ? next.from : from, 'to' in next ? next.to : to];
    onChange({
      ...rest,
      ...(start ? { from: start } : {}),
      ...(end ? { to: end } : {}),
      ...(months ? { months } : {}),
    });
  };
  const picker = (key: 'from' | 'to', value: string | undefined) => (
    <TimePicker
      aria-label={t(`routing.form.${key}`)}
      placeholder={t(`routing.form.${key}`)}
      format="HH:mm"
      minuteStep={10}
      needConfirm={false}
      value={clock(value)}
      onChange={(next) => put({ [key]: next?.format('HH:mm') })}
    />
  );
  return (
    <>
      <Line label={t('routing.form.hours')}>
        <Radio.Group
          aria-label={t('routing.form.hours')}
          value={times.hours}
          onChange={(event) => onChange({ ...times, hours: event.target.value })}
          options={[
            { value: 'any', label: t('routing.form.hoursAny') },
            { value: 'office', label: t('routing.officeHours') },
            { value: 'closed', label: t('routing.closedHours') },
          ]}
        />
      </Line>
      <Line label={t('routing.form.when')} hint={t('routing.form.clockHint')}>
        <span className="cat-rule-clock">
          {picker('from', from)}
          {picker('to', to)}
        </span>
      </Line>
      <Line label={t('routing.form.months')}>
        <Select
          aria-label={t('routing.form.months')}
          placeholder={t('routing.form.monthsAny')}
          mode="multiple"
          allowClear
          value={months ?? []}
          options={Array.from({ length: 12 }, (_, i) => ({
            value: i + 1,
            label: t('routing.form.month', { n: i + 1 }),
          }))}
          onChange={(next: number[]) => {
            const { months: _, ...others } = times;
            onChange({ ...others, ...(next.length > 0 ? { months: next.toSorted((a, b) => a - b) } : {}) });
          }}
        />
      </Line>
    </>
  );
}

function WhereLine({ rule, area, onChange }: PartProps & { readonly area: RuleEditorProps['area'] }) {
  const t = useWords('catalogue');
  const [isDrawing, setIsDrawing] = useState(false);
  const { polygon } = rule;
  const hectares = polygon?.type === 'Polygon' ? ringArea(ringOf(polygon)) / 10_000 : undefined;
  return (
    <Line label={t('routing.form.where')}>
      <p className="cat-rule-where">
        {polygon
          ? t('routing.form.wherePart', { ha: hectares === undefined ? '–' : hectares.toFixed(2) })
          : t('routing.form.whereAll', { area: area.name })}
      </p>
      <span className="cat-rule-clock">
        <Button onClick={() => setIsDrawing(true)}>
          {polygon ? t('routing.form.redraw') : t('routing.form.draw')}
        </Button>
        {polygon && <Button onClick={() => onChange({ polygon: null })}>{t('routing.form.clear')}</Button>}
      </span>
      {isDrawing && (
        <Suspense fallback={<Loading lines={4} />}>
          <OutlineDialog
            name={rule.name}
            areaId={area.id}
            polygon={polygon}
            onUse={(next) => {
              onChange({ polygon: next });
              setIsDrawing(false);
            }}
            onCancel={() => setIsDrawing(false)}
          />
        </Suspense>
      )}
    </Line>
  );
}

const toPick = ({ id, name }: RuleItem['lead']): PickValue => ({ ref: id, name });
const toUnit = ({ ref, name }: PickValue): RuleItem['lead'] => ({ id: ref, name, isInForce: true });

function SendsLines({ rule, onChange }: PartProps) {
  const t = useWords('catalogue');
  const sources = useCatalogueSources();
  const { lead, helpers, sends } = rule;
  const { urgency, ...to } = sends;
  const [leadId, helpersId] = [useId(), useId()];
  return (
    <>
      <Line label={t('routing.form.lead')} id={leadId}>
        <PickInput
          id={leadId}
          field={{ key: 'lead', kind: 'pick', from: 'unit', label: t('routing.form.lead') }}
          sources={sources}
          value={lead.id === '' ? undefined : toPick(lead)}
          onChange={(next) => {
            const unit = next ? toUnit(next as PickValue) : { id: '', name: '', isInForce: false };
            onChange({ lead: unit, sends: { ...sends, leadOrganisationId: unit.id } });
          }}
        />
      </Line>
      <Line label={t('routing.form.helpers')} id={helpersId}>
        <PickInput
          id={helpersId}
          field={{ key: 'helpers', kind: 'pick', from: 'unit', many: true, label: t('routing.form.helpers') }}
          sources={sources}
          value={helpers.map(toPick)}
          onChange={(next) => {
            const units = (next as readonly PickValue[]).map(toUnit);
            onChange({ helpers: units, sends: { ...sends, helperOrganisationIds: units.map((unit) => unit.id) } });
          }}
        />
      </Line>
      <Line label={t('routing.form.urgency')}>
        <Radio.Group
          aria-label={t('routing.form.urgency')}
          value={urgency ?? 'as'}
          onChange={(event) =>
            onChange({ sends: event.target.value === 'as' ? to : { ...to, urgency: event.target.value } })
          }
          options={[
            { value: 'as', label: t('routing.form.urgencyAs') },
            { value: 'normal', label: t('routing.form.urgencyNormal') },
            { value: 'urgent', label: t('routing.form.urgencyUrgent') },
          ]}
        />
      </Line>
    </>
  );
}
