import { useOwnGround } from '../../../offline/use-own-ground.ts';
import { PlaceCard } from './PlaceCard.tsx';
import type { ReportPlace } from './report-draft.ts';

export interface ChosenPlace {
  readonly place: ReportPlace | null;
  readonly placeWords: string;
}

interface PlaceChoiceProps {
  readonly value: ChosenPlace;
  readonly isMissing: boolean;
  readonly onChange: (patch: Partial<ChosenPlace>) => void;
}

/** A place of one's own ground by the position, a point on the map or a building, and words beside it; with a signal or without. */
export function PlaceChoice({ value, isMissing, onChange }: PlaceChoiceProps) {
  const { grounds } = useOwnGround();
  return <PlaceCard draft={value} grounds={grounds} isMissing={isMissing} onChange={onChange} />;
}
