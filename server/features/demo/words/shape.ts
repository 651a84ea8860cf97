/** Phrases that matters of a class are told with. `{}` places are filled: {days}, {time}, {count}, {near}. */
export interface ClassWords {
  /** Where such things are, after the name of the building: 3单元门口. */
  readonly spots: readonly string[];
  /** By the sub-class's own code: what is the matter, the first words being its title. */
  readonly what: Readonly<Record<string, readonly string[]>>;
  /** What comes of it. */
  readonly effects: readonly string[];
  /** What the person asks for. */
  readonly wishes: readonly string[];
  /** What the unit did. */
  readonly done: readonly string[];
  /** What it explained where nothing could be done. */
  readonly explained: readonly string[];
}
