/** How much of a district is made. All numbers are exact. */
export interface DemoSize {
  /** Streets of the published list, beginning with the one of this code. */
  readonly firstStreetCode: string;
  readonly streets: number;
  readonly communities: number;
  readonly grids: number;
  readonly buildings: number;
  readonly homes: number;
  /** Records of people that the communities hold: residents, and owners who live elsewhere. */
  readonly people: number;
  /** Events and proofs; a few of every other process come on top. */
  readonly cases: number;
}

/** One street to look around in, and the whole of a district to measure with. */
export const sizes = {
  demo: {
    firstStreetCode: '440103005',
    streets: 1,
    communities: 5,
    grids: 26,
    buildings: 280,
    homes: 5600,
    people: 15_000,
    cases: 500,
  },
  full: {
    firstStreetCode: '440103001',
    streets: 22,
    communities: 201,
    grids: 1044,
    buildings: 21_550,
    homes: 430_000,
    people: 1_150_000,
    cases: 200_000,
  },
} as const satisfies Record<string, DemoSize>;

export type DemoSizeName = keyof typeof sizes;
