import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CapabilityGap, findCapabilityGaps } from '../../src/iam/analyze/index.js';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  type PolicySet,
} from '../../src/iam/index.js';
import { box, policySet } from '../arbitraries/iam-boxes.js';
import { referenceAuthorize } from '../reference/iam.js';

const pulls = box.filter(({ action }) => action === 'ecr:BatchGetImage');

/** The same caller with the same keys: about the same repository, or logging in, where only a key tells the Region. */
function turned(request: AuthorizationRequest, action: string): AuthorizationRequest {
  if (action !== 'ecr:GetAuthorizationToken') return { ...request, action };
  const region = request.resource.split(':')[3] ?? '';
  const context = { ...request.context, 'aws:RequestedRegion': region };
  return { ...request, action, resource: '*', context };
}

const steps = [
  ['pull', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  ['pull', 'ecr:BatchGetImage', 'ecr:GetAuthorizationToken'],
  ['push', 'ecr:InitiateLayerUpload', 'ecr:PutImage'],
  ['push', 'ecr:InitiateLayerUpload', 'ecr:GetAuthorizationToken'],
] as const;

/** Whether somebody in the box may do the one and not the other, asked one by one. */
function isInBox(set: PolicySet, can: string, cannot: string): boolean {
  // Who pushes fetches manifests as well, and need not pull for that.
  const isForPush = cannot === 'ecr:GetDownloadUrlForLayer';
  const compiled = compilePolicies(set);
  const may = (request: AuthorizationRequest) => authorize(compiled, request).kind === 'allowed';
  const needsToken = cannot === 'ecr:GetAuthorizationToken';
  return pulls.some(
    (request) =>
      (request.principal.startsWith('arn:') || !needsToken) &&
      may(turned(request, can)) &&
      !may(turned(request, cannot)) &&
      !(isForPush && may(turned(request, 'ecr:PutImage'))),
  );
}

describe('gaps in what a principal may do', () => {
  it('are found whenever some caller of a small box has one, and only if the engine agrees', () => {
    let logins = 0;
    fc.assert(
      fc.property(policySet(false), (set) => {
        const { gaps, open, assumptions } = findCapabilityGaps(set);
        expect(open).toEqual([]);
        const hasIdentity = (set.identity?.length ?? 0) > 0;
        expect(assumptions.includes('token-from-elsewhere')).toBe(!hasIdentity);
        for (const [workflow, can, cannot] of steps) {
          if (cannot === 'ecr:GetAuthorizationToken' && !hasIdentity) continue;
          if (!isInBox(set, can, cannot)) continue;
          const has = (gap: CapabilityGap) => gap.workflow === workflow && gap.cannot === cannot;
          expect(gaps.some(has), `${can} without ${cannot}`).toBe(true);
        }
        for (const { workflow, can, cannot, witness, refused } of gaps) {
          if (cannot === 'ecr:GetAuthorizationToken') logins += 1;
          expect([witness.action, refused.action]).toEqual([can, cannot]);
          expect(refused.principal).toBe(witness.principal);
          // Replication acts with a role of its own, to which other policies apply.
          if (workflow === 'replication') continue;
          expect(referenceAuthorize(set, witness)).toBe('allowed');
          expect(referenceAuthorize(set, refused)).not.toBe('allowed');
        }
      }),
      { numRuns: 100 },
    );
    expect(logins).toBeGreaterThan(10);
  });
});
