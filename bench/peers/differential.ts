/**
 * Asks this library and `@cloud-copilot/iam-simulate` the same random questions, and counts where the answers differ.
 * Each difference falls under a reason of `differences.md`; one that falls under none is printed whole and fails the
 * run. `npx tsx differential.ts [questions] [seed]`
 */
import { runSimulation } from '@cloud-copilot/iam-simulate';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  type PolicyDocument,
  type PolicySet,
} from '../../src/iam/index.js';
import { reasonFor } from './differences.js';
import { type Question, randomness, randomQuestion } from './questions.js';

const count = Number(process.argv[2] ?? 2000);
const seed = Number(process.argv[3] ?? 1);

const random = randomness(seed);
const tally = new Map<string, number>();
let unexplained = 0;
for (let i = 0; i < count; i++) {
  const question = randomQuestion(random);
  const ours = ourAnswer(question);
  const theirs = await theirAnswer(question);
  const reason = ours === theirs ? 'same answer' : await reasonFor(question, agrees);
  tally.set(reason ?? 'no known reason', (tally.get(reason ?? 'no known reason') ?? 0) + 1);
  if (reason === undefined) {
    unexplained += 1;
    if (unexplained <= 60) console.log(JSON.stringify({ ours, theirs, ...question }));
  }
}
for (const [reason, times] of [...tally].sort((a, b) => b[1] - a[1])) {
  console.log(`${String(times).padStart(7)}  ${reason}`);
}
process.exitCode = unexplained > 0 ? 1 : 0;

async function agrees(question: Question): Promise<boolean> {
  return ourAnswer(question) === (await theirAnswer(question));
}

function ourAnswer({ policies, request }: Question): string {
  return authorize(compilePolicies(policies), request).kind;
}

async function theirAnswer({ policies, request }: Question): Promise<string> {
  const result = await runSimulation(simulationOf(policies, request), { simulationMode: 'Strict' });
  if (result.resultType === 'error') return `error: ${result.errors.message}`;
  const kinds: Record<string, string> = {
    Allowed: 'allowed',
    ImplicitlyDenied: 'implicitDeny',
    ExplicitlyDenied: 'explicitDeny',
  };
  return kinds[result.overallResult] ?? result.overallResult;
}

function simulationOf(policies: PolicySet, request: AuthorizationRequest) {
  const named = (documents: readonly PolicyDocument[] = []) =>
    documents.map((policy, index) => ({ name: `policy-${index}`, policy }));
  const levels = (given: PolicySet['scps'] = []) =>
    given.map(({ id, policies: of }) => ({ orgIdentifier: id, policies: named(of) }));
  return {
    request: {
      principal: request.principal,
      action: request.action,
      resource: {
        resource: request.resource,
        accountId: request.resource.split(':')[4] ?? request.principal.split(':')[4] ?? '',
      },
      contextVariables: { ...request.context } as Record<string, string | string[]>,
    },
    identityPolicies: named(policies.identity),
    serviceControlPolicies: levels(policies.scps),
    resourceControlPolicies: levels(policies.rcps),
    resourcePolicy: policies.repository,
    sessionPolicy: policies.session?.[0],
    permissionBoundaryPolicies:
      policies.boundary === undefined ? undefined : named(policies.boundary),
    vpcEndpointPolicies: policies.endpoint === undefined ? undefined : named([policies.endpoint]),
  };
}
