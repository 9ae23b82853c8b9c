import { type ReportedParts, reportedRow, sharedReported } from '../../base/lint-reported.js';
import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';

/** What the reader of lifecycle policies reports by itself: what AWS refuses, and what it may refuse. */
export const reported: readonly ReportedRule[] = [
  ...sharedReported('lifecycle', ['lifecycle.grammar'] satisfies FactId[], {
    'not-json': `${text(rule(1))},`,
    nesting: `${'['.repeat(600)}${']'.repeat(600)}`,
    'duplicate-key': text(rule(1)).replace('"rulePriority"', '"rulePriority": 2, "rulePriority"'),
    'missing-property': text({ ...rule(1), action: undefined }),
    'unknown-property': text({ ...rule(1), enabled: true }),
    'null-value': text({ ...rule(1), description: null }),
    'wrong-type': text({ ...rule(1), rulePriority: '1' }),
    enum: text(rule(1, { tagStatus: 'TAGGED' })),
  }),
  row('text-length', 'lifecycle.policyTextLengthMin', {
    title: 'the text of the policy is shorter or longer than AWS accepts',
    why: 'Every character counts, blanks too. A description in each rule makes a short policy long enough; printing it without blanks makes a long one shorter.',
    example: '{"rules":[]}',
  }),
  row('no-rules', 'lifecycle.ruleCountMin', {
    title: 'the policy has no rule',
    why: 'Delete the lifecycle policy of the repository instead of putting an empty one.',
    example: '{ "rules": [] }',
  }),
  row('too-many-rules', 'lifecycle.ruleCountMax', {
    title: 'the policy has more rules than AWS accepts',
    why: 'Merge rules with a wildcard, or let one rule for `any` do the work of several.',
    example: text(...Array.from({ length: 51 }, (_, index) => tagged(index + 1, [`v${index}`]))),
  }),
  row('priority-range', 'lifecycle.rulePriorityMin', {
    title: 'a priority is less than one',
    why: 'Priorities start at 1; the lowest is applied first.',
    example: text(rule(0)),
  }),
  row('count-range', 'lifecycle.countNumberMin', {
    title: 'a rule counts to less than one',
    why: 'A rule keeps at least one image, or waits at least one day.',
    example: text(rule(1, { countNumber: 0 })),
  }),
  row('number-too-large', 'lifecycle.integerMax', {
    severity: 'warning',
    title: 'a number is larger than the integers of the service',
    why: 'What happens to such a number is not documented. A count that is never reached can be far smaller.',
    example: text(rule(1, { countNumber: 3_000_000_000 })),
  }),
  row('priority-duplicate', 'lifecycle.priorityIsUnique', {
    title: 'two rules have the same priority',
    why: 'The priority decides which rule owns an image, so AWS refuses two that are equal. Give each rule its own number.',
    example: text(tagged(1, ['v*']), tagged(1, ['dev*'])),
  }),
  row('any-not-last', 'lifecycle.anyComesLast', {
    title: 'a rule for any image is not the last one of its storage class',
    why: 'What stands behind it could never act. Give it the highest number.',
    example: text(rule(1, { tagStatus: 'any' }), tagged(2, ['v*'])),
  }),
  row('any-twice', 'lifecycle.anyComesLast', {
    title: 'two rules of one storage class select any image',
    why: 'Keep one of them.',
    example: text(rule(1, { tagStatus: 'any' }), rule(2, { tagStatus: 'any' })),
  }),
  row('untagged-twice', 'lifecycle.untaggedOncePerClass', {
    title: 'two rules of one storage class select untagged images',
    why: 'Keep one of them. To archive and later expire untagged images, let the second one look at the archive.',
    example: text(rule(1), rule(2)),
  }),
  row('prefix-duplicate', 'lifecycle.prefixesAreUnique', {
    title: 'two rules of one storage class have the same prefixes',
    why: 'The later one could never act. Merge the two.',
    example: text(prefixed(1, ['v']), prefixed(2, ['v'])),
  }),
  row('pattern-duplicate', 'lifecycle.patternsMayRepeat', {
    severity: 'warning',
    title: 'two rules of one storage class have the same patterns',
    why: 'AWS may refuse it, and the later one could never act. Merge the two.',
    example: text(tagged(1, ['v*']), tagged(2, ['v*'])),
  }),
  row('list-missing', 'lifecycle.listsNeedTagged', {
    title: 'a rule for tagged images does not say which tags',
    why: 'Add a `tagPatternList`; `["*"]` stands for every tag.',
    example: text(rule(1, { tagStatus: 'tagged' })),
  }),
  row('list-needs-tagged', 'lifecycle.listsNeedTagged', {
    title: 'a list of tags in a rule that is not about tagged images',
    why: 'Write `"tagStatus": "tagged"`, or leave the list out.',
    example: text(rule(1, { tagPatternList: ['v*'] })),
  }),
  row('both-lists', 'lifecycle.oneListPerRule', {
    title: 'a rule has a list of patterns and a list of prefixes',
    why: 'A rule has one of the two. A prefix is a pattern with `*` behind it.',
    example: text(rule(1, { tagStatus: 'tagged', tagPatternList: ['v*'], tagPrefixList: ['dev'] })),
  }),
  row('too-many-wildcards', 'lifecycle.tagPatternStarsMax', {
    title: 'a pattern has more asterisks than AWS accepts',
    why: 'Match less of the tag, or split the rule.',
    example: text(tagged(1, ['a*b*c*d*e*f'])),
  }),
  row('star-in-prefix', 'lifecycle.prefixIsLiteral', {
    severity: 'warning',
    title: 'a prefix contains an asterisk, which stands for itself there',
    why: 'No tag holds an asterisk, so the rule selects nothing. Leave it out, or use `tagPatternList`.',
    example: text(prefixed(1, ['v*'])),
  }),
  row('count-unit-required', 'lifecycle.countUnitOnlyForDays', {
    title: 'a rule about age has no unit',
    why: 'Add `"countUnit": "days"`.',
    example: text(rule(1, { countUnit: undefined })),
  }),
  row('count-unit-forbidden', 'lifecycle.countUnitOnlyForDays', {
    title: 'a rule that counts images has a unit',
    why: 'Leave `countUnit` out.',
    example: text(rule(1, { countType: 'imageCountMoreThan' })),
  }),
  row('class-combination', 'lifecycle.legalCombinations', {
    title: 'a way of counting that does not fit the storage class',
    why: '`sinceImageTransitioned` looks at the archive only, and every other way at the standard class only.',
    example: text(rule(1, { storageClass: 'archive' })),
  }),
  row('action-combination', 'lifecycle.legalCombinations', {
    title: 'a way of counting that does not fit the action',
    why: 'What was not pulled for long can be archived, and expired from the archive later; it cannot be expired at once.',
    example: text(rule(1, { countType: 'sinceImagePulled' })),
  }),
  row('archive-minimum', 'lifecycle.archiveDaysMin', {
    title: 'archived images are expired before the time they must stay',
    why: 'What is archived stays, and is paid for, at least 90 days.',
    example: text(
      rule(1, {
        storageClass: 'archive',
        countType: 'sinceImageTransitioned',
        countNumber: 30,
      }),
    ),
  }),
  row('target-required', 'lifecycle.targetOnlyForTransition', {
    title: 'a transition does not say to which storage class',
    why: 'Add `"targetStorageClass": "archive"`.',
    example: text({ ...rule(1), action: { type: 'transition' } }),
  }),
  row('target-forbidden', 'lifecycle.targetOnlyForTransition', {
    title: 'an expiry names a storage class to move to',
    why: 'Leave `targetStorageClass` out, or write `transition`.',
    example: text({ ...rule(1), action: { type: 'expire', targetStorageClass: 'archive' } }),
  }),
];

function row(name: string, because: FactId, parts: ReportedParts): ReportedRule {
  return reportedRow(`lifecycle/${name}`, because, parts);
}

/** A policy with rules as an author would write it. */
function text(...rules: readonly object[]): string {
  return JSON.stringify({ rules }, null, 2);
}

/** A rule that expires old untagged images, with other words in its selection. */
function rule(rulePriority: number, selection: object = {}): object {
  return {
    rulePriority,
    description: 'expire images that nobody needs any more',
    selection: {
      tagStatus: 'untagged',
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: 14,
      ...selection,
    },
    action: { type: 'expire' },
  };
}

function tagged(rulePriority: number, tagPatternList: readonly string[]): object {
  return rule(rulePriority, { tagStatus: 'tagged', tagPatternList });
}

function prefixed(rulePriority: number, tagPrefixList: readonly string[]): object {
  return rule(rulePriority, { tagStatus: 'tagged', tagPrefixList });
}
