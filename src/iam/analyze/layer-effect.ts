import type { PolicySet } from '../types.js';
import { type AnalysisOptions, findNewAccess, type NewAccessVerdict } from './new-access.js';

/** A part of a policy set that can be left out. */
export type LayerName =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'repository'
  | 'registry'
  | 'endpoint'
  | 'scps'
  | 'rcps';

export interface LayerEffect {
  /** `fails` with the access that is there only without the layer. */
  readonly takes: NewAccessVerdict;
  /** `fails` with the access that is there only because of it. */
  readonly gives: NewAccessVerdict;
}

/** What would change if a layer were not there? Where both verdicts hold, it changes nothing. */
export function findLayerEffect(
  set: PolicySet,
  layer: LayerName,
  options: AnalysisOptions = {},
): LayerEffect {
  const without: PolicySet = { ...set, [layer]: undefined };
  return {
    takes: findNewAccess(set, without, options),
    gives: findNewAccess(without, set, options),
  };
}
