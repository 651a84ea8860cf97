import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest on two cores, from half a minute up, the longest first. A fresh clone knows no durations, and the size of a file
 * says nothing: a walk over every page is eighty lines, and one that begins last keeps the others waiting.
 */
const longest: readonly string[] = [
  'server/test/fuzz/fuzz.test.ts',
  'server/test/crash/crash.test.ts',
  'server/test/access.test.ts',
  'domain/case/laws.test.ts',
  'cli/backup.test.ts',
  'e2e/pages.test.ts',
  'e2e/type-journeys-orders.test.ts',
  'e2e/page-states.test.ts',
  'e2e/workbench.test.ts',
  'e2e/portal-pages.test.ts',
  'e2e/type-journeys-lists.test.ts',
  'e2e/field.test.ts',
  'e2e/type-journeys-care.test.ts',
  'e2e/areas.test.ts',
  'e2e/outbox.test.ts',
];

/** Begins with the files known to be long; the others as vitest orders them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification): number => {
      const place = longest.indexOf(relative(project.config.root, moduleId).replaceAll('\\', '/'));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
