import { duration } from '../base/duration.js';
import { unreachable } from '../base/invariant.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { dayMs } from '../facts/lifecycle.js';
import type { Clock, ImageExplanation, RuleEvidence, SelectionMiss } from './types.js';

/** An explanation before it is put into words. */
export type Account = Omit<ImageExplanation, 'sentence' | 'because'>;

type Selected = Extract<RuleEvidence, { selected: true }>;

/** One sentence that says what happens to the image, and why. */
export function sentenceOf(account: Account): string {
  const owner = ownerEvidence(account);
  switch (account.reason) {
    case 'marked-by-owner-rule': {
      const deed = account.outcome === 'expire' ? 'expires' : 'is archived';
      return `${deed} by rule ${account.ownerRulePriority}: ${standing(owner)}; ${belonging(owner)}`;
    }
    case 'within-count':
    case 'not-old-enough':
      return `is kept: ${standing(owner)}; ${belonging(owner)}`;
    case 'shielded-by-higher-priority-rule': {
      const others = account.markedBy.join(', ');
      const rules =
        account.markedBy.length === 1
          ? `rule ${others} would act on it`
          : `rules ${others} would act on it`;
      return `is kept: ${belonging(owner)}, and there it is safe (${standing(owner)}); ${rules}, but a rule of higher priority selects it first`;
    }
    case 'not-selected':
      return `is kept: no rule selects it${misses(account.evidence)}`;
    case 'activating':
      return 'is kept: it is being restored from the archive, and no rule is taken to see it until then';
    case 'referenced-by-retained-manifest-list': {
      const whose = pointing(account.blockedBy);
      return `is marked by rule ${account.ownerRulePriority} but held back: ${whose} to it (${standing(owner)})`;
    }
    case 'outlives-its-subject':
      return `is kept although the image it refers to, ${account.subjectManifestDigest}, goes: ${pointing(account.blockedBy)} to it`;
    case 'follows-its-subject':
      return `goes within a day of the image it refers to, ${account.subjectManifestDigest}${ownWay(account, owner)}`;
    default:
      return unreachable(account.reason);
  }
}

/** Which indexes point to an image. */
function pointing(lists: readonly string[] = []): string {
  return lists.length === 1
    ? `the index ${lists[0]} still points`
    : `${lists.length} indexes (${lists.join(', ')}) still point`;
}

function ownerEvidence({ evidence, ownerRulePriority }: Account): Selected | undefined {
  return evidence.find(
    (rule): rule is Selected => rule.selected && rule.rulePriority === ownerRulePriority,
  );
}

/** Where the image stands in the eyes of a rule: its rank, or its age against the limit. */
function standing(rule: Selected | undefined): string {
  if (rule === undefined) return 'no rule selects it';
  if ('rank' in rule) {
    const kept =
      rule.keepsNewest === 1
        ? 'only the newest is kept'
        : `the newest ${rule.keepsNewest} are kept`;
    if (rule.rank === 0)
      return `its instant is not known, so rule ${rule.rulePriority} cannot rank it`;
    return `rank ${rule.rank} of ${rule.poolSize} among what rule ${rule.rulePriority} selects, and ${kept}`;
  }
  if (Number.isNaN(rule.ageMs))
    return `the instant of ${event(rule.clock)} is not known, so its age is not either`;
  const limit = limitOf(rule.keepsForMs);
  return `${aged(rule.clock, rule.ageMs)}, and rule ${rule.rulePriority} asks for ${limit}`;
}

function limitOf(keepsForMs: number): string {
  const days = Math.floor((keepsForMs + 1) / dayMs);
  const count = keepsForMs % dayMs === 0 ? days : days - 1;
  const whole = keepsForMs % dayMs === 0 ? '' : ' whole';
  return `more than ${count}${whole} day${count === 1 ? '' : 's'}`;
}

function aged(clock: Clock, ageMs: number): string {
  const age = duration(ageMs);
  return clock === 'pushed' || clock === 'firstPushed'
    ? `${age} old`
    : `${age} since ${event(clock)}`;
}

/** What starts a clock; a restored image starts anew. */
function event(clock: Clock): string {
  switch (clock) {
    case 'pushed':
    case 'firstPushed':
      return 'its push';
    case 'pulled':
      return 'its last use';
    case 'transitioned':
      return 'its archiving';
    default:
      return unreachable(clock);
  }
}

/** To which rule the image belongs, and by which tags. */
function belonging(rule: Selected | undefined): string {
  if (rule === undefined) return 'it belongs to no rule';
  const by = rule.matched.map(({ pattern, tag }) =>
    pattern === tag ? quote(pattern) : `${quote(pattern)} (tag ${quote(tag)})`,
  );
  const how = by.length === 0 ? '' : `, which selects it by ${by.join(' and ')}`;
  return `it belongs to rule ${rule.rulePriority}${how}`;
}

function ownWay({ ownerRulePriority }: Account, owner: Selected | undefined): string {
  return ownerRulePriority === null
    ? ''
    : `; its own rule ${ownerRulePriority} would have kept it (${standing(owner)})`;
}

/** What each rule missed, for an image that none selects. */
function misses(evidence: readonly RuleEvidence[]): string {
  const said = evidence.flatMap((rule) =>
    rule.selected ? [] : [`rule ${rule.rulePriority} ${missing(rule.miss)}`],
  );
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

function missing(miss: SelectionMiss): string {
  switch (miss.kind) {
    case 'storage-class':
      return `looks at the ${miss.wanted} class`;
    case 'exempt':
      return 'is taken not to count such images';
    case 'tagged':
      return 'wants a tag';
    case 'untagged':
      return 'wants untagged images';
    case 'pattern':
      return `finds no tag for ${quote(miss.pattern)}`;
    default:
      return unreachable(miss);
  }
}

/** The facts an explanation rests on. */
export function factsBehind(account: Account): readonly FactId[] {
  const owner = ownerEvidence(account);
  const facts = new Set<FactId>(['lifecycle.ownedByFirstSelecting']);
  if (owner !== undefined) {
    if ('rank' in owner) {
      facts.add('lifecycle.newestAreKept').add('lifecycle.countPoolIsInclusive');
    } else {
      facts.add(factOfClock(owner.clock));
    }
    if (owner.matched.length > 1) facts.add('lifecycle.listsAreConjunctions');
    if (owner.matched.length > 0) facts.add('lifecycle.patternMatchesWholeTag');
  }
  if (account.blockedBy !== undefined) facts.add('lifecycle.childrenAreGuarded');
  if (account.reason === 'outlives-its-subject') facts.add('lifecycle.referrersBehindIndex');
  if (account.reason === 'follows-its-subject') facts.add('lifecycle.referrersFollow');
  if (account.reason === 'activating') facts.add('lifecycle.activatingIsUndescribed');
  return [...facts];
}

function factOfClock(clock: Clock): FactId {
  switch (clock) {
    case 'pushed':
    case 'firstPushed':
      return 'lifecycle.olderThanIsStrict';
    case 'pulled':
      return 'lifecycle.pulledFallsBack';
    case 'transitioned':
      return 'lifecycle.archiveAgesByTransition';
    default:
      return unreachable(clock);
  }
}
