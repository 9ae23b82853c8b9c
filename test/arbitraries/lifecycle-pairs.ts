import fc from 'fast-check';
import type { LifecyclePolicy, LifecycleRule } from '../../src/lifecycle/index.js';
import { policy } from './lifecycle.js';

type Change = (rules: readonly LifecycleRule[], place: number) => readonly LifecycleRule[];

/** Small changes that people make to a policy, most of which matter only sometimes. */
const changes: fc.Arbitrary<Change> = fc.constantFrom<Change>(
  (rules) => rules,
  (rules, place) => (rules.length < 2 ? rules : rules.toSpliced(place % rules.length, 1)),
  (rules, place) => changeAt(rules, place, (rule) => counted(rule, 1)),
  (rules, place) => changeAt(rules, place, (rule) => counted(rule, -1)),
  (rules, place) => changeAt(rules, place, (rule) => patterned(rule, (text) => `${text}*`)),
  (rules, place) => changeAt(rules, place, (rule) => patterned(rule, (text) => text.slice(0, -1))),
  (rules, place) => changeAt(rules, place, (rule) => patterned(rule, () => '*')),
  (rules, place) => changeAt(rules, place, doubled),
  (rules, place) => changeAt(rules, place, acting),
  retagged,
  (rules, place) => swapped(rules, place),
  (rules, place) => [
    ...rules.map((rule) => ({ ...rule, rulePriority: rule.rulePriority * 2 })),
    ...again(rules, place),
  ],
);

function changeAt(
  rules: readonly LifecycleRule[],
  place: number,
  change: (rule: LifecycleRule) => LifecycleRule,
): readonly LifecycleRule[] {
  return rules.map((rule, index) => (index === place % rules.length ? change(rule) : rule));
}

function counted(rule: LifecycleRule, by: number): LifecycleRule {
  const countNumber = Math.max(1, rule.selection.countNumber + by);
  return { ...rule, selection: { ...rule.selection, countNumber } };
}

function patterned(rule: LifecycleRule, change: (text: string) => string): LifecycleRule {
  const { tagPatternList } = rule.selection;
  if (tagPatternList === undefined) return rule;
  const [first = '*', ...rest] = tagPatternList;
  return {
    ...rule,
    selection: { ...rule.selection, tagPatternList: [change(first) || '*', ...rest] },
  };
}

function doubled(rule: LifecycleRule): LifecycleRule {
  const { tagPatternList } = rule.selection;
  return tagPatternList === undefined
    ? rule
    : { ...rule, selection: { ...rule.selection, tagPatternList: [...tagPatternList, 'a*'] } };
}

function acting(rule: LifecycleRule): LifecycleRule {
  const { countType } = rule.selection;
  if (countType === 'sinceImagePulled' || countType === 'sinceImageTransitioned') return rule;
  return rule.action.type === 'expire'
    ? { ...rule, action: { type: 'transition', targetStorageClass: 'archive' } }
    : { ...rule, action: { type: 'expire' } };
}

/** A rule for all images as one for untagged ones, where there is none yet, and the other way round. */
function retagged(rules: readonly LifecycleRule[]): readonly LifecycleRule[] {
  const isOf = (status: string) => (rule: LifecycleRule) => rule.selection.tagStatus === status;
  const [any, untagged] = [rules.filter(isOf('any')), rules.filter(isOf('untagged'))];
  if (any.length + untagged.length !== 1) return rules;
  const tagStatus = any.length === 1 ? 'untagged' : 'any';
  const last = Math.max(...rules.map(({ rulePriority }) => rulePriority)) + 1;
  return rules.map((rule) =>
    rule === any[0] || rule === untagged[0]
      ? { ...rule, rulePriority: last, selection: { ...rule.selection, tagStatus } }
      : rule,
  );
}

function swapped(rules: readonly LifecycleRule[], place: number): readonly LifecycleRule[] {
  const [one, other] = [rules[place % rules.length], rules[(place + 1) % rules.length]];
  if (one === undefined || other === undefined) return rules;
  return rules.map((rule) => {
    if (rule === one) return { ...rule, rulePriority: other.rulePriority };
    return rule === other ? { ...rule, rulePriority: one.rulePriority } : rule;
  });
}

/** A rule once more, just before or behind itself. */
function again(rules: readonly LifecycleRule[], place: number): readonly LifecycleRule[] {
  const rule = rules[place % rules.length];
  const shift = place % 3 === 0 ? -1 : 1;
  return rule === undefined
    ? []
    : [counted({ ...rule, rulePriority: rule.rulePriority * 2 + shift }, place % 2)];
}

/** A policy and one made from it by a change or two: close calls. Now and then two that have nothing in common. */
export const policyPair: fc.Arbitrary<readonly [LifecyclePolicy, LifecyclePolicy]> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(policy, fc.array(fc.tuple(changes, fc.nat(12)), { minLength: 1, maxLength: 2 }))
      .map(([of, turns]) => {
        const rules = turns.reduce((all, [change, place]) => change(all, place), of.rules);
        return [of, { rules }] as const;
      }),
  },
  { weight: 1, arbitrary: fc.tuple(policy, policy) },
);
