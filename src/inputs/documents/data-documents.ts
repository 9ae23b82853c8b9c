import { pointer } from '../../base/json-text.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import type { UnknownPart } from './types.js';

/** A policy as one of Terraform's data sources writes it down in blocks. */
export interface DataDocument {
  readonly value: unknown;
  readonly unknown: readonly UnknownPart[];
  /** The pointer into the data source's attributes of each pointer into `value`. */
  readonly origins: ReadonlyMap<string, string>;
}

/** Whether data sources of a type write a policy down in blocks. */
export function isDataDocument(type: unknown): type is string {
  return type === policyDocument || type === lifecycleDocument;
}

const policyDocument = 'aws_iam_policy_document';
const lifecycleDocument = 'aws_ecr_lifecycle_policy_document';

interface Writing {
  readonly values: unknown;
  readonly hidden: ReadonlyMap<string, UnknownPart>;
  readonly unknown: UnknownPart[];
  readonly origins: Map<string, string>;
}

/**
 * The policy that a data source makes of its blocks, when Terraform has not rendered it yet because parts are unknown.
 * Undefined when other documents override it, for then nothing of it is certain.
 */
export function dataDocument(
  type: string,
  values: unknown,
  unknown: readonly UnknownPart[],
): DataDocument | undefined {
  const overrides = ['override_policy_documents', 'override_json'];
  const hidden = new Map(unknown.map((part) => [part.at, part]));
  const isHidden = (key: string) => hidden.has(pointer('', key));
  if (overrides.some((key) => isHidden(key) || isGiven(property(values, key)))) return undefined;
  const writing: Writing = { values, hidden, unknown: [], origins: new Map([['', '']]) };
  const value = type === lifecycleDocument ? lifecycleOf(writing) : policyOf(writing);
  return { value, unknown: writing.unknown, origins: writing.origins };
}

function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '';
}

/** Takes a value over to a new place; what is unknown at or below the old one is unknown there. */
function take(writing: Writing, value: unknown, from: string, to: string): unknown {
  writing.origins.set(to, from);
  const part = writing.hidden.get(from);
  if (part !== undefined) {
    writing.unknown.push({ ...part, at: to });
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((member: unknown, index) =>
      take(writing, member, pointer(from, index), pointer(to, index)),
    );
  }
  return typeof value === 'string' ? value.replaceAll('&{', '${') : value;
}

/** Members of a block that are given, under their new names. */
function renamed(
  writing: Writing,
  block: unknown,
  names: Readonly<Record<string, string>>,
  from: string,
  to: string,
): Record<string, unknown> {
  writing.origins.set(to, from);
  const entries = Object.entries(names).flatMap(([old, name]): [string, unknown][] => {
    const value = property(block, old);
    const place = pointer(from, old);
    if (!isGiven(value) && !writing.hidden.has(place)) return [];
    return [[name, take(writing, value, place, pointer(to, name))]];
  });
  return Object.fromEntries(entries);
}

const statementNames = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
} as const;

function policyOf(writing: Writing): unknown {
  const { values, hidden } = writing;
  const Version = textOf(property(values, 'version')) ?? '2012-10-17';
  writing.origins.set('/Statement', '/statement');
  const whole = hidden.get('/statement');
  if (whole !== undefined) {
    writing.unknown.push({ ...whole, at: '/Statement' });
    return { Version, Statement: [] };
  }
  const blocks = members(property(values, 'statement'));
  const statements: unknown[] = blocks.map((block, index) =>
    statementOf(writing, block, pointer('/statement', index), pointer('/Statement', index)),
  );
  const sources = ['source_policy_documents', 'source_json'];
  const source = sources.find(
    (key) => hidden.has(pointer('', key)) || isGiven(property(values, key)),
  );
  if (source !== undefined) {
    // Statements of other documents stand beside these; one unknown statement stands for all of them.
    const at = pointer('/Statement', statements.length);
    writing.origins.set(at, pointer('', source));
    writing.unknown.push({ at, reason: 'expression', hiddenBy: source });
    statements.push(`\${${source}}`);
  }
  return { Version, Statement: statements };
}

function statementOf(writing: Writing, block: unknown, from: string, to: string): unknown {
  const part = writing.hidden.get(from);
  if (part !== undefined) return take(writing, block, from, to);
  const statement: Record<string, unknown> = renamed(writing, block, statementNames, from, to);
  if (statement['Effect'] === undefined) statement['Effect'] = 'Allow';
  for (const [key, name] of principalNames) {
    const principals = principalsOf(writing, block, key, from, pointer(to, name));
    if (principals !== undefined) statement[name] = principals;
  }
  const condition = conditionOf(writing, block, from, pointer(to, 'Condition'));
  if (condition !== undefined) statement['Condition'] = condition;
  return statement;
}

const principalNames = [
  ['principals', 'Principal'],
  ['not_principals', 'NotPrincipal'],
] as const;

function principalsOf(
  writing: Writing,
  block: unknown,
  key: string,
  from: string,
  to: string,
): unknown {
  const place = pointer(from, key);
  const list = property(block, key);
  if (writing.hidden.has(place)) return take(writing, list, place, to);
  if (members(list).length === 0) return undefined;
  writing.origins.set(to, place);
  const principals: Record<string, unknown> = {};
  for (const [index, one] of members(list).entries()) {
    const inner = pointer(place, index);
    const type = textOf(property(one, 'type')) ?? '';
    const identifiers = property(one, 'identifiers');
    // The provider writes everybody without a type.
    if (type === '*') return take(writing, '*', inner, to);
    const before = members(principals[type]);
    const taken = take(writing, identifiers, pointer(inner, 'identifiers'), pointer(to, type));
    principals[type] = before.length === 0 ? taken : [...before, ...members(taken)];
  }
  return principals;
}

function conditionOf(writing: Writing, block: unknown, from: string, to: string): unknown {
  const place = pointer(from, 'condition');
  const list = property(block, 'condition');
  if (writing.hidden.has(place)) return take(writing, list, place, to);
  if (members(list).length === 0) return undefined;
  writing.origins.set(to, place);
  const conditions: Record<string, Record<string, unknown>> = {};
  for (const [index, one] of members(list).entries()) {
    const [test, variable] = [textOf(property(one, 'test')), textOf(property(one, 'variable'))];
    const inner = pointer(place, index);
    if (test === undefined || variable === undefined) return take(writing, one, inner, to);
    const at = pointer(pointer(to, test), variable);
    const values = take(writing, property(one, 'values'), pointer(inner, 'values'), at);
    const keys = conditions[test] ?? {};
    const before = members(keys[variable]);
    keys[variable] = before.length === 0 ? values : [...before, ...members(values)];
    conditions[test] = keys;
    writing.origins.set(pointer(to, test), inner);
  }
  return conditions;
}

const ruleNames = { priority: 'rulePriority', description: 'description' } as const;
const selectionNames = {
  tag_status: 'tagStatus',
  tag_pattern_list: 'tagPatternList',
  tag_prefix_list: 'tagPrefixList',
  storage_class: 'storageClass',
  count_type: 'countType',
  count_unit: 'countUnit',
  count_number: 'countNumber',
} as const;
const actionNames = { type: 'type', target_storage_class: 'targetStorageClass' } as const;

function lifecycleOf(writing: Writing): unknown {
  const part = writing.hidden.get('/rule');
  writing.origins.set('/rules', '/rule');
  if (part !== undefined) {
    writing.unknown.push({ ...part, at: '/rules' });
    return { rules: [] };
  }
  const rules = members(property(writing.values, 'rule')).map((rule, index) => {
    const [from, to] = [pointer('/rule', index), pointer('/rules', index)];
    if (writing.hidden.has(from)) return take(writing, rule, from, to);
    const inner = (key: string, names: Readonly<Record<string, string>>) => {
      const blocks = property(rule, key);
      const isList = Array.isArray(blocks);
      const place = isList ? pointer(pointer(from, key), 0) : pointer(from, key);
      return renamed(writing, isList ? blocks[0] : blocks, names, place, pointer(to, key));
    };
    const action = inner('action', actionNames);
    return {
      ...renamed(writing, rule, ruleNames, from, to),
      selection: inner('selection', selectionNames),
      // The provider's own default.
      action:
        Object.keys(action).length === 0 && !isRecord(property(rule, 'action'))
          ? { type: 'expire' }
          : action,
    };
  });
  return { rules };
}
