import { imageTagPattern } from '../facts/repository.js';
import { DomainDraft, type TextDomain } from '../glob/domain.js';
import { lettersBehind, longestRun } from './letters.js';

/** All tags an image can have: what docker and other OCI clients can push. */
export function tagTexts(): TextDomain {
  const shape = new RegExp(imageTagPattern);
  const first = lettersBehind(shape, '');
  const later = lettersBehind(shape, first.charAt(0));
  const draft = new DomainDraft();
  const [start, inside] = [draft.state(), draft.state()];
  draft.road(start, first, inside);
  draft.road(inside, later, inside);
  draft.end(inside);
  // The length is kept beside the states: a state for each letter would multiply every search.
  return draft.domain(start, first, longestRun(shape, first.charAt(0)));
}
