import type { AnswerOf } from '../../../contract/route.ts';
import type { Routes } from '../../kit/api.ts';

type RuleArea = AnswerOf<Routes['GET /catalogue/routing-areas']>['items'][number];

export interface AreaNode {
  readonly value: number;
  readonly title: string;
  readonly children: readonly AreaNode[];
}

/** Areas as a tree, each with how many rules it has. */
export function areaNodes(items: readonly RuleArea[]): readonly AreaNode[] {
  const known = new Set(items.map((item) => item.id));
  const under = (parentId: number | null): readonly AreaNode[] =>
    items
      .filter((item) => (item.parentId !== null && known.has(item.parentId) ? item.parentId : null) === parentId)
      .map((item) => ({
        value: item.id,
        title: item.ruleCount > 0 ? `${item.name} (${item.ruleCount})` : item.name,
        children: under(item.id),
      }));
  return under(null);
}

/** The area to begin with: one that may be changed and has rules, else one that may be changed, else the first. */
export function firstArea(items: readonly RuleArea[]): RuleArea | undefined {
  const own = items.filter((item) => item.mayChange);
  return own.find((item) => item.ruleCount > 0) ?? own[0] ?? items.find((item) => item.ruleCount > 0) ?? items[0];
}
