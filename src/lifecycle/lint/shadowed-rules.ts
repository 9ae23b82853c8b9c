import type { IdleRule } from '../analyze/index.js';
import type { LifecycleView } from './view.js';

/** A rule all of whose images belong to rules before it. */
export type ShadowedRule = Extract<IdleRule, { readonly kind: 'shadowed' }>;

/** The rules of a policy that are shadowed. */
export function shadowedRules({ idle }: LifecycleView): readonly ShadowedRule[] {
  return idle.filter((rule): rule is ShadowedRule => rule.kind === 'shadowed');
}

/** Of the rules that own all images of an expiring one, those that archive them. */
export function archivingOwners(
  { rules }: LifecycleView,
  { rulePriority, by }: ShadowedRule,
): readonly number[] {
  const actionOf = new Map(rules.map((rule) => [rule.rulePriority, rule.action.type]));
  if (actionOf.get(rulePriority) !== 'expire') return [];
  return by.filter((priority) => actionOf.get(priority) === 'transition');
}
