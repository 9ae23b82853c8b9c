import { entryOf, withEntry, withoutEntry } from '../../base/persistent-map.js';
import type { RegistryAddress } from '../../model/registry.js';
import type { EventPlace, Happening, RegistryEvent } from '../events.js';
import type { DueWork, RegionalRegistry, Registry, Repository } from '../types.js';
import { dueKey, regionalRegistry, withRegional } from '../value.js';

/** A step under way: what has been changed so far, and told. It lives as long as the step, and nobody else sees it. */
export interface Draft {
  /** Shared with the drafts of other registries that the same step reaches. */
  readonly state: { registry: Registry };
  readonly events: RegistryEvent[];
  /** The registry where it happens, and when. */
  readonly place: EventPlace;
}

/** The same step in another registry, or at another instant. */
export function elsewhere(draft: Draft, place: Partial<EventPlace>): Draft {
  return { ...draft, place: { ...draft.place, ...place } };
}

export function addressOf({ place: { registryId, region } }: Draft): RegistryAddress {
  return { registryId, region };
}

/** The registry where the step is, as it is by now. */
export function regionalOf({ state, place }: Draft): RegionalRegistry {
  return regionalRegistry(state.registry, place);
}

export function keepRegional(draft: Draft, changes: Partial<RegionalRegistry>): void {
  const { state } = draft;
  state.registry = withRegional(state.registry, { ...regionalOf(draft), ...changes });
}

/** A repository there, as it is by now. */
export function repositoryOf(draft: Draft, repositoryName: string): Repository | undefined {
  return entryOf(regionalOf(draft).repositories, repositoryName);
}

export function keepRepository(draft: Draft, repository: Repository): void {
  const { repositories } = regionalOf(draft);
  const { repositoryName } = repository;
  keepRegional(draft, { repositories: withEntry(repositories, repositoryName, repository) });
}

export function addDue(draft: Draft, work: DueWork): void {
  keepRegional(draft, { due: withEntry(regionalOf(draft).due, dueKey(work), work) });
}

export function dropDue(
  draft: Draft,
  image: Pick<DueWork, 'repositoryName' | 'imageDigest'>,
  ...kinds: readonly DueWork['kind'][]
): void {
  const before = regionalOf(draft).due;
  const due = kinds.reduce((left, kind) => withoutEntry(left, dueKey({ kind, ...image })), before);
  if (due !== before) keepRegional(draft, { due });
}

/** Tells of something that has just been changed. */
export function tell({ events, place }: Draft, happening: Happening): void {
  const { registryId, region, atMs } = place;
  events.push({ ...happening, registryId, region, atMs });
}
