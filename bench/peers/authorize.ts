/**
 * Decisions a second of this library, of `@cloud-copilot/iam-simulate` and of Cedar, in the scenarios of
 * `../scenarios/authorize.ts`, in one process and on its processor time. `npm run authorize`, which bundles it first: a
 * loader that keeps the names of functions makes small ones slow.
 */
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  type PolicyDocument,
  type PolicySet,
} from '../../src/iam/index.js';
import { type AuthorizeScenario, authorizeScenarios } from '../scenarios/authorize.js';
import {
  explainedRun,
  freshRun,
  preparedRun,
  unpreparedRun,
} from '../scenarios/authorize-races.js';
import { cedarCall, cedarPolicies } from './cedar.js';

for (const scenario of authorizeScenarios) {
  const { requests } = scenario;
  await demandSame(scenario);
  const rival = await perSecond(40, () => rivalRun(scenario, 40));
  const [name, policies] = [scenario.name, cedarPolicies(scenario.set)];
  cedar.preparsePolicySet(name, policies);
  const rows: readonly (readonly [string, number])[] = [
    ['prepared', await perSecond(requests.length, preparedRun(scenario))],
    ['unprepared', await perSecond(requests.length, unpreparedRun(scenario))],
    ['explained', await perSecond(requests.length, explainedRun(scenario))],
    ['parsed and compiled each time', await perSecond(64, freshRun(scenario, 64))],
    ['Cedar, preparsed', await perSecond(200, () => cedarRun(scenario, 200))],
  ];
  console.log(`${name}: the rival decides ${Math.round(rival)} a second`);
  for (const [row, rate] of rows) {
    console.log(`  ${row.padEnd(32)} ${Math.round(rate / rival).toLocaleString('en')} ×`);
  }
}

/** Best of several rounds, by processor time. */
async function perSecond(count: number, run: () => unknown): Promise<number> {
  await run();
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage();
    let done = 0;
    let spent = 0;
    do {
      await run();
      done += count;
      const { user, system } = process.cpuUsage(before);
      spent = (user + system) / 1e6;
    } while (spent < 0.3);
    best = Math.max(best, done / spent);
  }
  return best;
}

/** A rival that answers otherwise would make the race say nothing. */
async function demandSame({ name, set, requests }: AuthorizeScenario): Promise<void> {
  const kinds: Readonly<Record<string, string>> = {
    Allowed: 'allowed',
    ImplicitlyDenied: 'implicitDeny',
    ExplicitlyDenied: 'explicitDeny',
  };
  const compiled = compilePolicies(set);
  for (const request of requests.slice(0, 60)) {
    const theirs = await runSimulation(simulation(set, request), { simulationMode: 'Strict' });
    const answer = theirs.resultType === 'error' ? 'error' : kinds[theirs.overallResult];
    if (answer !== authorize(compiled, request).kind) throw new Error(`${name}: other answers`);
  }
}

async function rivalRun({ set, requests }: AuthorizeScenario, count: number): Promise<void> {
  for (const request of requests.slice(0, count)) {
    await runSimulation(simulation(set, request), { simulationMode: 'Strict' });
  }
}

function cedarRun({ name, requests }: AuthorizeScenario, count: number): void {
  for (const request of requests.slice(0, count)) {
    const answer = cedar.statefulIsAuthorized(cedarCall(name, request));
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
  }
}

function simulation(
  set: PolicySet,
  { principal, action, resource, context }: AuthorizationRequest,
) {
  const named = (documents: readonly PolicyDocument[] = []) =>
    documents.map((policy, index) => ({ name: `policy-${index}`, policy }));
  const levels = (given: PolicySet['scps'] = []) =>
    given.map(({ id, policies }) => ({ orgIdentifier: id, policies: named(policies) }));
  return {
    request: {
      principal,
      action,
      resource: { resource, accountId: resource.split(':')[4] ?? '' },
      contextVariables: { ...context } as Record<string, string | string[]>,
    },
    identityPolicies: named(set.identity),
    serviceControlPolicies: levels(set.scps),
    resourceControlPolicies: levels(set.rcps),
    resourcePolicy: set.repository,
    permissionBoundaryPolicies: set.boundary === undefined ? undefined : named(set.boundary),
  };
}
