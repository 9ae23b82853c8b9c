import type { Image, LifecyclePolicy, PreviewResult } from '../../src/lifecycle/index.js';

/**
 * The careful naive way to preview a policy, as one would write it in an afternoon: patterns compiled to regular
 * expressions once, instants as numbers, one filter and one sort of objects a rule. Standard class only, without
 * manifest lists and referrers, so it does less than the library.
 */
export function carefulPreview(
  policy: LifecyclePolicy,
  images: readonly Image[],
  nowMs: number,
): PreviewResult[] {
  const rules = [...policy.rules].sort((a, b) => a.rulePriority - b.rulePriority);
  const claimed = new Set<Image>();
  const results: PreviewResult[] = [];
  for (const rule of rules) {
    const {
      tagStatus,
      tagPatternList = [],
      tagPrefixList = [],
      countType,
      countNumber,
    } = rule.selection;
    const expressions = [
      ...tagPatternList.map(
        (pattern) => new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`),
      ),
      ...tagPrefixList.map((prefix) => new RegExp(`^${escaped(prefix)}`)),
    ];
    const selected = images.filter((image) => {
      if (tagStatus === 'any') return true;
      if (tagStatus === 'untagged') return image.imageTags.length === 0;
      return expressions.every((expression) => image.imageTags.some((tag) => expression.test(tag)));
    });
    const marked = new Set(
      countType === 'imageCountMoreThan'
        ? [...selected].sort(newestFirst).slice(countNumber)
        : selected.filter(
            ({ imagePushedAtMs }) => imagePushedAtMs < nowMs - countNumber * 86_400_000,
          ),
    );
    for (const image of selected) {
      if (claimed.has(image)) continue;
      claimed.add(image);
      if (!marked.has(image)) continue;
      results.push({
        imageDigest: image.imageDigest,
        imageTags: image.imageTags,
        imagePushedAtMs: image.imagePushedAtMs,
        action: { type: 'EXPIRE' },
        appliedRulePriority: rule.rulePriority,
        storageClass: 'STANDARD',
      });
    }
  }
  return results.sort(oldestFirst);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function newestFirst(a: Image, b: Image): number {
  return b.imagePushedAtMs - a.imagePushedAtMs || (a.imageDigest < b.imageDigest ? -1 : 1);
}

function oldestFirst(a: PreviewResult, b: PreviewResult): number {
  return a.imagePushedAtMs - b.imagePushedAtMs || (a.imageDigest > b.imageDigest ? -1 : 1);
}
