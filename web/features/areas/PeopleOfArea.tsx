import { useWords } from '../../kit/i18n.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { useApi } from '../../kit/use-api.ts';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { PostLine } from './PostLine.tsx';
import './areas.css';

/** Who is responsible for an area itself; outside the reader's own areas nothing is shown. */
export function PeopleOfArea({ areaId, on }: { readonly areaId: number; readonly on: string | undefined }) {
  const t = useWords('areas');
  const { data, error } = useApi('GET /areas/:id/responsible', { params: { id: areaId }, query: on ? { on } : {} });
  if (error instanceof RefusalError || !data) return null;
  const own = data.levels.find((level) => level.area.id === areaId)?.posts ?? [];
  return (
    <DetailSection title={t('responsible')} aside={own.length > 0 ? own.length : undefined}>
      {own.length === 0 ? (
        <p className="areas-none">{t('nobody')}</p>
      ) : (
        own.map((post) => <PostLine key={post.ref} post={post} />)
      )}
    </DetailSection>
  );
}
