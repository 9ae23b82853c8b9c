import { compileWildcards } from '../../glob/wildcards.js';
import type { CompiledCondition, ConditionTest, Template } from '../compiled.js';
import { arnParts } from '../match/arn.js';
import { binaryOf } from '../operators/binary.js';
import { isTruthValue } from '../operators/bool.js';
import { parseInstant } from '../operators/date.js';
import { parseRange } from '../operators/ip.js';
import { type Documented, operatorName, relationOf } from '../operators/names.js';
import { parseNumber } from '../operators/number.js';
import { folded } from '../operators/text.js';
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
  const templates: Template[] = [];
  const plain: string[] = [];
  for (const value of written) {
    const template = resolves(base, of) ? parseTemplate(value) : undefined;
    if (template === undefined) plain.push(value);
    else templates.push(template);
  }
  const condition: CompiledCondition = {
    operator,
    key: key.toLowerCase(),
    writtenKey: key,
    written,
    qualifier,
    negated: base?.includes('Not') ?? false,
    ifExists,
    oddCase: base !== undefined && oddCase,
    test: base === undefined ? { family: 'unknown' } : testOf(base, plain),
    templates,
  };
  noteDoubts(condition, pools.doubts);
  return condition;
}

/** Variables count in the newer version of the language, and for texts, ARNs and perhaps truth values. */
function resolves(operator: Documented | undefined, { hasVariables }: WrittenCondition): boolean {
  return hasVariables && /^(String|Arn|Bool)/.test(operator ?? '');
}

/** What an operator compares with, by how its documented name begins and ends. */
function testOf(operator: Documented, texts: readonly string[]): ConditionTest {
  const begins = (start: string) => operator.startsWith(start);
  if (begins('String')) return stringTest(operator, texts);
  const relation = relationOf(operator);
  if (begins('Numeric')) return { family: 'number', relation, values: read(texts, parseNumber) };
  if (begins('Date')) return { family: 'date', relation, values: read(texts, parseInstant) };
  if (begins('Arn')) {
    const values = read(texts, arnParts).map((parts) => parts.map(compileWildcards));
    return { family: 'arn', values, loneStar: texts.includes('*') };
  }
  if (begins('Bool')) return { family: 'bool', values: texts.filter(isTruthValue) };
  if (begins('Binary')) return { family: 'binary', values: read(texts, binaryOf) };
  // `true` and `false` each once; what is neither asks for nothing.
  const truths = [true, false].filter((value) => texts.includes(String(value)));
  if (begins('Null')) return { family: 'null', values: truths };
  return { family: 'ip', values: read(texts, parseRange) };
}

function stringTest(operator: Documented, values: readonly string[]): ConditionTest {
  if (operator.endsWith('Like')) return { family: 'like', values: values.map(compileWildcards) };
  const ignoreCase = operator.endsWith('IgnoreCase');
  return { family: 'text', ignoreCase, values: values.map((value) => folded(value, ignoreCase)) };
}

/** What texts stand for. One that stands for nothing equals nothing, and is left out. */
function read<Value>(
  texts: readonly string[],
  parse: (text: string) => Value | null,
): readonly Value[] {
  return texts.map(parse).filter((value) => value !== null);
}
