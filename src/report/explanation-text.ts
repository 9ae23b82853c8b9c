import { duration } from '../base/duration.js';
import type { ImageExplanation, RuleEvidence } from '../lifecycle/index.js';
import { paletteOf, printable, type Style, wrapped } from './style.js';

/** Why one image goes or stays, rule by rule. */
export function explanationText(explanation: ImageExplanation, style: Style): string {
  const palette = paletteOf(style);
  const { imageDigest, imageTags, sentence, evidence, ownerRulePriority, because } = explanation;
  const tags = imageTags.length === 0 ? '(untagged)' : imageTags.join(', ');
  const lines = evidence.map((rule) => {
    const owner = rule.rulePriority === ownerRulePriority ? ' and decides about it' : '';
    return `  ${wrapped(printable(`rule ${rule.rulePriority} ${evidenceText(rule)}${owner}`), style.columns - 2, '    ')}`;
  });
  return [
    `${palette.title(printable(tags))}  ${printable(imageDigest)}`,
    `  ${wrapped(printable(sentence), style.columns - 2, '    ')}`,
    ...lines,
    palette.quiet(`  facts: ${because.join(', ')}`),
  ].join('\n');
}

function evidenceText(rule: RuleEvidence): string {
  if (!rule.selected) return `does not select it: ${missText(rule.miss)}`;
  const by = rule.matched.map(({ pattern, tag }) => `\`${pattern}\` meets ${tag}`).join(', ');
  const how = by === '' ? '' : ` (${by})`;
  const mark = rule.marked ? 'marks it' : 'leaves it';
  if ('rank' in rule) {
    return `selects it${how}: rank ${rule.rank} of ${rule.poolSize}, the newest ${rule.keepsNewest} stay; it ${mark}`;
  }
  const age = Number.isNaN(rule.ageMs)
    ? 'of unknown age'
    : `${duration(rule.ageMs)} since it was ${rule.clock === 'firstPushed' ? 'pushed' : rule.clock}`;
  return `selects it${how}: ${age}, and the rule acts after ${duration(rule.keepsForMs)}; it ${mark}`;
}

function missText(miss: Extract<RuleEvidence, { selected: false }>['miss']): string {
  switch (miss.kind) {
    case 'storage-class':
      return `it looks at the ${miss.wanted} class`;
    case 'exempt':
      return 'such images are taken not to count';
    case 'tagged':
      return 'it wants a tag';
    case 'untagged':
      return 'it wants untagged images';
    case 'pattern':
      return `no tag meets \`${miss.pattern}\``;
  }
}
