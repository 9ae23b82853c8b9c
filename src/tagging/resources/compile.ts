import { actionsAsked } from '../../facts/resource-tags.js';
import type { KnownRepository, ResourceTagReadings, TaggedRepository } from './types.js';

/** Binds what is known of a repository's tags and the readings of AWS into what `planResourceTags` runs. */
export function compileTaggedRepository(
  known: KnownRepository,
  { readings = {} }: { readonly readings?: ResourceTagReadings | undefined } = {},
): TaggedRepository {
  const asked = actionsAsked.CreateRepository;
  return {
    repository: known.repository,
    tags: known.repository === 'missing' ? [] : (known.tags ?? []),
    createAsks: readings.tagOnCreate === 'create-only' ? asked.slice(0, 1) : asked,
    duplicatesRefused: readings.duplicateKeys !== 'last-counts',
  };
}
