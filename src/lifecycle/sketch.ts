import { pointer } from '../base/json-text.js';
import { actionTypes, countTypes, storageClasses, tagStatuses } from '../facts/lifecycle.js';
import type { ActionType, LifecycleSelection, StorageClass } from './types.js';

/**
 * One rule as far as it can be made out: a property is undefined when it is absent or broken, so that what is said of
 * one part of a policy does not wait for the others to be mended.
 */
export interface RuleSketch {
  readonly at: string;
  readonly priority: number | undefined;
  readonly tagStatus: LifecycleSelection['tagStatus'] | undefined;
  /** Entries that are strings; undefined when there is no list. */
  readonly patterns: readonly string[] | undefined;
  readonly prefixes: readonly string[] | undefined;
  readonly storageClass: StorageClass | undefined;
  readonly countType: LifecycleSelection['countType'] | undefined;
  readonly countNumber: number | undefined;
  readonly action: ActionType | undefined;
  /** Whether a property stands there and holds anything, right or wrong. */
  readonly has: {
    /** A list that is none, or that holds something else than texts. */
    readonly brokenList: boolean;
    readonly storageClass: boolean;
    readonly countUnit: boolean;
    readonly target: boolean;
  };
}

/** The rules of whatever was given; empty when there are none to be found. */
export function sketchRules(value: unknown): readonly RuleSketch[] {
  const rules = member(value, 'rules');
  if (!Array.isArray(rules)) return [];
  return rules
    .slice(0, rulesSketched)
    .map((rule, index) => sketchRule(rule, pointer('/rules', index)));
}

/** Enough for every policy AWS takes and for the mistakes in larger ones; cross checks must not grow without bound. */
const rulesSketched = 1000;

function sketchRule(rule: unknown, at: string): RuleSketch {
  const selection = member(rule, 'selection');
  const action = member(rule, 'action');
  return {
    at,
    priority: numberOf(member(rule, 'rulePriority')),
    tagStatus: oneOf(tagStatuses, member(selection, 'tagStatus')),
    patterns: stringsOf(member(selection, 'tagPatternList')),
    prefixes: stringsOf(member(selection, 'tagPrefixList')),
    storageClass: oneOf(storageClasses, member(selection, 'storageClass')),
    countType: oneOf(countTypes, member(selection, 'countType')),
    countNumber: numberOf(member(selection, 'countNumber')),
    action: oneOf(actionTypes, member(action, 'type')),
    has: {
      brokenList: ['tagPatternList', 'tagPrefixList'].some((key) =>
        isBrokenList(member(selection, key)),
      ),
      storageClass: isGiven(member(selection, 'storageClass')),
      countUnit: isGiven(member(selection, 'countUnit')),
      target: isGiven(member(action, 'targetStorageClass')),
    },
  };
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** That something is null is said once, where its shape is checked. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isBrokenList(value: unknown): boolean {
  if (value === undefined) return false;
  return !Array.isArray(value) || value.some((entry) => typeof entry !== 'string');
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function stringsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((entry) => typeof entry === 'string');
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}
