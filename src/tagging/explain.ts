import { unreachable } from '../base/invariant.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { decideTagWrite, exceptionFor, isLocked } from './decide.js';
import type { TagExplanation, TagRule, TagVerdict, TagWrite } from './types.js';

/** The verdict of `decideTagWrite`, with the filter that decided, a sentence, and the facts it rests on. */
export function explainTagWrite(rule: TagRule, write: TagWrite): TagExplanation {
  const verdict = decideTagWrite(rule, write);
  const exception = exceptionFor(rule, write.tag);
  const locked = isLocked(rule, exception);
  return {
    verdict,
    filter: rule.exceptions[exception]?.pattern,
    locked,
    sentence: `${outcome(verdict, write)}${ground(rule, verdict, exception)}`,
    because: facts(verdict, write, rule),
  };
}

function outcome(verdict: TagVerdict, { tag, digest, currentDigest }: TagWrite): string {
  switch (verdict.kind) {
    case 'created':
      return `no image holds ${quote(tag)} yet, so ${digest} gets it`;
    case 'unchanged':
      return `${quote(tag)} points at this image already, and nothing changes`;
    case 'moved':
      return `${quote(tag)} moves from ${verdict.untaggedDigest} to ${digest}`;
    case 'refused':
      return verdict.exception === 'ImageAlreadyExistsException'
        ? `${quote(tag)} points at this image already, which PutImage refuses under every setting`
        : `${quote(tag)} is immutable and held by ${currentDigest}`;
    default:
      return unreachable(verdict);
  }
}

/** Which part of the settings decided; nothing when they were not asked. */
function ground(rule: TagRule, verdict: TagVerdict, exception: number): string {
  if (verdict.kind === 'created') return '';
  if (verdict.kind === 'refused' && verdict.exception === 'ImageAlreadyExistsException') return '';
  const kind = isLocked(rule, exception) ? 'immutable' : 'mutable';
  const filter = rule.exceptions[exception];
  if (filter !== undefined) return `: the filter ${quote(filter.pattern)} makes it ${kind}`;
  const others = rule.exceptions.length > 0 ? ', and no filter matches the tag' : '';
  return `: the repository's tags are ${kind}${others}`;
}

function facts(verdict: TagVerdict, write: TagWrite, rule: TagRule): FactId[] {
  const filter: FactId[] =
    rule.exceptions.length === 0
      ? []
      : ['tagging.exclusionReverses', 'tagging.filterMatchesWholeTag'];
  switch (verdict.kind) {
    case 'created':
      return ['tagging.freeTagIsCreated'];
    case 'unchanged':
      return ['tagging.sameDigestOverOci', ...filter];
    case 'moved':
      return ['tagging.overwriteUntags', ...filter];
    case 'refused':
      if (verdict.exception === 'ImageAlreadyExistsException') return ['tagging.sameDigestOverApi'];
      if (write.currentDigest === write.digest) return ['tagging.sameDigestOverOci', ...filter];
      return ['tagging.immutableRefuses', ...filter];
    default:
      return unreachable(verdict);
  }
}
