/**
 * Policies that people wrote are read, or refused for a reason that was looked at. They are no part of this project:
 * `ECR_DRYDOCK_CORPUS` names a folder with a folder for each kind, in which every file holds a document under `policy`.
 * Without it these tests are skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compilePolicies } from '../src/iam/compile.js';
import { parsePolicy } from '../src/iam/parse/policy.js';
import type { PolicyDocument, PolicyKind, PolicySet } from '../src/iam/types.js';
import { ruleBooks } from '../src/lint/rule-books.js';

const corpus = process.env['ECR_DRYDOCK_CORPUS'] ?? '';

/** For each folder its kind of policy, and the errors that were looked at and are AWS's too. */
const folders: Readonly<Record<string, { kind: PolicyKind; refusals: readonly string[] }>> = {
  // Templates that were not rendered, and names where an ARN belongs.
  iam: { kind: 'identity', refusals: ['iam/resource', 'iam/wrong-type'] },
  // Principals that are a list, a bare ARN or a placeholder; a version that does not exist.
  'repository-policy': {
    kind: 'repository',
    refusals: ['iam/principal', 'iam/principal-name', 'iam/version', 'iam/wrong-type'],
  },
  // No resource, and a resource that is a placeholder.
  'registry-policy': { kind: 'registry', refusals: ['iam/missing-element', 'iam/resource'] },
  rcp: { kind: 'rcp', refusals: [] },
  'vpc-endpoint-policy': { kind: 'endpoint', refusals: [] },
  'managed-policies': { kind: 'identity', refusals: [] },
};

describe.skipIf(!existsSync(corpus))('policies as people write them', () => {
  it.each(Object.entries(folders))('%s', (folder, { kind, refusals }) => {
    const files = readdirSync(join(corpus, folder));
    const refused = files.filter((file) => {
      const { policy } = JSON.parse(readFileSync(join(corpus, folder, file), 'utf8'));
      const read = parsePolicy(JSON.stringify(policy), kind);
      if (read.ok) expect(() => compilePolicies(setOf(read.value, kind))).not.toThrow();
      expect(() => lint(policy, kind)).not.toThrow();
      const errors = read.diagnostics.filter(({ severity }) => severity === 'error');
      for (const { code } of errors) expect(refusals, `${folder}/${file}`).toContain(code);
      return !read.ok;
    });
    console.log(`${folder}: ${files.length} documents, ${refused.length} refused ${refused}`);
    expect(files.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(files.length / 10);
  });
});

const lint = (policy: unknown, kind: PolicyKind) =>
  ruleBooks
    .find(({ domain }) => domain === 'iam')
    ?.check({ kind, input: JSON.stringify(policy) }, () => true);

function setOf(document: PolicyDocument, kind: PolicyKind): PolicySet {
  if (kind === 'rcp') return { rcps: [{ id: 'root', policies: [document] }] };
  return kind === 'identity' ? { identity: [document] } : { [kind]: document };
}
