import { at } from '../../base/invariant.js';
import { formatInstant } from '../../model/instant.js';
import type { RegistryAddress } from '../../model/registry.js';
import { type Registry, step } from '../../registry/index.js';
import { allocateCost } from '../cost/allocate.js';
import { compileStoragePrices } from '../cost/compile.js';
import type { CompiledPrices } from '../cost/types.js';
import { compileSchedule } from '../schedule/compile.js';
import { deedsBetween } from '../schedule/deeds.js';
import type { Schedule } from '../schedule/types.js';
import { everyMsOf } from '../time/simulate.js';
import { Client, type Stage, take } from './client.js';
import { type Holding, Holdings, registriesOf, repositoriesOf } from './holdings.js';
import { LivingPolicies } from './living-policies.js';
import { noCounts, Tally } from './tally.js';
import type {
  RegistryFrame,
  RegistryFrameCounts,
  RegistryRepositoryFrame,
  RegistrySimulationOptions,
  SimulatedRegistry,
} from './types.js';

/**
 * A whole registry through time: what the schedule brings becomes commands for `step`, so that tag immutability, quotas,
 * replication, creation on push, signing and scans have their say, and the lifecycle policies of all registries of the
 * value run at `fromMs` and every `lifecycleEvery` milliseconds after it, a frame a run. What happens at the instant of a
 * run happens before it. Frames are made one at a time; the generator returns the registry as it is in the end. The same
 * question gives the same frames.
 */
export function* simulate(
  registry: Registry,
  schedule: Schedule,
  options: RegistrySimulationOptions,
): Generator<RegistryFrame, SimulatedRegistry> {
  const { fromMs, toMs, lifecycleEvery, prices } = options;
  const holdings = new Holdings(registry);
  const stage: Stage = { registry, holdings, tally: new Tally(), policies: new LivingPolicies() };
  const { clients, compiled, idle } = clientsOf(stage, schedule, options);
  const compiledPrices = prices && compileStoragePrices(prices);
  const deeds = deedsBetween(compiled, { fromMs, toMs });
  const everyMs = everyMsOf({ lifecycleEveryMs: lifecycleEvery });
  let deed = deeds.next();
  for (let runMs = fromMs; runMs <= toMs; runMs += everyMs) {
    for (; !deed.done && deed.value.atMs <= runMs; deed = deeds.next()) {
      tick(stage, deed.value.atMs);
      at(clients, deed.value.repository).happen(deed.value);
    }
    tick(stage, runMs);
    run(stage, runMs);
    yield frameOf(runMs, stage.tally, holdings.of(stage.registry), compiledPrices);
  }
  return { registry: stage.registry, idle };
}

/** Who pushes and pulls, one for each repository that the schedule is bound to. */
function clientsOf(stage: Stage, schedule: Schedule, options: RegistrySimulationOptions) {
  const { principal } = options;
  const [first] = registriesOf(stage.registry);
  const home: RegistryAddress | undefined = options.home ?? first;
  const regional = registriesOf(stage.registry).filter(
    ({ registryId, region }) => registryId === home?.registryId && region === home.region,
  );
  const present = regional.flatMap(repositoriesOf).map(({ repositoryName }) => repositoryName);
  const { compiled, repositoryNames, idle } = compileSchedule(schedule, present);
  // A value without any registry has no place to push to: then only the names of the schedule are known, and no address.
  const { registryId = '', region = '' } = home ?? {};
  const clients = repositoryNames.map((repositoryName = '', index) => {
    const place = { registryId, region, repositoryName, principal };
    return new Client(stage, place, index, compiled);
  });
  return { clients, compiled, idle };
}

/** Lets everything come about that is due by now, wherever something is. */
function tick(stage: Stage, atMs: number): void {
  for (const { registryId, region, due } of registriesOf(stage.registry)) {
    if (due.size === 0) continue;
    const command = { registryId, region, atMs, operation: 'ClockTick', input: {} } as const;
    take(stage, step(stage.registry, command));
  }
}

/** Runs the policies of every registry. */
function run(stage: Stage, atMs: number): void {
  const runs = stage.policies.run(stage.registry, atMs);
  for (let next = runs.next(stage.registry); !next.done; next = runs.next(stage.registry)) {
    const { repositoryName, registry, events, blockedCount, ...address } = next.value;
    take(stage, { registry, events });
    stage.tally.count(address, repositoryName, 'blocked', blockedCount);
  }
}

function frameOf(
  atMs: number,
  tally: Tally,
  holdings: readonly Holding[],
  prices: CompiledPrices | undefined,
): RegistryFrame {
  const { repositories: happened, refusals } = tally.frame();
  const repositories = holdings.map(({ regional, repository, key, held }) => {
    const { counts = noCounts(), departures = [] } = happened.get(key) ?? {};
    const { registryId, region } = regional;
    const { repositoryName } = repository;
    return { registryId, region, repositoryName, ...held, ...counts, departures };
  });
  const present = new Set(holdings.map(({ key }) => key));
  const elsewhere = [...happened].flatMap(([key, { counts }]) => (present.has(key) ? [] : counts));
  const nothingHeld = { images: 0, archivedImages: 0, standardBytes: 0, archiveBytes: 0 };
  const total = sumOf([
    ...repositories,
    // What came to a repository that is not there was refused.
    ...elsewhere.map((counts) => ({ ...nothingHeld, ...counts })),
  ]);
  return {
    at: formatInstant(atMs),
    atMs,
    total,
    repositories,
    refusals,
    ...(prices && { amountMicros: amountOf(repositories, prices) }),
  };
}

function amountOf(
  repositories: readonly RegistryRepositoryFrame[],
  prices: CompiledPrices,
): number {
  return allocateCost(prices, { repositories, by: '' }).total.amountMicros;
}

function sumOf(frames: readonly RegistryFrameCounts[]): RegistryFrameCounts {
  const sum = {
    images: 0,
    archivedImages: 0,
    standardBytes: 0,
    archiveBytes: 0,
    ...noCounts(),
  };
  // Sound: the members of the sum are those of the counts, all of them numbers.
  const members = Object.keys(sum) as (keyof typeof sum)[];
  for (const frame of frames) for (const member of members) sum[member] += frame[member];
  return sum;
}
