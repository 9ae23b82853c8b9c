import {
  authorize,
  compilePolicies,
  explainAuthorization,
  parsePolicySet,
  prepareRequest,
} from '../../src/iam/index.js';
import { type Contender, type Race, race } from '../harness.js';
import { tunedEngine } from '../rivals/tuned-authorize.js';
import { type AuthorizeScenario, actions, authorizeScenarios } from './authorize.js';

/** Each scenario's requests, decided in turn: prepared, unprepared, explained, and with everything compiled anew. */
export function authorizeRaces(): readonly Race[] {
  return authorizeScenarios.flatMap((scenario) => [
    race(`${scenario.name}: 1,024 prepared`, 60, [
      { name: 'ours', run: preparedRun(scenario) },
      ...tunedRuns(scenario),
    ]),
    race(`${scenario.name}: 1,024 unprepared`, 60, [
      { name: 'ours', run: unpreparedRun(scenario) },
      { name: 'explained', run: explainedRun(scenario) },
    ]),
    race(`${scenario.name}: 16 with parse and compile`, 30, [
      { name: 'ours', run: freshRun(scenario, 16) },
    ]),
  ]);
}

export function preparedRun({ set, requests }: AuthorizeScenario): () => unknown {
  const compiled = compilePolicies(set);
  const prepared = requests.map(prepareRequest);
  return () => {
    let allowed = 0;
    for (const request of prepared)
      if (authorize(compiled, request).kind === 'allowed') allowed += 1;
    return allowed;
  };
}

export function unpreparedRun({ set, requests }: AuthorizeScenario): () => unknown {
  const compiled = compilePolicies(set);
  return () => {
    let allowed = 0;
    for (const request of requests)
      if (authorize(compiled, request).kind === 'allowed') allowed += 1;
    return allowed;
  };
}

export function explainedRun({ set, requests }: AuthorizeScenario): () => unknown {
  const compiled = compilePolicies(set);
  return () => {
    let length = 0;
    for (const request of requests)
      length += explainAuthorization(compiled, request).sentence.length;
    return length;
  };
}

/** Policies read, checked and compiled for every single decision. */
export function freshRun({ set, requests }: AuthorizeScenario, count: number): () => unknown {
  return () => {
    let allowed = 0;
    for (const request of requests.slice(0, count)) {
      const read = parsePolicySet(set);
      if (!read.ok) throw new Error('the policies were not read');
      if (authorize(compilePolicies(read.value), request).kind === 'allowed') allowed += 1;
    }
    return allowed;
  };
}

/** The tuned way, prepared and not; it must give the same answers. */
function tunedRuns(scenario: AuthorizeScenario): readonly Contender[] {
  const { set, requests } = scenario;
  const engine = tunedEngine(set, actions, set.rcps !== undefined);
  const compiled = compilePolicies(set);
  const kinds = ['allowed', 'implicitDeny', 'explicitDeny'];
  const prepared = requests.map(engine.prepare);
  for (const [index, request] of requests.entries()) {
    const tuned = kinds[engine.decide(prepared[index] ?? engine.prepare(request))];
    if (tuned !== authorize(compiled, request).kind)
      throw new Error(`${scenario.name}: the tuned way answers otherwise`);
  }
  const count = (of: readonly ReturnType<typeof engine.prepare>[]) => {
    let allowed = 0;
    for (const request of of) if (engine.decide(request) === 0) allowed += 1;
    return allowed;
  };
  return [
    { name: 'tuned by hand', run: () => count(prepared) },
    { name: 'the same, unprepared', run: () => count(requests.map(engine.prepare)) },
  ];
}
