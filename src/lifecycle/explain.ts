import { matchesGlob } from '../glob/match.js';
import type { Image } from '../model/image.js';
import { instantOn, storageClassOf } from './clocks.js';
import { type Cut, keepsAll } from './cut.js';
import { blockerDigests, fateActed, fateBlocked, fateCascaded } from './guard.js';
import { type Ranking, rankingOf, rankOf } from './ranks.js';
import { type SettledRepository, settleRepositories } from './repositories.js';
import { factsBehind, sentenceOf } from './say.js';
import { indexGlobs, missOf, stampTags, type TagSheet, tagSheet } from './select.js';
import { isExempt, isMarked, nobody } from './settle.js';
import type {
  CompiledLifecyclePolicy,
  CompiledRule,
  ImageExplanation,
  LifecycleOutcome,
  LifecycleQuestion,
  LifecycleReason,
  RuleEvidence,
  SelectionMiss,
} from './types.js';

/**
 * Why each image is removed, archived or kept, in input order. With `only`, the images of those digests; the others
 * still count wherever rules count. Calls the same functions as `previewLifecycle` and decides nothing itself.
 */
export function explainLifecycle(
  compiled: CompiledLifecyclePolicy,
  question: LifecycleQuestion & { readonly only?: readonly string[] | undefined },
): readonly ImageExplanation[] {
  const only = question.only === undefined ? undefined : new Set(question.only);
  const explanations = new Map<Image, ImageExplanation>();
  for (const repository of settleRepositories(compiled, question)) {
    const view = viewOf(compiled, question, repository);
    for (const [index, image] of repository.images.entries()) {
      if (only?.has(image.imageDigest) ?? true)
        explanations.set(image, explain(view, image, index));
    }
  }
  return question.images.flatMap((image) => explanations.get(image) ?? []);
}

/** Everything that the explanations of one repository's images share. */
interface View {
  readonly compiled: CompiledLifecyclePolicy;
  readonly nowMs: number;
  readonly repository: SettledRepository;
  readonly sheet: TagSheet;
  readonly globIndex: ReturnType<typeof indexGlobs>;
  readonly rankings: readonly (Ranking | undefined)[];
}

function viewOf(
  compiled: CompiledLifecyclePolicy,
  { nowMs }: LifecycleQuestion,
  repository: SettledRepository,
): View {
  return {
    compiled,
    nowMs,
    repository,
    sheet: tagSheet(compiled),
    globIndex: indexGlobs(compiled.globs),
    rankings: repository.settlement.pools.map((pool) => pool && rankingOf(pool)),
  };
}

function explain(view: View, image: Image, index: number): ImageExplanation {
  const { compiled, repository } = view;
  const { rules } = compiled;
  stampTags(view.sheet, compiled, view.globIndex, image.imageTags);
  const evidence = rules.map((rule, at) => evidenceOf(view, rule, at, image, index));
  const owner = repository.settlement.owners[index] ?? nobody;
  const outcome = outcomeOf(view, index);
  const account = {
    imageDigest: image.imageDigest,
    imageTags: image.imageTags,
    outcome,
    ownerRulePriority: rules[owner]?.priority ?? null,
    selectedBy: priorities(evidence, () => true),
    markedBy: priorities(evidence, ({ marked }) => marked),
    reason: reasonOf(view, index, outcome, evidence),
    evidence,
    ...relation(view, image, index, outcome),
  };
  return { ...account, sentence: sentenceOf(account), because: factsBehind(account) };
}

function outcomeOf({ compiled, repository }: View, index: number): LifecycleOutcome {
  const { fates } = repository.fates;
  if (fates[index] === fateBlocked) return 'blocked';
  if (fates[index] === fateCascaded) return 'cascade';
  if (fates[index] !== fateActed) return 'keep';
  const owner = repository.settlement.owners[index] ?? nobody;
  return compiled.rules[owner]?.action ?? 'keep';
}

function reasonOf(
  { compiled, repository }: View,
  index: number,
  outcome: LifecycleOutcome,
  evidence: readonly RuleEvidence[],
): LifecycleReason {
  const { images, settlement, fates } = repository;
  switch (outcome) {
    case 'expire':
    case 'transition':
      return 'marked-by-owner-rule';
    case 'blocked':
      return 'referenced-by-retained-manifest-list';
    case 'cascade':
      return 'follows-its-subject';
    case 'keep': {
      if (fates.blockers.has(index)) return 'outlives-its-subject';
      const owner = compiled.rules[settlement.owners[index] ?? nobody];
      // Only asked of images that are there.
      const storageClass = storageClassOf(images[index] as Image, compiled.readings);
      if (owner === undefined) return storageClass === 'none' ? 'activating' : 'not-selected';
      if (evidence.some((rule) => rule.selected && rule.marked))
        return 'shielded-by-higher-priority-rule';
      return 'newest' in owner.keep ? 'within-count' : 'not-old-enough';
    }
  }
}

function priorities(
  evidence: readonly RuleEvidence[],
  wanted: (selected: Extract<RuleEvidence, { selected: true }>) => boolean,
): readonly number[] {
  return evidence
    .filter((rule) => rule.selected && wanted(rule))
    .map(({ rulePriority }) => rulePriority)
    .sort((a, b) => a - b);
}

function relation(
  { repository }: View,
  image: Image,
  index: number,
  outcome: LifecycleOutcome,
): Pick<ImageExplanation, 'blockedBy' | 'subjectManifestDigest'> {
  const { subjectManifestDigest } = image;
  if (outcome === 'cascade') return { subjectManifestDigest };
  if (!repository.fates.blockers.has(index)) return {};
  const blockedBy = blockerDigests(repository.images, repository.fates, index);
  return outcome === 'blocked' ? { blockedBy } : { blockedBy, subjectManifestDigest };
}

function evidenceOf(
  view: View,
  rule: CompiledRule,
  at: number,
  image: Image,
  index: number,
): RuleEvidence {
  const { compiled, nowMs, repository, sheet, rankings } = view;
  const rulePriority = rule.priority;
  const exempt = isExempt(image, repository.census, compiled.readings);
  if (exempt) return { rulePriority, selected: false, miss: { kind: 'exempt' } };
  const storageClass = storageClassOf(image, compiled.readings);
  const miss = missOf(rule, storageClass, image.imageTags.length, sheet);
  if (miss !== 0) return { rulePriority, selected: false, miss: missed(compiled, rule, miss) };
  const { cuts, instants } = repository.settlement;
  const shared = {
    rulePriority,
    selected: true as const,
    matched: matchesOf(compiled, rule, image.imageTags),
    marked: isMarked(rule, cuts[at] ?? keepsAll, image, instants[index] ?? Number.NaN),
  };
  const { keep, clock } = rule;
  const ranking = rankings[at];
  if ('newest' in keep && ranking !== undefined) {
    return {
      ...shared,
      rank: rankOf(ranking, index),
      poolSize: ranking.poolSize,
      keepsNewest: keep.newest,
    };
  }
  const keepsForMs = keptFor(nowMs, cuts[at]);
  return { ...shared, clock, ageMs: nowMs - instantOn(clock, image), keepsForMs };
}

function keptFor(nowMs: number, cut: Cut | undefined): number {
  return nowMs - (cut ?? keepsAll).beforeMs;
}

function missed(
  { globs }: CompiledLifecyclePolicy,
  rule: CompiledRule,
  miss: number,
): SelectionMiss {
  if (miss === 1) return { kind: 'storage-class', wanted: rule.storageClass };
  if (miss === 2) return { kind: 'untagged' };
  const entry = Array.isArray(rule.tags) ? rule.tags[miss - 3] : undefined;
  const pattern = globs[entry ?? -1]?.pattern;
  return pattern === undefined ? { kind: 'tagged' } : { kind: 'pattern', pattern };
}

/** For each entry of the rule's list a tag that meets it. */
function matchesOf(
  { globs }: CompiledLifecyclePolicy,
  { tags }: CompiledRule,
  imageTags: readonly string[],
): readonly { readonly pattern: string; readonly tag: string }[] {
  if (typeof tags === 'string') return [];
  return tags.flatMap((entry) => {
    const glob = globs[entry];
    const tag = imageTags.find((candidate) => glob !== undefined && matchesGlob(glob, candidate));
    return glob === undefined || tag === undefined ? [] : [{ pattern: glob.pattern, tag }];
  });
}
