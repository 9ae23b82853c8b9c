import { readFileSync } from 'node:fs';
import * as hclParser from '@cdktn/hcl2json';
import { describe, expect, it } from 'vitest';
import {
  type FindOptions,
  type FoundDocument,
  findDocuments,
  findingsInFile,
  isUnknownAt,
  placeOf,
} from '../src/inputs/index.js';
import { hclNotation, yamlNotation } from '../src/notations/index.js';
import { cases } from './cases.js';

interface Case {
  readonly name: string;
  /** A file beside the cases, or the text of one. */
  readonly file?: string;
  readonly path?: string;
  readonly text?: string;
  readonly options?: FindOptions;
  readonly found: readonly {
    readonly kind: string;
    readonly address: string;
    /** `line:column` where it begins. */
    readonly begins?: string;
    readonly moment?: string;
    readonly attachedTo?: object;
    /** What hides what, by pointer. */
    readonly unknown?: Readonly<Record<string, string>>;
    /** Values by pointer, undefined as null. */
    readonly values?: Readonly<Record<string, unknown>>;
    /** The first line of the text in the file at a pointer. */
    readonly texts?: Readonly<Record<string, string>>;
  }[];
  readonly says?: readonly string[];
}

function fileOf({ file, path = file ?? 'file.json', text }: Case) {
  if (text !== undefined) return { path, text };
  return {
    path,
    text: readFileSync(new URL(`./cases/documents/${file}`, import.meta.url), 'utf8'),
  };
}

function told(document: FoundDocument, text: string, expected: Case['found'][number]): object {
  const { kind, address, moment, attachedTo, unknown, value, place } = document;
  const { start } = place.range ?? {};
  const known = Object.entries(attachedTo).filter(([, one]) => one !== undefined);
  return {
    kind,
    address,
    ...(expected.begins && { begins: `${start?.line}:${start?.column}` }),
    ...(moment && { moment }),
    ...(known.length > 0 && { attachedTo: Object.fromEntries(known) }),
    ...(unknown.length > 0 && {
      unknown: Object.fromEntries(unknown.map(({ at, hiddenBy }) => [at, hiddenBy])),
    }),
    ...(expected.values && {
      values: Object.fromEntries(
        Object.keys(expected.values).map((at) => [at, valueAt(value, at) ?? null]),
      ),
    }),
    ...(expected.texts && {
      texts: Object.fromEntries(
        Object.keys(expected.texts).map((at) => {
          const { range } = placeOf(document, at);
          return [at, text.slice(range?.start.offset, range?.end.offset).split('\n')[0]];
        }),
      ),
    }),
  };
}

function valueAt(value: unknown, at: string): unknown {
  return at
    .split('/')
    .slice(1)
    .reduce<unknown>((held, step) => (held as Record<string, unknown> | undefined)?.[step], value);
}

describe('documents are found', () => {
  it.each(cases<Case>('documents/found'))('$name', async (one) => {
    const file = fileOf(one);
    const notations = [yamlNotation, await hclNotation([file], hclParser)];
    const read = findDocuments([file], { notations, ...one.options });
    const documents = read.ok ? read.value : [];
    expect(
      documents.map((document, i) => told(document, file.text, one.found[i] ?? nothing)),
    ).toEqual(one.found);
    const says = read.diagnostics.map(
      ({ severity, range, code, message }) =>
        `${severity} ${range?.start.line}:${range?.start.column} ${code}: ${message}`,
    );
    expect(says).toEqual(one.says ?? []);
  });

  const nothing = { kind: '', address: '' };

  it('fails only when nothing was found and a file is broken', () => {
    const broken = { path: 'b.json', text: '{ "Statement": [ }' };
    const policy = { path: 'p.json', text: '{ "rules": [{ "rulePriority": 1 }] }' };
    expect(findDocuments([broken]).ok).toBe(false);
    expect(findDocuments([]).ok).toBe(true);
    const both = findDocuments([broken, policy]);
    expect(both.ok && both.value.map(({ place }) => place.path)).toEqual(['p.json']);
    expect(new Set(both.diagnostics.map(({ path }) => path))).toEqual(new Set(['b.json']));
  });

  it('gives findings of readers their place in the file, and leaves out those at what is unknown', () => {
    const text = readFileSync(new URL('./cases/documents/template.yaml', import.meta.url), 'utf8');
    const read = findDocuments([{ path: 'template.yaml', text }], { notations: [yamlNotation] });
    const [, policy] = read.ok ? read.value : [];
    if (policy === undefined) throw new Error('the policy is not found');
    const finding = (at: string) => ({
      code: 'a/b',
      severity: 'error' as const,
      message: '',
      at,
      because: [],
    });
    const [kept, ...others] = findingsInFile(policy, [
      finding('/rules/0/action/type'),
      finding('/rules/0/action/type/deeper'),
      finding('/rules/0/action'),
    ]);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ path: 'template.yaml', at: '/rules/0/action' });
    expect(text.slice(kept?.range?.start.offset, kept?.range?.end.offset)).toBe(
      '{ "type": "${Action}" }',
    );
    expect(isUnknownAt(policy, '/rules/0/act')).toBe(false);
  });
});
