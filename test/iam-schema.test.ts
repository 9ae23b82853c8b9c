import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../src/iam/parse/policy.js';
import type { PolicyKind } from '../src/iam/types.js';
import { cases } from './cases.js';
import { schemaOf } from './schema-of.js';

interface PolicyCase {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly policy: unknown;
}

/** Findings about meaning, which goes beyond the shape that the schema describes. */
const beyondShape = [
  'iam/action',
  'iam/duplicate-sid',
  'iam/element-pair',
  'iam/operator',
  'iam/principal-forbidden',
  'iam/principal-name',
  'iam/resource',
  'iam/resource-control',
  'iam/sid',
];

describe('the schema of policy documents', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schemaOf('policy-document'));

  it.each(cases<PolicyCase>('iam/parse'))('agrees with the reader: $name', ({ kind, policy }) => {
    const errors = parsePolicy(policy, kind).diagnostics.filter(
      ({ severity, code, message }) =>
        severity === 'error' &&
        !beyondShape.includes(code) &&
        // Which elements a kind of policy needs is beyond the schema too, and so is an RCP's own version.
        !(code === 'iam/missing-element' && /Principal|Resource/.test(message)) &&
        !(code === 'iam/version' && kind === 'rcp'),
    );
    expect(validate(policy)).toBe(errors.length === 0);
  });
});
