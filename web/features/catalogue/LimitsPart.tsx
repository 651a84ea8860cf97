import { Input, InputNumber, Select, Tooltip } from 'antd';
import type { CategoryDetail } from '../../../contract/catalogue.ts';
import { type ClockUnit, clockUnits, clockUnitTitles } from '../../../domain/calendar/limit.ts';
import type { LimitKey } from '../../../domain/case/category.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { type OwnLimit, withLimit } from './category-draft.ts';
import { OwnSwitch, useEditing, useSourceWords } from './EditorPart.tsx';

type TypeLimit = CategoryDetail['typeLimits'][number];

/** How long each step may take: the category's own, the class's, or the kind of matter's, each with its basis. */
export function LimitsPart() {
  const t = useWords('catalogue');
  const { detail } = useEditing();
  return (
    <>
      <p className="cat-hint">{t('limits.hint')}</p>
      <table className="cat-limits">
        <thead>
          <tr>
            <th scope="col">{t('limits.what')}</th>
            <th scope="col">{t('limits.limit')}</th>
            <th scope="col">{t('limits.basis')}</th>
            <th scope="col">{t('limits.source')}</th>
          </tr>
        </thead>
        <tbody>
          {detail.typeLimits.map((one) => (
            <LimitRow key={one.key} declared={one} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function LimitRow({ declared }: { readonly declared: TypeLimit }) {
  const t = useWords('catalogue');
  const pick = usePick();
  const source = useSourceWords();
  const { detail, rule, setRule, mayChange } = useEditing();
  const key = declared.key as LimitKey;
  const own = rule.limits?.[key];
  const above = detail.inherited.limits[key];
  const label = pick(declared.label);
  const usual = { limit: declared.limit as OwnLimit['limit'], basis: '' };
  const put = (limit: OwnLimit | undefined) => setRule(withLimit(rule, key, limit));
  const held = own ?? above ?? usual;
  const basis = own ? own.basis : (above?.basis ?? pick(declared.basis));
  return (
    <tr>
      <th scope="row">
        {label}
        {declared.isCeiling && (
          <Tooltip title={pick(declared.basis)}>
            <span>
              <Tag tone="plum" small>
                {t('limits.ceiling')}
              </Tag>
            </span>
          </Tooltip>
        )}
      </th>
      <td>
        {own && mayChange ? <LimitInputs label={label} own={own} onChange={put} /> : <LimitWords limit={held.limit} />}
      </td>
      <td>
        {own && mayChange ? (
          <Input
            aria-label={t('limits.basisOf', { what: label })}
            placeholder={t('limits.basisHint')}
            maxLength={200}
            value={own.basis}
            onChange={(event) => put({ ...own, basis: event.target.value })}
          />
        ) : (
          <span className="cat-quiet">{basis}</span>
        )}
      </td>
      <td>
        <OwnSwitch
          label={label}
          isOwn={own !== undefined}
          from={above ? source : t('limits.fromType')}
          onChange={(isOwn) => put(isOwn ? (above ?? usual) : undefined)}
        />
      </td>
    </tr>
  );
}

function LimitWords({ limit }: { readonly limit: OwnLimit['limit'] }) {
  const pick = usePick();
  return (
    <>
      <b className="figures">{limit.n}</b> {pick(clockUnitTitles[limit.unit])}
    </>
  );
}

interface LimitInputsProps {
  readonly label: string;
  readonly own: OwnLimit;
  readonly onChange: (limit: OwnLimit) => void;
}

function LimitInputs({ label, own, onChange }: LimitInputsProps) {
  const t = useWords('catalogue');
  const pick = usePick();
  const { unit, n, hours } = own.limit;
  const isHours = unit.endsWith('hours');
  return (
    <span className="cat-limit">
      <InputNumber
        aria-label={t('limits.n', { what: label })}
        min={isHours ? 0.5 : 1}
        max={3660}
        {...(isHours ? {} : { precision: 0 })}
        value={n}
        onChange={(next) => next && onChange({ ...own, limit: { unit, n: next, ...(hours ? { hours } : {}) } })}
      />
      <Select
        aria-label={t('limits.unit', { what: label })}
        value={unit}
        popupMatchSelectWidth={false}
        options={clockUnits.map((value) => ({ value, label: pick(clockUnitTitles[value]) }))}
        onChange={(next: ClockUnit) =>
          onChange({ ...own, limit: { unit: next, n: next.endsWith('hours') ? n : Math.ceil(n) } })
        }
      />
    </span>
  );
}
