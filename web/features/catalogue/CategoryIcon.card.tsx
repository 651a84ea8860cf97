import { BicycleIcon } from '@phosphor-icons/react/dist/csr/Bicycle';
import { BroomIcon } from '@phosphor-icons/react/dist/csr/Broom';
import { CarIcon } from '@phosphor-icons/react/dist/csr/Car';
import { DogIcon } from '@phosphor-icons/react/dist/csr/Dog';
import { DotsThreeCircleIcon } from '@phosphor-icons/react/dist/csr/DotsThreeCircle';
import { DropIcon } from '@phosphor-icons/react/dist/csr/Drop';
import { ElevatorIcon } from '@phosphor-icons/react/dist/csr/Elevator';
import { FlameIcon } from '@phosphor-icons/react/dist/csr/Flame';
import { HandHeartIcon } from '@phosphor-icons/react/dist/csr/HandHeart';
import { HouseLineIcon } from '@phosphor-icons/react/dist/csr/HouseLine';
import { LightbulbIcon } from '@phosphor-icons/react/dist/csr/Lightbulb';
import { RecycleIcon } from '@phosphor-icons/react/dist/csr/Recycle';
import { RoadHorizonIcon } from '@phosphor-icons/react/dist/csr/RoadHorizon';
import { ScalesIcon } from '@phosphor-icons/react/dist/csr/Scales';
import { SealCheckIcon } from '@phosphor-icons/react/dist/csr/SealCheck';
import { SpeakerHighIcon } from '@phosphor-icons/react/dist/csr/SpeakerHigh';
import { StorefrontIcon } from '@phosphor-icons/react/dist/csr/Storefront';
import { TreeIcon } from '@phosphor-icons/react/dist/csr/Tree';
import { WrenchIcon } from '@phosphor-icons/react/dist/csr/Wrench';
import type { ComponentType } from 'react';

type IconComponent = ComponentType<{
  size?: number | string;
  weight?: 'regular' | 'fill' | 'duotone';
  className?: string;
}>;

/** The icons a category may choose, by the name its rule keeps. */
const icons: Readonly<Record<string, IconComponent>> = {
  flame: FlameIcon,
  broom: BroomIcon,
  scales: ScalesIcon,
  road: RoadHorizonIcon,
  'hand-heart': HandHeartIcon,
  'house-line': HouseLineIcon,
  tree: TreeIcon,
  'dots-three-circle': DotsThreeCircleIcon,
  'seal-check': SealCheckIcon,
  wrench: WrenchIcon,
  elevator: ElevatorIcon,
  drop: DropIcon,
  lightbulb: LightbulbIcon,
  recycle: RecycleIcon,
  car: CarIcon,
  bicycle: BicycleIcon,
  dog: DogIcon,
  'speaker-high': SpeakerHighIcon,
  storefront: StorefrontIcon,
};

export const iconNames: readonly string[] = Object.keys(icons);

interface CategoryIconProps {
  readonly name: string | null | undefined;
  readonly size?: number;
  readonly weight?: 'regular' | 'fill' | 'duotone';
}

/** The icon of a category; one it does not know, or none, is three dots. It says nothing by itself. */
export function CategoryIcon({ name, size = 18, weight = 'regular' }: CategoryIconProps) {
  const Icon = icons[name ?? ''] ?? DotsThreeCircleIcon;
  return (
    <span className="ll-category-icon" aria-hidden>
      <Icon size={size} weight={weight} />
    </span>
  );
}
