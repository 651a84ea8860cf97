import { Alert, App, Button, Checkbox, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense, useState } from 'react';
import type { AreaView } from '../../../contract/areas.ts';
import type { GridProposal } from '../../../contract/grids.ts';
import type { Post } from '../../../contract/responsibilities.ts';
import { useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { Labelled } from '../../ui/desk/Labelled.tsx';
import { DetailPane, DetailSection, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { roomAround, useGroundOf, viewOf } from './AreaMap.tsx';
import { today } from './area-words.ts';
import { ErrorLine } from './ErrorLine.tsx';
import { householdsIn, moveTo, partOfEach, partsToSend } from './split-draft.ts';
import './split-grid.css';

const MapView = lazy(async () => ({ default: (await import('../../ui/map/MapView.tsx')).MapView }));

interface SplitGridProps {
  readonly view: AreaView;
  readonly onDone: (id: number) => void;
  readonly onCancel: () => void;
}

/** Divides a grid on the map: a proposal of about equal households, put right building by building, in force from a day on. */
export function SplitGrid(props: SplitGridProps) {
  const { view, onCancel } = props;
  const t = useWords('areas');
  const [count, setCount] = useState(2);
  const query = { params: { id: view.id }, query: { parts: count } };
  const { data, error, refetch } = useApi('GET /areas/:id/split', query);
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  const chooser = (
    <Labelled label={t('split.count')}>
      {(id) => (
        <Select
          id={id}
          value={count}
          options={[2, 3, 4, 5, 6].map((n) => ({ value: n, label: t('split.parts', { n }) }))}
          onChange={setCount}
        />
      )}
    </Labelled>
  );
  if (!data) return <Loading lines={8} />;
  if (!data.parts)
    return (
      <SplitPage detailLabel={t('detail')} onCloseDetail={onCancel} detail={undefined}>
        <div className="split-none">
          {chooser}
          <Empty title={t('split.notPossible')} hint={t('split.notPossibleHint')} />
          <Button onClick={onCancel}>{t('split.back')}</Button>
        </div>
      </SplitPage>
    );
  return (
    <Dividing key={`${count} ${data.stamp}`} {...props} proposal={{ ...data, parts: data.parts }} chooser={chooser} />
  );
}

export interface Divided extends GridProposal {
  readonly parts: NonNullable<GridProposal['parts']>;
}

function Dividing({
  view,
  proposal,
  chooser,
  onDone,
  onCancel,
}: SplitGridProps & { readonly proposal: Divided; readonly chooser: React.ReactNode }) {
  const t = useWords('areas');
  const [partOf, setPartOf] = useState(() => partOfEach(proposal));
  const community = view.path.find((step) => step.kind === 'community');
  const base = useGroundOf(community?.id ?? view.id, true, undefined);
  const households = householdsIn(proposal, partOf);
  const bounds = roomAround(viewOf(view, undefined));
  const nameOf = (n: number) => t('split.part', { n: n + 1 });
  const move = (id: number, part: number) => setPartOf((old) => moveTo(old, id, part));
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={onCancel}
      detail={
        <DetailPane title={t('split.title', { name: proposal.name })} onClose={onCancel}>
          {chooser}
          <p className="split-share">
            {t('split.share', {
              n: Math.round(proposal.households / proposal.parts.length),
              bound: Math.ceil(proposal.bound),
            })}
          </p>
          <SplitForm
            proposal={proposal}
            partOf={partOf}
            households={households}
            view={view}
            onMove={move}
            onDone={onDone}
            onCancel={onCancel}
          />
        </DetailPane>
      }
    >
      <div className="split-map">
        {base ? (
          <Suspense fallback={<Loading lines={6} />}>
            <MapView
              label={t('split.map', { name: proposal.name })}
              base={base}
              height="calc(100dvh - 190px)"
              {...(bounds ? { bounds } : {})}
              grids={{
                type: 'FeatureCollection',
                features: proposal.parts.flatMap(({ polygon }, n) =>
                  polygon
                    ? [
                        {
                          type: 'Feature' as const,
                          id: n + 1,
                          geometry: polygon,
                          properties: { id: n + 1, name: t('split.label', { part: nameOf(n), n: households[n] ?? 0 }) },
                        },
                      ]
                    : [],
                ),
              }}
              points={{
                type: 'FeatureCollection',
                features: proposal.buildings.flatMap(({ id, name, lon, lat }) =>
                  lon === null || lat === null
                    ? []
                    : [
                        {
                          type: 'Feature' as const,
                          geometry: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] },
                          properties: { id: String(id), title: name, tone: tones[(partOf.get(id) ?? 0) % 3] ?? 'blue' },
                        },
                      ],
                ),
              }}
              onPoint={(id) => move(Number(id), ((partOf.get(Number(id)) ?? 0) + 1) % proposal.parts.length)}
            />
          </Suspense>
        ) : (
          <Loading lines={6} />
        )}
        <p className="split-hint">{t('split.hint')}</p>
      </div>
    </SplitPage>
  );
}

const tones = ['blue', 'amber', 'red'] as const;

interface FormProps extends SplitGridProps {
  readonly proposal: Divided;
  readonly partOf: ReadonlyMap<number, number>;
  readonly households: readonly number[];
  readonly onMove: (id: number, part: number) => void;
}

function SplitForm({ proposal, partOf, households, view, onMove, onDone, onCancel }: FormProps) {
  const t = useWords('areas');
  const { message } = App.useApp();
  const send = useSend('areas.splitGrid', ['GET /areas/tree', 'GET /areas/:id']);
  const posts = useApi('GET /areas/:id/posts', { params: { id: view.id }, query: { limit: 100, kind: 'grid' } });
  const [names, setNames] = useState<ReadonlyMap<number, string>>(new Map());
  const [from, setFrom] = useState(today());
  const [where, setWhere] = useState<ReadonlyMap<string, readonly number[]>>(new Map());
  const nameOf = (n: number): string =>
    names.get(n) ?? (n === 0 ? proposal.name : t('split.newName', { name: proposal.name, n: n + 1 }));
  const own = view.may.staff ? (posts.data?.items ?? []) : [];
  const submit = () =>
    send.mutate(
      {
        id: view.id,
        basedOn: proposal.stamp,
        from,
        parts: partsToSend(proposal, partOf, nameOf),
        posts: own.flatMap(({ ref }) => {
          const parts = where.get(ref);
          return parts ? [{ ref, parts: [...parts] }] : [];
        }),
      } as never,
      {
        onSuccess: ({ movedBuildings }) => {
          void message.success(t('split.done', { n: movedBuildings, day: from }));
          onDone(view.id);
        },
      },
    );
  return (
    <>
      {proposal.parts.map((_, n) => (
        <PartSection
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the list
          key={n}
          at={n}
          proposal={proposal}
          partOf={partOf}
          households={households[n] ?? 0}
          name={nameOf(n)}
          onName={(name) => setNames(new Map(names).set(n, name))}
          onMove={onMove}
        />
      ))}
      {own.length > 0 && (
        <DetailSection title={t('split.posts')} aside={t('split.postsHint')}>
          {own.map((post) => (
            <PostRow
              key={post.ref}
              post={post}
              names={proposal.parts.map((_, n) => nameOf(n))}
              parts={where.get(post.ref) ?? [0]}
              onChange={(parts) => setWhere(new Map(where).set(post.ref, parts))}
            />
          ))}
        </DetailSection>
      )}
      <DetailSection title={t('form.from')}>
        <DatePicker
          aria-label={t('form.from')}
          allowClear={false}
          value={dayjs(from)}
          minDate={dayjs(today())}
          onChange={(day) => day && setFrom(day.format('YYYY-MM-DD'))}
        />
        <Alert className="split-note" type="info" showIcon title={t('split.stays')} />
      </DetailSection>
      <ErrorLine error={send.error} />
      <div className="split-actions">
        <Button type="primary" loading={send.isPending} onClick={submit}>
          {t('split.save')}
        </Button>
        <Button onClick={onCancel}>{t('split.back')}</Button>
      </div>
    </>
  );
}

interface PartProps {
  readonly at: number;
  readonly proposal: Divided;
  readonly partOf: ReadonlyMap<number, number>;
  readonly households: number;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onMove: (id: number, part: number) => void;
}

function PartSection({ at, proposal, partOf, households, name, onName, onMove }: PartProps) {
  const t = useWords('areas');
  const own = proposal.buildings.filter(({ id }) => partOf.get(id) === at);
  return (
    <DetailSection title={t('split.part', { n: at + 1 })} aside={t('split.holds', { n: own.length, households })}>
      <Input
        aria-label={t('split.name', { n: at + 1 })}
        maxLength={60}
        value={name}
        onChange={(event) => onName(event.target.value)}
      />
      <ul className="split-buildings">
        {own.map(({ id, name: building, households: n }) => (
          <li key={id}>
            <span>{building}</span>
            <span className="figures">{t('split.homes', { n })}</span>
            <Select
              size="small"
              aria-label={t('split.moveTo', { name: building })}
              value={at}
              options={proposal.parts.map((_, part) => ({ value: part, label: t('split.part', { n: part + 1 }) }))}
              onChange={(part) => onMove(id, part)}
            />
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

interface PostRowProps {
  readonly post: Post;
  readonly names: readonly string[];
  readonly parts: readonly number[];
  readonly onChange: (parts: readonly number[]) => void;
}

function PostRow({ post, names, parts, onChange }: PostRowProps) {
  return (
    <div className="split-post">
      <b>
        {post.user.name} · {post.duty}
      </b>
      <Checkbox.Group
        aria-label={`${post.user.name} ${post.duty}`}
        options={names.map((label, value) => ({ label, value }))}
        value={[...parts]}
        onChange={(next) => onChange(next as number[])}
      />
    </div>
  );
}
