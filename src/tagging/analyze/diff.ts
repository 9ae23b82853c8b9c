import { allOf, anyOf, matching, negated } from '../../glob/formula.js';
import { findText } from '../../glob/language.js';
import { patternOfGlob } from '../../glob/pattern.js';
import { decideTagWrite } from '../decide.js';
import type { TagRule } from '../types.js';
import { amongTags } from './classes.js';
import type { TagRuleVerdict } from './types.js';

/** Whether two settings lock the same tags; if not, the witness is a shortest tag that only one of them lets move. */
export function diffTagRules(before: TagRule, after: TagRule): TagRuleVerdict {
  const assumptions = ['tags-can-be-pushed'] as const;
  const [one, other] = [before, after].map(({ exceptions }) =>
    anyOf(exceptions.map((glob) => matching(patternOfGlob(glob)))),
  ) as [ReturnType<typeof anyOf>, ReturnType<typeof anyOf>]; // two of two
  const [onlyOne, onlyOther] = [allOf([one, negated(other)]), allOf([other, negated(one)])];
  const [both, neither] = [allOf([one, other]), negated(anyOf([one, other]))];
  const differ =
    before.lockedByDefault === after.lockedByDefault ? [onlyOne, onlyOther] : [both, neither];
  const found = findText(anyOf(differ), amongTags());
  if (found.kind === 'none') return { kind: 'holds', assumptions };
  if (found.kind === 'unknown') return { ...found, where: '', assumptions };
  const write = { tag: found.text, digest: newDigest, currentDigest: heldDigest };
  const replay = { before: decideTagWrite(before, write), after: decideTagWrite(after, write) };
  if (replay.before.kind === replay.after.kind) {
    return { kind: 'unknown', reason: 'budget', where: '', assumptions };
  }
  return { kind: 'fails', witness: { write }, replay, assumptions };
}

const newDigest = `sha256:${'1'.repeat(64)}`;
const heldDigest = `sha256:${'0'.repeat(64)}`;
