import { pointer } from '../base/json-text.js';
import { property } from '../base/loose.js';
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
  const rules = property(value, 'rules');
  if (!Array.isArray(rules)) return [];
  return rules
    .slice(0, rulesSketched)
    .map((rule, index) => sketchRule(rule, pointer('/rules', index)));
}

/** Enough for every policy AWS takes and for the mistakes in larger ones; cross checks must not grow without bound. */
const rulesSketched = 1000;

function sketchRule(rule: unknown, at: string): RuleSketch {
  const selection = property(rule, 'selection');
  const action = property(rule, 'action');
  return {
    at,
    priority: numberOf(property(rule, 'rulePriority')),
    tagStatus: oneOf(tagStatuses, property(selection, 'tagStatus')),
    patterns: stringsOf(property(selection, 'tagPatternList')),
    prefixes: stringsOf(property(selection, 'tagPrefixList')),
    storageClass: oneOf(storageClasses, property(selection, 'storageClass')),
    countType: oneOf(countTypes, property(selection, 'countType')),
    countNumber: numberOf(property(selection, 'countNumber')),
    action: oneOf(actionTypes, property(action, 'type')),
    has: {
      brokenList: ['tagPatternList', 'tagPrefixList'].some((key) =>
        isBrokenList(property(selection, key)),
      ),
      storageClass: isGiven(property(selection, 'storageClass')),
      countUnit: isGiven(property(selection, 'countUnit')),
      target: isGiven(property(action, 'targetStorageClass')),
    },
  };
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
