import { ruleCountMax } from '../../facts/lifecycle.js';
import type { LifecyclePolicy, LifecycleRule } from '../types.js';

/**
 * The policy with one rule for each entry of a rule's list in place of that rule; later rules keep their numbers where
 * they can. An entry that has a rule of its own already gets no second one. Undefined when that
 * makes more rules than AWS takes.
 */
export function oneRuleForEach(
  policy: LifecyclePolicy,
  rulePriority: number,
): LifecyclePolicy | undefined {
  const inOrder = [...policy.rules].sort((a, b) => a.rulePriority - b.rulePriority);
  const others = new Set(
    inOrder.filter((rule) => rule.rulePriority !== rulePriority).map(selectionKey),
  );
  let last = 0;
  const rules = inOrder
    .flatMap((rule) => (rule.rulePriority === rulePriority ? apart(rule) : [rule]))
    .filter((rule) => rule.rulePriority !== rulePriority || !others.has(selectionKey(rule)))
    .map((rule) => {
      last = Math.max(last + 1, rule.rulePriority);
      return { ...rule, rulePriority: last };
    });
  return rules.length > ruleCountMax ? undefined : { rules };
}

function apart(rule: LifecycleRule): readonly LifecycleRule[] {
  const { tagPatternList, tagPrefixList, ...rest } = rule.selection;
  const selections = [
    ...(tagPatternList ?? []).map((entry) => ({ ...rest, tagPatternList: [entry] })),
    ...(tagPrefixList ?? []).map((entry) => ({ ...rest, tagPrefixList: [entry] })),
  ];
  return selections.map((selection) => ({ ...rule, selection }));
}

function selectionKey({ selection }: LifecycleRule): string {
  const { tagPatternList, tagPrefixList, storageClass = 'standard' } = selection;
  return JSON.stringify([storageClass, tagPatternList ?? null, tagPrefixList ?? null]);
}
