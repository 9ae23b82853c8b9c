import { at } from '../../base/invariant.js';
import { compileWildcards } from '../../glob/wildcards.js';
import type { ResourcePattern } from '../compiled.js';
import { headEnd } from '../match/arn.js';
import { crossingParts } from '../match/crossing.js';
import { parseTemplate } from '../variables.js';
import type { Pools } from './pools.js';

/** The number of a resource pattern; variables count behind the fifth colon only. */
export function resourceNumber(pattern: string, hasVariables: boolean, pools: Pools): number {
  // Only where a variable may be meant does it matter which version of the language the pattern stands in.
  const key = !hasVariables && pattern.includes('${') ? `literal ${pattern}` : pattern;
  return pools.resources.numberOf(key, () => compileResource(pattern, hasVariables, pools));
}

function compileResource(pattern: string, hasVariables: boolean, pools: Pools): ResourcePattern {
  const end = headEnd(pattern);
  if (end === -1) return withoutParts(pattern, pools);
  const head = headNumber(pattern.slice(0, end + 1), pools);
  const own = pattern.slice(end + 1);
  const template = (hasVariables ? parseTemplate(own) : undefined) ?? null;
  if (template !== null) noteTemplate(pools);
  const crosses = template === null && at(pools.heads.items, head).crosses;
  return {
    pattern,
    everything: false,
    head,
    tail: template === null ? compileWildcards(own) : null,
    template,
    crossing: crosses ? crossingParts(pattern) : null,
  };
}

function noteTemplate({ doubts }: Pools): void {
  doubts.add('substitutedWildcards');
  doubts.add('unresolvedNotResource');
}

function withoutParts(pattern: string, pools: Pools): ResourcePattern {
  const everything = /^\*+$/.test(pattern);
  const crossing = everything ? null : crossingParts(pattern);
  if (!everything && pattern.split(':').some(hasInnerStar)) {
    pools.doubts.add('innerStarCrossesColons');
  }
  return { pattern, everything, head: -1, tail: null, template: null, crossing };
}

function hasInnerStar(part: string): boolean {
  return part.replace(/\*+$/, '').includes('*');
}

function headNumber(text: string, { heads, doubts }: Pools): number {
  return heads.numberOf(text, () => {
    const parts = text.slice(0, -1).split(':');
    const isInner = parts.some(hasInnerStar);
    if (isInner) doubts.add('innerStarCrossesColons');
    return {
      text: /[*?]/.test(text) ? null : text,
      parts: parts.map(compileWildcards),
      crosses: isInner || parts.some((part) => part.endsWith('*')),
    };
  });
}
