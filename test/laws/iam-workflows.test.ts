import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../../src/base/invariant.js';
import { authorizationMatrix, authorizeWorkflow, withRemedy } from '../../src/iam/ecr/index.js';
import { authorize, compilePolicies } from '../../src/iam/index.js';
import { policySet, request } from '../arbitraries/iam.js';

const question = fc.tuple(policySet, request);

describe('what is missing', () => {
  it('is a step that is decided as authorize decides it', () => {
    fc.assert(
      fc.property(question, ([policies, asked]) => {
        const answer = authorizeWorkflow(policies, { ...asked, workflow: 'action' });
        expect(answer.steps.map(({ decision }) => decision)).toEqual([
          authorize(compilePolicies(policies), asked),
        ]);
        expect(answer.kind).toBe(answer.steps[0]?.decision.kind);
      }),
      { numRuns: 300 },
    );
  });

  it('helps when it is added, and is offered for silence alone', () => {
    let helped = 0;
    fc.assert(
      fc.property(question, ([policies, asked]) => {
        const { kind, remedies } = authorizeWorkflow(policies, { ...asked, workflow: 'action' });
        if (kind !== 'implicitDeny') expect(remedies).toEqual([]);
        // Whoever has policies of its own can be let in; a service cannot be given the token, nor can nobody.
        if (kind === 'implicitDeny' && asked.principal.startsWith('arn:')) {
          expect(remedies.length).toBeGreaterThan(0);
        }
        if (remedies.length === 0) return;
        helped += 1;
        const mended = remedies.reduce(withRemedy, policies);
        expect(authorize(compilePolicies(mended), asked).kind).toBe('allowed');
      }),
      { numRuns: 600 },
    );
    expect(helped).toBeGreaterThan(50);
  });

  it('is never more than it takes: without any one of the statements it stays denied', () => {
    fc.assert(
      fc.property(question, ([policies, asked]) => {
        const { remedies } = authorizeWorkflow(policies, { ...asked, workflow: 'action' });
        for (const left of remedies) {
          const mended = remedies.filter((one) => one !== left).reduce(withRemedy, policies);
          expect(authorize(compilePolicies(mended), asked).kind).toBe('implicitDeny');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a matrix', () => {
  it('holds what authorize says of each cell', () => {
    fc.assert(
      fc.property(policySet, fc.array(request, { minLength: 1, maxLength: 3 }), (set, asked) => {
        const { repository, registry, rcps, resourceAccountIsManagement, ...rest } = set;
        const { registryPolicyScope, ...principalSide } = rest;
        const management = { resourceAccountIsManagement, registryPolicyScope };
        const resourceSide = { repository, registry, rcps, ...management };
        const cells = authorizationMatrix({
          // A request is an asker, with an action and a resource that each cell puts in its place.
          principals: asked.map((asker) => ({ ...asker, policies: principalSide })),
          repositories: asked.map(({ resource }) => ({ resource, policies: resourceSide })),
          actions: asked.map(({ action }) => action),
        });
        expect(cells.length).toBe(asked.length ** 3);
        const compiled = compilePolicies(set);
        for (const { principal, repository: to, action, decision } of cells) {
          const cell = {
            ...at(asked, principal),
            resource: at(asked, to).resource,
            action: at(asked, action).action,
          };
          expect(decision).toEqual(authorize(compiled, cell));
        }
      }),
      { numRuns: 100 },
    );
  });
});
