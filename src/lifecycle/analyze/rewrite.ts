import { integerMax, policyTextLengthMax, ruleCountMax } from '../../facts/lifecycle.js';
import type { LifecyclePolicy, LifecycleRule } from '../types.js';

/**
 * The policy with one rule for each entry of a rule's list in place of that rule; later rules keep their numbers where
 * they can. An entry that has a rule of its own already, or stands in the list twice, gets no second one. Undefined when
 * that makes more rules, or a longer text, than AWS takes.
 */
export function oneRuleForEach(
  policy: LifecyclePolicy,
  rulePriority: number,
): LifecyclePolicy | undefined {
  const inOrder = [...policy.rules].sort((a, b) => a.rulePriority - b.rulePriority);
  const others = inOrder.filter((rule) => rule.rulePriority !== rulePriority);
  const known = new Set(others.map(selectionKey));
  const isNew = (rule: LifecycleRule): boolean => {
    const key = selectionKey(rule);
    return !known.has(key) && known.add(key).has(key);
  };
  const apart = inOrder.flatMap((rule) =>
    rule.rulePriority === rulePriority ? oneForEach(rule).filter(isNew) : [rule],
  );
  const rewritten = { rules: numbered(apart) };
  const isTaken =
    apart.length <= ruleCountMax && JSON.stringify(rewritten).length <= policyTextLengthMax;
  return isTaken ? rewritten : undefined;
}

/** Rules with rising numbers: their own where they rise anyway, new ones from 1 where those would grow too large. */
function numbered(rules: readonly LifecycleRule[]): readonly LifecycleRule[] {
  let last = 0;
  const risen = rules.map((rule) => {
    last = Math.max(last + 1, rule.rulePriority);
    return { ...rule, rulePriority: last };
  });
  return last <= integerMax
    ? risen
    : rules.map((rule, index) => ({ ...rule, rulePriority: index + 1 }));
}

function oneForEach(rule: LifecycleRule): readonly LifecycleRule[] {
  const { tagPatternList, tagPrefixList, ...rest } = rule.selection;
  const selections = [
    ...(tagPatternList ?? []).map((entry) => ({ ...rest, tagPatternList: [entry] })),
    ...(tagPrefixList ?? []).map((entry) => ({ ...rest, tagPrefixList: [entry] })),
  ];
  return selections.map((selection) => ({ ...rule, selection }));
}

/** What a rule selects; AWS takes no list of prefixes twice in one storage class, however it is written. */
function selectionKey({ selection }: LifecycleRule): string {
  const { tagStatus, tagPatternList, tagPrefixList, storageClass = 'standard' } = selection;
  const [patterns, prefixes] = [tagPatternList, tagPrefixList].map(
    (list) => list && [...new Set(list)].sort(),
  );
  return JSON.stringify([storageClass, tagStatus, patterns ?? null, prefixes ?? null]);
}
