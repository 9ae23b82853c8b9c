import { duration } from '../base/duration.js';
import { grouped } from '../base/quote.js';
import { toLifecyclePolicyPreviewResponse } from '../lifecycle/index.js';
import type { PreviewAnswer, RepositoryPreview } from '../words/index.js';
import { csvRows } from './csv.js';
import { answerJson } from './json.js';
import { code, literal, prose } from './markdown.js';
import { nameOf, ruleSummary } from './preview-text.js';
import { shortDigest, size } from './style.js';

/** A preview as the library gives it, with the id of its schema. */
export function previewJson(answer: PreviewAnswer): string {
  return answerJson('lifecycle-preview', answer);
}

/** A preview as AWS's GetLifecyclePolicyPreview would answer it, one document a repository. */
export function previewAws(answer: PreviewAnswer, lifecyclePolicyText: string): string {
  return answer.repositories
    .map((repository) => {
      const { registryId = '', repositoryName = '' } = repository;
      const about = { registryId, repositoryName, lifecyclePolicyText };
      return `${JSON.stringify(toLifecyclePolicyPreviewResponse(repository, about), null, 2)}\n`;
    })
    .join('');
}

/** Every image that goes, follows or is held back, a line each (RFC 4180). */
export function previewCsv(answer: PreviewAnswer): string {
  const header = [
    'registry',
    'repository',
    'digest',
    'tags',
    'pushed_at',
    'outcome',
    'rule',
    'related_digests',
  ];
  const rows = answer.repositories.flatMap((repository) => {
    const place = [repository.registryId ?? '', repository.repositoryName ?? ''];
    return [
      ...repository.previewResults.map((result) => [
        ...place,
        result.imageDigest,
        result.imageTags.join(' '),
        new Date(result.imagePushedAtMs).toISOString(),
        result.action.type === 'EXPIRE' ? 'expire' : 'transition',
        String(result.appliedRulePriority),
        '',
      ]),
      ...repository.cascaded.map(({ imageDigest, subjectManifestDigest }) => [
        ...place,
        imageDigest,
        '',
        '',
        'cascade',
        '',
        subjectManifestDigest,
      ]),
      ...repository.blocked.map(({ imageDigest, appliedRulePriority, blockedBy }) => [
        ...place,
        imageDigest,
        '',
        '',
        'blocked',
        String(appliedRulePriority),
        blockedBy.join(' '),
      ]),
    ];
  });
  return csvRows([header, ...rows]);
}

/** A preview for a pull request. */
export function previewMarkdown(answer: PreviewAnswer): string {
  return answer.repositories.map((repository) => repositoryMarkdown(answer, repository)).join('\n');
}

/** Images named in a pull request's comment. */
const imagesNamed = 50;

function repositoryMarkdown({ at, policy }: PreviewAnswer, repository: RepositoryPreview): string {
  const { tally, previewResults, inUse, diagnostics, blocked, explanations } = repository;
  const rules = tally.rules.map((rule) => {
    const written = policy.rules[Number(rule.at.slice(rule.at.lastIndexOf('/') + 1))];
    const counts = [
      rule.selects,
      rule.owns,
      rule.expires,
      rule.archives,
      rule.blocked,
      rule.keeps,
    ].map(grouped);
    return `| ${rule.rulePriority} | ${prose(ruleSummary(written))} | ${counts.join(' | ')} |`;
  });
  const going = previewResults
    .slice(0, imagesNamed)
    .map(({ imageDigest, imageTags, action, appliedRulePriority, imagePushedAtMs }) => {
      const age = duration(Date.parse(at) - imagePushedAtMs)
        .split(' ')
        .slice(0, 2)
        .join(' ');
      return `| ${literal(imageTags.join(', ') || '(untagged)')} | ${code(shortDigest(imageDigest))} | ${age} | ${action.type === 'EXPIRE' ? 'expires' : 'archived'} | ${appliedRulePriority} |`;
    });
  const left = previewResults.length - going.length;
  return [
    `### Lifecycle preview of ${code(nameOf(repository))}`,
    '',
    `On ${at.slice(0, 10)}: **${grouped(tally.expires.images)} expire** (up to ${size(tally.expires.bytes)}), ${grouped(tally.archives.images)} are archived (up to ${size(tally.archives.bytes)}), ${grouped(blocked.length)} are held back, of ${grouped(tally.images.images)} images.`,
    '',
    ...inUse.map(
      ({ imageDigest, imageTags, usedBy }) =>
        `> **In use:** ${code(shortDigest(imageDigest))} ${literal(imageTags.join(', '))} would go, used by ${literal(usedBy.join(', '))}`,
    ),
    ...(inUse.length > 0 ? [''] : []),
    '| rule | | selects | owns | expires | archives | held back | keeps |',
    '|--:|---|--:|--:|--:|--:|--:|--:|',
    ...rules,
    '',
    ...(going.length > 0
      ? [
          '<details><summary>images that go, oldest first</summary>',
          '',
          '| tags | digest | age | | rule |',
          '|---|---|---|---|--:|',
          ...going,
          ...(left > 0 ? ['', `…and ${grouped(left)} more`] : []),
          '',
          '</details>',
          '',
        ]
      : []),
    ...explanations.map(
      ({ imageTags, imageDigest, sentence }) =>
        `- ${literal(imageTags.join(', ') || '(untagged)')} ${code(shortDigest(imageDigest))} ${prose(sentence)}`,
    ),
    ...diagnostics.map(
      ({ message, help }) => `- ${prose(message)}${help === undefined ? '' : `: ${prose(help)}`}`,
    ),
    '',
  ].join('\n');
}
