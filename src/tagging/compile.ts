import { compileGlob } from '../glob/match.js';
import type { TagMutabilitySettings, TagRule } from './types.js';

/** Turns tag settings into the rule that `decideTagWrite` runs. */
export function compileTagRule(settings: TagMutabilitySettings): TagRule {
  const { imageTagMutability, imageTagMutabilityExclusionFilters: filters = [] } = settings;
  return {
    lockedByDefault: imageTagMutability.startsWith('IMMUTABLE'),
    exceptions: filters.map(({ filter }) => compileGlob(filter)),
  };
}
