import type { RegistryAddress } from '../../model/registry.js';
import type { CommandPrincipal, Refusal, Registry } from '../../registry/index.js';
import type { StoragePrices } from '../cost/types.js';
import type { FrameCounts, RepositoryFrame, SimulationFrame } from '../time/types.js';

// The question

/** From when to when a registry is simulated, and what the value does not say. */
export interface RegistrySimulationOptions {
  /** Milliseconds since 1970 UTC. The policies run at `fromMs` for the first time, and never after `toMs`. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Milliseconds from one run to the next, a day unless given. */
  readonly lifecycleEvery?: number | undefined;
  /** The registry that the schedule pushes to and pulls from; the first of the value, by account and Region, if absent. */
  readonly home?: RegistryAddress | undefined;
  /** Who pushes and pulls; without one, everything is permitted. */
  readonly principal?: string | CommandPrincipal | undefined;
  /** Frames tell the cost when they are given. */
  readonly prices?: StoragePrices | undefined;
}

// The answer

/** What is stored, and what happened since the frame before, in a registry whose settings have their say. */
export interface RegistryFrameCounts extends FrameCounts {
  /** Images that replication brought here, where they were not before. */
  readonly copied: number;
  /** Copies to here that failed. */
  readonly failedCopies: number;
  /** Tags that copies left behind, since another image holds them here and they are immutable. */
  readonly withheldTags: number;
  /** Signatures that the registry made itself. */
  readonly signed: number;
  readonly scanned: number;
  /** Pushes, pulls and deletions that were refused with an exception; each tag is a push of its own. */
  readonly refused: number;
}

/** All registries of the value right after a run of the policies. */
export interface RegistryFrame extends SimulationFrame {
  readonly total: RegistryFrameCounts;
  /** Those that are there, by account, Region and name. */
  readonly repositories: readonly RegistryRepositoryFrame[];
  /** What was refused since the frame before, by repository and exception; the repository may not be there. */
  readonly refusals: readonly RefusalCount[];
  /** What storing this for a month costs, in whole millionths of the currency; absent without prices. */
  readonly amountMicros?: number | undefined;
}

export interface RegistryRepositoryFrame extends RepositoryFrame, RegistryFrameCounts {
  readonly registryId: string;
  readonly region: string;
  readonly repositoryName: string;
}

/** How often one exception met what the schedule brought to a repository. */
export interface RefusalCount extends RegistryAddress {
  readonly repositoryName: string;
  readonly operation: 'PutImage' | 'BatchGetImage' | 'BatchDeleteImage';
  readonly exception: Refusal['exception'];
  /** Of the first one. */
  readonly message: string;
  readonly count: number;
}

/** What a simulation leaves behind. */
export interface SimulatedRegistry {
  /** After the last run. */
  readonly registry: Registry;
  /** JSON pointers to what in the schedule met no repository, and never happened. */
  readonly idle: readonly string[];
}
