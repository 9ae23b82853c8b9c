import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import {
  actionConditionKeys,
  repositoryConditionKeys,
  servicePrefix,
} from '../../facts/ecr-actions.js';
import { isOfEcr, isStarOnly, spelledAction } from './actions.js';
import { familyOf, keyType } from './keys.js';
import type { PolicyRule } from './subject.js';
import type { ConditionView, StatementView } from './view.js';

/** A key that requests of this action never have. */
export const keyUnsupported: PolicyRule = {
  code: 'iam/key-unsupported',
  severity: 'warning',
  title: 'a condition key is never in requests of the action',
  why: `Each action has its own condition keys. One that an action never has is missing in every request: under a positive
operator the statement never applies to that action, under a negated one always. The tags of a repository are there
for actions on a repository; tags of the request only where tags are given; other services' keys never.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.actionConditionKeys', 'ecr.repositoryConditionKeys', 'iam.missingKeys'],
  alsoKnownAs: [
    'Access Analyzer UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
    'parliament UNKNOWN_CONDITION_FOR_ACTION',
  ],
  check: ({ document }) =>
    document.statements.flatMap((statement) =>
      statement.conditions.flatMap((condition) => neverThere(condition, statement)),
    ),
};

function neverThere(condition: ConditionView, { actions, effect }: StatementView): RuleFinding[] {
  const { base, ifExists, qualifier, at, key, negated } = condition;
  // Where the key may be missing, its absence is provided for.
  if (base === undefined || ifExists || qualifier === 'ForAllValues' || actions.not) return [];
  const named = actions.list.filter((action) => isOfEcr(action) && !action.hasWildcard);
  if (named.length < actions.list.length) return [];
  const names = named.flatMap(({ reached }) => reached);
  const without = names.filter((name) => !hasKey(name, condition.lowerKey));
  if (without.length === 0) return [];
  if (base === 'Null' && (negated || condition.values.some(({ text }) => text === 'true')))
    return [];
  const all =
    without.length === names.length ? 'these actions' : quote(spelledAction(without[0] ?? ''));
  const outcome = negated
    ? `always ${effect === 'Deny' ? 'denied' : 'granted'}`
    : 'never about them';
  const message =
    without.length === names.length || negated
      ? `requests of ${all} never have ${quote(key)}, so that this is ${outcome}`
      : `requests of ${all} never have ${quote(key)}, so that this is never about it`;
  return [{ at, message, help: 'move the actions without the key to a statement without it' }];
}

/** Whether requests of an action may have a key of ECR's; a global key that is not about tags may be in any. */
function hasKey(action: string, lowerKey: string): boolean {
  const service = lowerKey.split(':')[0];
  const own: Readonly<Record<string, readonly string[]>> = actionConditionKeys;
  const keys = [...(own[action] ?? []), ...(isStarOnly(action) ? [] : repositoryConditionKeys)];
  const family = familyOf(lowerKey);
  if (keys.some((key) => key.toLowerCase() === family)) return true;
  if (service === servicePrefix) return keyType(lowerKey) === undefined;
  if (service !== 'aws') return keyType(lowerKey) !== undefined || !lowerKey.includes(':');
  return !tagKeys.includes(family);
}

/** The global keys that services have for some of their actions only. */
const tagKeys: readonly string[] = ['aws:requesttag/', 'aws:resourcetag/', 'aws:tagkeys'];
