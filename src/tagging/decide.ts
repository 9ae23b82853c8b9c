import { matchesGlob } from '../glob/match.js';
import type { TagException, TagRule, TagVerdict, TagWrite } from './types.js';

/** What happens when an image is pushed with one tag. A refusal is an answer, not an error. */
export function decideTagWrite(rule: TagRule, write: TagWrite): TagVerdict {
  const { tag, digest, currentDigest } = write;
  if (currentDigest === undefined) return { kind: 'created' };
  const exception = exceptionFor(rule, tag);
  if (currentDigest === digest) return sameDigest(rule, write, exception);
  if (isLocked(rule, exception)) return refused('ImageTagAlreadyExistsException', exception);
  return { kind: 'moved', untaggedDigest: currentDigest, decidedBy: exception };
}

/** Over the API a digest never takes a tag twice; over OCI that goes unnoticed, unless the tag is locked. */
function sameDigest(rule: TagRule, { surface }: TagWrite, exception: number): TagVerdict {
  if (surface !== 'oci') return refused('ImageAlreadyExistsException', exception);
  if (isLocked(rule, exception)) return refused('ImageTagAlreadyExistsException', exception);
  return { kind: 'unchanged', decidedBy: exception };
}

function refused(exception: TagException, decidedBy: number): TagVerdict {
  return { kind: 'refused', exception, decidedBy };
}

/** The first exclusion filter that matches the tag, or -1. */
export function exceptionFor(rule: TagRule, tag: string): number {
  return rule.exceptions.findIndex((glob) => matchesGlob(glob, tag));
}

/** Whether a tag for which this exception was found may not move. */
export function isLocked(rule: TagRule, exception: number): boolean {
  return exception === -1 ? rule.lockedByDefault : !rule.lockedByDefault;
}
