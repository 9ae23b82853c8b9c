import { describe, expect, it } from 'vitest';
import { isMap, isScalar, parseDocument } from 'yaml';
import { findDocuments } from '../src/inputs/index.js';
import { yamlNotation } from '../src/notations/index.js';
import { offsetsInScalar } from '../src/notations/yaml-scalar.js';

/** A scalar as it is written behind `a: `, in each style and with what folding does to it. */
const scalars = [
  'plain words',
  'x\n  y z\n\n  w',
  '"x\\\n    y  \\\n  z"',
  '"x\n    y\n\n   z\\tq \\U0001F600k"',
  '"\\x41\\u0042 \\"c\\""',
  "'x\n  y''z\n\n\n  w'",
  '>-\n   p\n   q\n\n     r s\n     t\n   u\n\n\n   v\n',
  '>+\n\n  p\n  q\n\n',
  '>\r\n  p\r\n  q\r\n',
  '|2\n    p\n   q\r\n  r\n',
  '|\n\n  p\n\n\n  q\n',
];

describe('a scalar of YAML', () => {
  it.each(scalars)('knows where each of its characters stands: %j', (written) => {
    const text = `a: ${written}`;
    const { contents } = parseDocument(text);
    const node = isMap(contents) ? contents.items[0]?.value : undefined;
    if (!isScalar(node) || typeof node.value !== 'string') throw new Error('not a scalar');
    const [start = 0, end] = node.range ?? [];
    const source = text.slice(start, end);
    const offsetOf = offsetsInScalar(source, String(node.type), node.value);
    let before = -1;
    for (let i = 0; i < node.value.length; i++) {
      const letter = node.value.charAt(i);
      const at = offsetOf(i);
      // Offsets go forward, and each leads to its letter, an escape of it, or the blanks it came from.
      expect(at).toBeGreaterThanOrEqual(before);
      before = at;
      const there = source.charAt(at);
      if (there !== '\\')
        expect([letter, /\s/.test(letter) ? /\s/.test(there) : there]).toEqual([
          letter,
          /\s/.test(letter) || letter,
        ]);
    }
    expect(offsetOf(node.value.length)).toBeLessThanOrEqual(source.length);
  });
});

describe('hostile YAML', () => {
  const find = (text: string) =>
    findDocuments([{ path: 'a.yaml', text }], { notations: [yamlNotation] });
  const aliases = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
    (name, index) =>
      `${name}: &${name} [${Array(9)
        .fill(`*${'abcdefg'.charAt(index)}`)
        .join()}]`,
  );

  it.each([
    ['brackets without end', `Statement: ${'['.repeat(100_000)}`, 'inputs/nesting'],
    ['a list in a list without end', `Statement:\n${'- '.repeat(100_000)}`, 'inputs/nesting'],
    ['lines that are indented without end', `Statement:\n${' '.repeat(2000)}a`, 'inputs/nesting'],
    [
      'aliases of aliases',
      `Statement: &a [1,1,1,1,1,1,1,1,1]\n${aliases.join('\n')}`,
      'inputs/too-many-aliases',
    ],
    ['many tags', `Statement: ${'!a '.repeat(1000)}`, 'inputs/not-yaml'],
  ])('%s is a finding', (_, text, code) => {
    const { ok, diagnostics } = find(text);
    expect([ok, diagnostics[0]?.code]).toEqual([false, code]);
  });

  it('an alias of itself leads nowhere, and a key of the language is a key', () => {
    expect(find('Statement: &a [*a]')).toMatchObject({ ok: true, diagnostics: [] });
    const read = find('{"__proto__": {"x": 1}, "Version": "a", "Statement": []}');
    const [found] = read.ok ? read.value : [];
    expect(Object.keys(Object(found?.value))).toEqual(['__proto__', 'Version', 'Statement']);
  });
});

describe('numbers in a template', () => {
  const template = (properties: string) =>
    `Resources:\n  One:\n    Type: AWS::ECR::${properties}\n`;
  const documentIn = (text: string, kind: string) => {
    const read = findDocuments([{ path: 'stack.yaml', text }], { notations: [yamlNotation] });
    const found = read.ok ? read.value.find((one) => one.kind === kind) : undefined;
    return found?.value;
  };

  it.each(['123456789012', '012345678901', "'123456789012'"])('the account %s is text', (id) => {
    const statement = `{Effect: Allow, Principal: {AWS: [${id}]}, Action: 'ecr:BatchGetImage'}`;
    const text = template(
      `RegistryPolicy\n    Properties: {PolicyText: {Statement: [${statement}]}}`,
    );
    expect(documentIn(text, 'registry')).toMatchObject({
      Statement: [{ Principal: { AWS: [id.replaceAll("'", '')] } }],
    });
  });

  it('the registry of a destination is text', () => {
    const destinations = '[{Region: eu-west-1, RegistryId: 123456789012}]';
    const text = template(
      `ReplicationConfiguration\n    Properties: {ReplicationConfiguration: {Rules: [{Destinations: ${destinations}}]}}`,
    );
    expect(documentIn(text, 'replication-rules')).toEqual({
      rules: [{ destinations: [{ region: 'eu-west-1', registryId: '123456789012' }] }],
    });
  });

  it('the count of a lifecycle policy stays a number', () => {
    const policy = '{rules: [{rulePriority: 1, selection: {countNumber: 3}}]}';
    const text = template(
      `Repository\n    Properties: {LifecyclePolicy: {LifecyclePolicyText: !ToJsonString ${policy}}}`,
    );
    expect(documentIn(text, 'lifecycle')).toEqual({
      rules: [{ rulePriority: 1, selection: { countNumber: 3 } }],
    });
  });
});
