import fc from 'fast-check';
import type { PolicyDocument, PolicyStatement } from '../../../src/iam/index.js';
import { listOf } from './iam-conditions.js';
import { conditions, statement } from './iam-statements.js';

type Change = (of: PolicyStatement) => readonly PolicyStatement[];

const widened = (text: string) => `${text}*`;
const shortened = (text: string) => (text.length > 1 ? text.slice(0, -1) : text);

/** One thing more or less, or turned around. */
function change(isNamed: boolean): fc.Arbitrary<Change> {
  return fc.oneof(
    fc.constantFrom<Change>(
      (of) => [of],
      () => [],
      (of) => [of, of],
      ({ Condition: _, ...of }) => [of],
      (of) => [{ ...of, Effect: of.Effect === 'Allow' ? 'Deny' : 'Allow' }],
      ({ NotAction: _, ...of }) => [{ ...of, Action: 'ecr:*' }],
      ({ NotResource: _, ...of }) => [{ ...of, Resource: '*' }],
      (of) => [textual(of, 'Resource', widened)],
      (of) => [textual(of, 'Resource', shortened)],
      (of) => [textual(of, 'Action', widened)],
      (of) => [negated(of, 'Resource', 'NotResource')],
      (of) => [negated(of, 'Action', 'NotAction')],
      (of) => [conditioned(of, (operator) => toggled(operator, 'IfExists'))],
      (of) => [conditioned(of, opposite)],
      (of) => [conditioned(of, qualified)],
      (of) => [valued(of, (value) => (Array.isArray(value) ? value.slice(0, 1) : [value, 'a']))],
      (of) => apart(of),
    ),
    statement(isNamed).map(
      (more): Change =>
        (of) => [of, more],
    ),
    conditions.map(
      (Condition): Change =>
        (of) => [{ ...of, Condition }],
    ),
    conditions.map(
      (more): Change =>
        (of) => [{ ...of, Condition: { ...of.Condition, ...more } }],
    ),
  );
}

function textual(
  of: PolicyStatement,
  element: 'Resource' | 'Action',
  edit: (text: string) => string,
): PolicyStatement {
  const given = of[element];
  return typeof given === 'string' ? { ...of, [element]: edit(given) } : of;
}

function negated(of: PolicyStatement, element: string, opposed: string): PolicyStatement {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => {
      if (name === element) return [opposed, value];
      return [name === opposed ? element : name, value];
    }),
  ) as unknown as PolicyStatement; // the same elements under other names
}

function conditioned(of: PolicyStatement, edit: (operator: string) => string): PolicyStatement {
  if (of.Condition === undefined) return of;
  const entries = Object.entries(of.Condition).map(([operator, keys]) => {
    return [operator === 'Null' ? operator : edit(operator), keys];
  });
  return { ...of, Condition: Object.fromEntries(entries) };
}

const toggled = (operator: string, end: string) =>
  operator.endsWith(end) ? operator.slice(0, -end.length) : operator + end;

function opposite(operator: string): string {
  if (/Not/.test(operator)) return operator.replace('Not', '');
  return operator
    .replace(/(String|Arn|^Ip|:Ip|Numeric|Date)(Equals|Like|Address)/, '$1Not$2')
    .replace('IpNotAddress', 'NotIpAddress');
}

function qualified(operator: string): string {
  if (operator.startsWith('ForAll')) return operator.replace('ForAllValues', 'ForAnyValue');
  return operator.replace('ForAnyValue', 'ForAllValues');
}

function valued(of: PolicyStatement, edit: (value: unknown) => unknown): PolicyStatement {
  if (of.Condition === undefined) return of;
  const entries = Object.entries(of.Condition).map(([operator, keys]) => {
    const isText = operator.includes('String') && !('aws:PrincipalArn' in keys);
    const values = Object.entries(keys).map(([key, value]) => [key, isText ? edit(value) : value]);
    return [operator, Object.fromEntries(values)];
  });
  return { ...of, Condition: Object.fromEntries(entries) };
}

/** A list as a statement for each of its entries, which is the same. */
function apart(of: PolicyStatement): readonly PolicyStatement[] {
  const { Resource } = of;
  if (Resource === undefined || typeof Resource === 'string') return [of];
  return Resource.map((one) => ({ ...of, Resource: one }));
}

/** A document and a change or two to it. */
export function changed(of: PolicyDocument, isNamed: boolean): fc.Arbitrary<PolicyDocument> {
  const list = listOf(of.Statement);
  return fc
    .array(fc.tuple(fc.nat(Math.max(0, list.length - 1)), change(isNamed)), {
      minLength: 1,
      maxLength: 2,
    })
    .map((turns) => {
      const Statement = turns.reduce(
        (all, [place, edit]) => all.flatMap((one, index) => (index === place ? edit(one) : [one])),
        list,
      );
      return { ...of, Statement };
    });
}
