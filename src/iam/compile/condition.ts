import { unreachable } from '../../base/invariant.js';
import type { CompiledCondition, ConditionTest, Template } from '../compiled.js';
import { arnTest } from '../operators/arn.js';
import { binaryTest } from '../operators/binary.js';
import { boolTest } from '../operators/bool.js';
import { dateTest } from '../operators/date.js';
import { ipTest } from '../operators/ip.js';
import { type Family, families, operatorName } from '../operators/names.js';
import { numberTest } from '../operators/number.js';
import { likeTest, textTest } from '../operators/text.js';
import type { OneOrMany, PolicyConditions } from '../types.js';
import { parseTemplate } from '../variables.js';
import { noteDoubts } from './doubts.js';
import type { Pools } from './pools.js';

/** The numbers of all conditions of a statement, one for each operator and key. */
export function conditionNumbers(
  conditions: PolicyConditions | undefined,
  hasVariables: boolean,
  pools: Pools,
): readonly number[] {
  if (typeof conditions !== 'object' || conditions === null) return [];
  const operators = Object.entries(conditions);
  if (operators.length === 0) {
    pools.doubts.add('emptyCondition');
    return [pools.conditions.numberOf('', emptyCondition)];
  }
  const numbers: number[] = [];
  for (const [operator, keys] of operators) {
    for (const [key, values] of Object.entries(keys ?? {})) {
      const condition = { operator, key, written: valueTexts(values), hasVariables };
      const make = () => compileCondition(condition, pools);
      numbers.push(pools.conditions.numberOf(identityOf(condition), make));
    }
  }
  return numbers;
}

/** Tells conditions apart. Every value comes with its length, so that no two lists of values read alike. */
function identityOf({ operator, key, written, hasVariables }: WrittenCondition): string {
  let identity = `${hasVariables ? 'new' : 'old'} ${operator.length} ${operator} ${key.length} ${key}`;
  for (const value of written) identity += ` ${value.length} ${value}`;
  return identity;
}

function emptyCondition(): CompiledCondition {
  return {
    operator: '',
    key: '',
    writtenKey: '',
    written: [],
    qualifier: null,
    negated: false,
    ifExists: false,
    oddCase: false,
    test: { family: 'empty' },
    templates: [],
  };
}

/** Numbers and truth values count as their JSON text. */
function valueTexts(values: OneOrMany<unknown>): readonly string[] {
  if (typeof values === 'string') return [values];
  const texts: string[] = [];
  for (const value of Array.isArray(values) ? values : [values]) {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'number' || typeof value === 'boolean') texts.push(String(value));
  }
  return texts;
}

interface WrittenCondition {
  readonly operator: string;
  readonly key: string;
  readonly written: readonly string[];
  readonly hasVariables: boolean;
}

function compileCondition(of: WrittenCondition, pools: Pools): CompiledCondition {
  const { operator, key, written } = of;
  const { base, qualifier, ifExists, oddCase } = operatorName(operator);
  const family: Family = base === undefined ? { family: 'unknown' } : families[base];
  const templates: Template[] = [];
  const plain: string[] = [];
  for (const value of written) {
    const template = resolves(family, of) ? parseTemplate(value) : undefined;
    if (template === undefined) plain.push(value);
    else templates.push(template);
  }
  const condition: CompiledCondition = {
    operator,
    key: key.toLowerCase(),
    writtenKey: key,
    written,
    qualifier,
    negated: family.negated ?? false,
    ifExists,
    oddCase: base !== undefined && oddCase,
    test: testOf(family, plain),
    templates,
  };
  noteDoubts(condition, pools.doubts);
  return condition;
}

/** Variables count in the newer version of the language, and for texts, ARNs and perhaps truth values. */
function resolves({ family }: Family, { hasVariables }: WrittenCondition): boolean {
  return hasVariables && ['text', 'like', 'arn', 'bool'].includes(family);
}

function testOf(family: Family, values: readonly string[]): ConditionTest {
  switch (family.family) {
    case 'text':
      return textTest(values, family.ignoreCase ?? false);
    case 'like':
      return likeTest(values);
    case 'number':
      return numberTest(values, family.relation ?? 'equal');
    case 'date':
      return dateTest(values, family.relation ?? 'equal');
    case 'bool':
      return boolTest(values);
    case 'binary':
      return binaryTest(values);
    case 'ip':
      return ipTest(values);
    case 'arn':
      return arnTest(values);
    case 'null':
      return nullTest(values);
    case 'empty':
    case 'unknown':
      return { family: family.family };
    default:
      return unreachable(family.family);
  }
}

/** `true` and `false` each once; what is neither asks for nothing. */
function nullTest(values: readonly string[]): ConditionTest {
  return {
    family: 'null',
    values: [true, false].filter((value) => values.includes(String(value))),
  };
}
