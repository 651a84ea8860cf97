import { useQuery } from '@tanstack/react-query';
import { usePick, useWords } from '../../kit/i18n.ts';
import { apiQuery } from '../../kit/use-api.ts';
import { DetailSection } from '../../ui/desk/SplitPage.tsx';
import { HeldList } from './HeldList.tsx';
import { usePublicItems } from './use-public-items.ts';

interface ItemOfCaseProps {
  readonly caseRef: string;
  readonly type: string;
}

/** For whoever reviews an application: the materials its item asks, and which of them are on record. Nothing for other matters. */
export function ItemOfCase({ caseRef, type }: ItemOfCaseProps) {
  const isOfCatalogue = usePublicItems().data?.items.some(({ caseType }) => caseType === type) ?? false;
  return isOfCatalogue ? <Section caseRef={caseRef} /> : null;
}

function Section({ caseRef }: Pick<ItemOfCaseProps, 'caseRef'>) {
  const t = useWords('service-items-desk');
  const pick = usePick();
  const { data } = useQuery({
    ...apiQuery('GET /service-items/of-case/:ref', { params: { ref: caseRef } }),
    retry: false,
  });
  if (!data?.item) return null;
  return (
    <DetailSection title={t('case.title')} aside={pick(data.item.name)}>
      <p className="services-quiet">{data.isKnown ? t('case.known') : t('case.unknown')}</p>
      <HeldList materials={data.materials} />
    </DetailSection>
  );
}
