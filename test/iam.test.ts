import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  explainAuthorization,
  orThrow,
  type PolicySet,
  parsePolicySet,
  type SettledKind,
} from '../src/iam/index.js';
import { cases } from './cases.js';

interface DecisionCase {
  readonly name: string;
  /** How well AWS's answer is known, as in the ledger of facts. */
  readonly standing: 'documented' | 'observed' | 'inferred' | 'unknown';
  readonly policies: PolicySet;
  readonly request: AuthorizationRequest;
  readonly decision: SettledKind;
}

const folder = new URL('./cases/iam/decisions/', import.meta.url);
const topics = readdirSync(folder).map((file) => file.replace('.json', ''));

describe.each(topics)('deciding %s', (topic) => {
  it.each(cases<DecisionCase>(`iam/decisions/${topic}`))(
    '$name',
    ({ policies, request, decision }) => {
      const compiled = compilePolicies(orThrow(parsePolicySet(policies)));
      expect(authorize(compiled, request).kind).toBe(decision);
      expect(explainAuthorization(compiled, request).decision.kind).toBe(decision);
      expect(authorize(compilePolicies(policies), request).kind).toBe(decision);
    },
  );
});

describe('cases', () => {
  it('bear names of their own', () => {
    const names = topics.flatMap((topic) =>
      cases<DecisionCase>(`iam/decisions/${topic}`).map(({ name }) => name),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
