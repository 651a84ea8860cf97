import { expect, it } from 'vitest';
import { identifierFaults } from './faults.ts';

it('has words in both languages for every fault', () => {
  for (const [code, words] of Object.entries(identifierFaults)) {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
    expect(words.zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(words.en).toMatch(/^[A-Z].*\.|example/);
  }
});
