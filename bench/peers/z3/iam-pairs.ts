import fc from 'fast-check';
import type { PolicyDocument, PolicySet, PolicyStatement } from '../../../src/iam/index.js';
import { changed } from './iam-changes.js';
import { listOf } from './iam-conditions.js';
import { document } from './iam-statements.js';
import type { AccessQuestion } from './new-access.js';

// Policies, and others made from them by a change or two, so that they are nearly equal: two that have nothing to do with
// each other almost never are.

/** Both orders, for access that is lost one way is new the other. */
function pairOf<T>(some: fc.Arbitrary<T>, near: (of: T) => fc.Arbitrary<T>) {
  const close = some.chain((one) => near(one).map((other) => [one, other] as const));
  return fc.oneof(
    { weight: 4, arbitrary: close },
    { weight: 4, arbitrary: close.map(([one, other]) => [other, one] as const) },
    { weight: 1, arbitrary: fc.tuple(some, some) },
  );
}

function singlePair(kind: 'identity' | 'repository'): fc.Arbitrary<AccessQuestion> {
  const isNamed = kind === 'repository';
  return pairOf(document(isNamed, 3), (of) => changed(of, isNamed)).map(([before, after]) => [
    { kind, document: before },
    { kind, document: after },
  ]);
}

const own = document(false, 2);
const named = document(true, 2);

/** A layer that only limits mostly lets everything through but for something. */
function limiting(of: fc.Arbitrary<PolicyDocument>, more: PolicyStatement) {
  return fc.oneof(
    { weight: 1, arbitrary: of },
    {
      weight: 2,
      arbitrary: of.map(
        (given): PolicyDocument => ({ ...given, Statement: [more, ...listOf(given.Statement)] }),
      ),
    },
  );
}

const everything: PolicyStatement = { Effect: 'Allow', Action: '*', Resource: '*' };
const limit = limiting(own, everything);

const rcp = own.map((of): PolicyDocument => {
  const Statement = listOf(of.Statement).map((one): PolicyStatement => {
    return { ...one, Effect: 'Deny', Principal: '*' };
  });
  return { ...of, Statement };
});

/** A layer that a third of the sets have. */
const perhaps = <T>(layer: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: layer });

const level = <T extends PolicyDocument>(of: fc.Arbitrary<T>) =>
  fc.record({ id: fc.constant('level'), policies: fc.tuple(of) });

const policySet: fc.Arbitrary<PolicySet> = fc.record({
  identity: fc.array(own, { minLength: 1, maxLength: 2 }),
  boundary: perhaps(fc.tuple(limit)),
  session: perhaps(fc.tuple(limit)),
  repository: fc.oneof(named, perhaps(named)),
  registry: perhaps(named),
  endpoint: perhaps(limiting(named, { ...everything, Principal: '*' })),
  scps: perhaps(fc.array(level(limit), { minLength: 1, maxLength: 2 })),
  rcps: perhaps(fc.tuple(level(rcp))),
  registryPolicyScope: perhaps(fc.constantFrom('V1' as const, 'V2' as const)),
  principalAccountIsManagement: perhaps(fc.boolean()),
  resourceAccountIsManagement: perhaps(fc.boolean()),
});

/** The set with one document changed, or one layer gone. */
function changedSet(set: PolicySet): fc.Arbitrary<PolicySet> {
  const changes: fc.Arbitrary<PolicySet>[] = [fc.constant(set)];
  for (const kind of ['identity', 'boundary', 'session'] as const) {
    const [first, ...rest] = set[kind] ?? [];
    if (first === undefined) continue;
    changes.push(changed(first, false).map((other) => ({ ...set, [kind]: [other, ...rest] })));
  }
  for (const kind of ['repository', 'registry', 'endpoint'] as const) {
    const first = set[kind];
    if (first === undefined) continue;
    changes.push(changed(first, true).map((other) => ({ ...set, [kind]: other })));
    changes.push(fc.constant({ ...set, [kind]: undefined }));
  }
  const [level, ...levels] = set.scps ?? [];
  const [scp] = level?.policies ?? [];
  if (level !== undefined && scp !== undefined) {
    changes.push(
      changed(scp, false).map((other) => ({
        ...set,
        scps: [{ ...level, policies: [other] }, ...levels],
      })),
    );
  }
  return fc.oneof(...changes);
}

export const accessQuestion: fc.Arbitrary<AccessQuestion> = fc.oneof(
  singlePair('identity'),
  singlePair('repository'),
  pairOf(policySet, changedSet),
);
