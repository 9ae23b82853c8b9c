import { unreachable } from '../base/invariant.js';
import type { Arrival, DestinationState, TagFate, TagState } from './types.js';

/** How an image arrives where nothing stands in its way. */
export function arrivalOf(
  imageTags: readonly string[],
  state: DestinationState | undefined,
): Arrival {
  const repository = repositoryOf(state);
  const copy = copyOf(state);
  const tags = imageTags.map((imageTag) => ({ imageTag, fate: fateOf(imageTag, state) }));
  const fates = tags.map(({ fate }) => fate);
  const tag = leastFavourable.find((fate) => fates.includes(fate));
  const template = repository === 'created' ? state?.template : undefined;
  return {
    repository,
    ...(template === undefined ? {} : { template: template?.prefix ?? null }),
    copy,
    ...(tag === undefined ? {} : { tag }),
    tags,
    untagged: copy === 'added' && fates.length > 0 && fates.every((fate) => fate === 'withheld'),
  };
}

/** The order in which one fate stands for all. */
const leastFavourable: readonly TagFate[] = ['withheld', 'depends', 'moved', 'kept'];

function repositoryOf(state: DestinationState | undefined): Arrival['repository'] {
  const repository = state?.repository ?? 'unknown';
  switch (repository) {
    case 'exists':
      return 'exists';
    case 'missing':
      return 'created';
    case 'unknown':
      return 'depends';
    default:
      return unreachable(repository);
  }
}

/** A repository that has yet to be created holds nothing. */
function copyOf(state: DestinationState | undefined): Arrival['copy'] {
  if (state?.repository === 'missing') return 'added';
  const copy = state?.copy ?? 'unknown';
  switch (copy) {
    case 'absent':
      return 'added';
    case 'present':
      return 'present';
    case 'archived':
      return 'restored';
    case 'unknown':
      return 'depends';
    default:
      return unreachable(copy);
  }
}

function fateOf(imageTag: string, state: DestinationState | undefined): TagFate {
  if (state?.repository === 'missing') return 'kept';
  const tag = tagStateOf(imageTag, state);
  switch (tag) {
    case 'free':
    case 'same':
      return 'kept';
    case 'movable':
      return 'moved';
    case 'locked':
      return 'withheld';
    case 'unknown':
      return 'depends';
    default:
      return unreachable(tag);
  }
}

function tagStateOf(imageTag: string, state: DestinationState | undefined): TagState {
  const { tags = {}, tag = 'unknown' } = state ?? {};
  return (Object.hasOwn(tags, imageTag) ? tags[imageTag] : undefined) ?? tag;
}
