import {
  type CompiledReplication,
  compileReplication,
  planReplication,
  type RegistryAddress,
  type ReplicationConfiguration,
  type ReplicationPush,
} from '../../src/replication-rules/index.js';
import { type Race, race } from '../harness.js';

/** The heaviest configuration that is accepted: 25 rules with 100 filters each, and 25 destinations. */
export const ruleCount = 25;
export const filterCount = 100;

const source: RegistryAddress = { registryId: '111111111111', region: 'us-east-1' };

export function heaviestConfiguration(): ReplicationConfiguration {
  return {
    rules: Array.from({ length: ruleCount }, (_, rule) => ({
      destinations: [0, 1, 2].map((step) => ({
        region: 'us-west-2',
        registryId: String(300_000_000_000 + ((rule * 7 + step) % ruleCount)),
      })),
      repositoryFilters: Array.from({ length: filterCount }, (_, filter) => ({
        filterType: 'PREFIX_MATCH',
        filter: `team-${(rule * filterCount + filter) % 1700}/${filter % 3 === 0 ? 'service-' : ''}`,
      })),
    })),
  };
}

export function compileHeaviest(): CompiledReplication {
  return compileReplication(heaviestConfiguration(), source);
}

/** Pushes of which about two thirds meet a filter, the others miss one by a few characters. */
export function pushes(count: number): readonly ReplicationPush[] {
  return Array.from({ length: count }, (_, i) => ({
    repositoryName: `team-${(i * 7919) % 2500}/${i % 2 === 0 ? 'service-' : 'job-'}${i % 97}`,
    imageDigest: `sha256:${i.toString(16)}`,
    imageTags: ['1.4'],
    cause: 'push',
  }));
}

/** Plans all pushes; the number of destinations that a rule sends an image to, so that nothing is optimised away. */
export function planAll(compiled: CompiledReplication, all: readonly ReplicationPush[]): number {
  let sent = 0;
  for (const push of all) {
    for (const { rules } of planReplication(compiled, push).destinations) {
      if (rules.length > 0) sent += 1;
    }
  }
  return sent;
}

/** The same without an index: each filter of each rule is compared. The answer has to be the same number. */
export function planAllByLoop(all: readonly ReplicationPush[]): number {
  const { rules } = heaviestConfiguration();
  let sent = 0;
  for (const { repositoryName } of all) {
    const reached = new Set<string>();
    for (const { destinations, repositoryFilters = [] } of rules) {
      if (!repositoryFilters.some(({ filter }) => repositoryName.startsWith(filter))) continue;
      for (const { region, registryId } of destinations) reached.add(`${region} ${registryId}`);
    }
    sent += reached.size;
  }
  return sent;
}

/** 100,000 pushes under the heaviest configuration, through the index and by a loop over all 2,500 filters. */
export function replicationRace(): Race {
  const compiled = compileHeaviest();
  const all = pushes(100_000);
  if (planAll(compiled, all) !== planAllByLoop(all)) {
    throw new Error('the loop gives other destinations, so the race would say nothing');
  }
  return race('100,000 pushes, 25 rules of 100 filters', 3, [
    { name: 'ours', run: () => planAll(compiled, all) },
    { name: 'a loop that plans nothing', run: () => planAllByLoop(all) },
  ]);
}
