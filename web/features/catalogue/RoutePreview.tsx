import { useState } from 'react';
import type { RoutePreview as Answer } from '../../../contract/catalogue.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { SchemaForm } from '../../ui/desk/SchemaForm.tsx';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import type { FormValues, PickValue, PlaceValue } from '../../ui/forms/fields.ts';
import { Facts } from '../../ui/show/Facts.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import { useCatalogueSources } from './catalogue-sources.ts';
import { UnitName } from './DutiesPart.tsx';

interface Asked {
  readonly categoryId?: number;
  readonly areaId: number;
  readonly lon?: number;
  readonly lat?: number;
  readonly at?: string;
}

interface RoutePreviewProps {
  readonly area: { readonly id: number; readonly name: string } | undefined;
}

/** Asks who would get a matter at a place and a moment, and shows why, rule by rule. */
export function RoutePreview({ area }: RoutePreviewProps) {
  const t = useWords('catalogue');
  const sources = useCatalogueSources();
  const [asked, setAsked] = useState<Asked>();
  const submit = (values: FormValues) => {
    const category = values['category'] as PickValue | undefined;
    const spot = values['spot'] as PlaceValue | undefined;
    setAsked({
      areaId: Number((values['area'] as PickValue).ref),
      ...(category ? { categoryId: Number(category.ref) } : {}),
      ...(spot?.lon !== undefined && spot.lat !== undefined ? { lon: spot.lon, lat: spot.lat } : {}),
      ...(values['at'] ? { at: String(values['at']) } : {}),
    });
  };
  return (
    <DetailPane number={t('routing.preview.hint')} title={t('routing.preview.title')}>
      <SchemaForm
        key={area?.id}
        fields={[
          { key: 'category', kind: 'pick', from: 'category', label: t('routing.preview.category') },
          { key: 'area', kind: 'pick', from: 'area', label: t('routing.preview.area'), required: true },
          { key: 'spot', kind: 'place', label: t('routing.preview.spot'), hint: t('routing.preview.spotHint') },
          { key: 'at', kind: 'instant', label: t('routing.preview.at'), hint: t('routing.preview.atHint') },
        ]}
        initial={area ? { area: { ref: String(area.id), name: area.name } } : {}}
        sources={sources}
        submitLabel={t('routing.preview.ask')}
        onSubmit={submit}
      />
      {asked && <PreviewAnswer asked={asked} />}
    </DetailPane>
  );
}

function PreviewAnswer({ asked }: { readonly asked: Asked }) {
  const t = useWords('catalogue');
  const pick = usePick();
  const { data, error, refetch } = useApi('GET /catalogue/route-preview', { query: { ...asked } });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  const { lead, helpers, urgency } = data;
  return (
    <div aria-live="polite">
      <div className={`cat-answer cat-answer-${data.by}`}>
        <p>{data.by === 'nobody' ? t('routing.preview.why') : t(`routing.preview.${data.by}`)}</p>
        <b>
          {lead ? <UnitName unit={lead} /> : t('routing.preview.nobody')}
          {urgency === 'urgent' && <Tag tone="red">{t('routing.urgent')}</Tag>}
        </b>
        <Facts
          items={[
            ...(helpers.length > 0
              ? [{ label: t('routing.preview.helpers'), value: helpers.map((unit) => unit.name).join(' · ') }]
              : []),
            { label: t('routing.preview.why'), value: pick(data.why) },
          ]}
        />
      </div>
      <DetailSection title={t('routing.preview.tried')}>
        <Tried tried={data.tried} />
      </DetailSection>
    </div>
  );
}

function Tried({ tried }: Pick<Answer, 'tried'>) {
  const t = useWords('catalogue');
  const pick = usePick();
  if (tried.length === 0) return <p className="cat-none">{t('routing.preview.none')}</p>;
  return (
    <ol className="cat-tried">
      {tried.map((one, at) => (
        <li key={one.id} className={one.miss === null ? 'cat-tried-holds' : undefined}>
          <span className="figures">{at + 1}</span>
          <b>{one.name}</b>
          <small>{one.area.name}</small>
          <span>{one.missText ? pick(one.missText) : t('routing.preview.holds')}</span>
        </li>
      ))}
    </ol>
  );
}
