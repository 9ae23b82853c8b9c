/** Time in a registry for whoever knows what a run of a policy does without looking at every image: the simulation. */
import type { EventPlace, RegistryEvent } from '../events.js';
import type { Draft } from '../step/draft.js';
import { repositoryOf } from '../step/draft.js';
import type { Registry } from '../types.js';
import { carryOut, type RunPlan } from './lifecycle-run.js';

export type { RunPlan } from './lifecycle-run.js';

/**
 * The registry after a run of one repository's lifecycle policy, given what the run does, and what happened. It is that
 * of `step` with `LifecycleRun`, if the plan is what the policy says of the images as they are.
 */
export function runAsPlanned(
  registry: Registry,
  place: EventPlace,
  repositoryName: string,
  plan: RunPlan,
): { readonly registry: Registry; readonly events: readonly RegistryEvent[] } {
  const draft: Draft = { state: { registry }, events: [], place };
  const repository = repositoryOf(draft, repositoryName);
  if (repository !== undefined) carryOut(draft, repository, plan);
  return { registry: draft.state.registry, events: draft.events };
}
