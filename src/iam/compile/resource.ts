import { compileWildcards } from '../../glob/wildcards.js';
import type { ResourcePattern } from '../compiled.js';
import { arnParts } from '../match/arn.js';
import { crossingParts } from '../match/crossing.js';
import { parseTemplate } from '../variables.js';
import type { Pools } from './pools.js';

/** The number of a resource pattern; variables count behind the fifth colon only. */
export function resourceNumber(pattern: string, hasVariables: boolean, pools: Pools): number {
  const key = `${hasVariables ? 'new' : 'old'} ${pattern}`;
  return pools.resources.numberOf(key, () => compileResource(pattern, hasVariables, pools));
}

function compileResource(pattern: string, hasVariables: boolean, pools: Pools): ResourcePattern {
  const parts = arnParts(pattern);
  if (parts === null) return withoutParts(pattern, pools);
  const head = parts.slice(0, -1);
  const own = parts.at(-1) ?? '';
  const template = (hasVariables ? parseTemplate(own) : undefined) ?? null;
  if (template !== null) noteTemplate(pools);
  const mayCross = template === null && head.some((part) => part.endsWith('*'));
  if (head.some(hasInnerStar)) pools.doubts.add('innerStarCrossesColons');
  return {
    pattern,
    everything: false,
    head: headNumber(head, pools),
    tail: template === null ? compileWildcards(own) : null,
    template,
    crossing: mayCross || head.some(hasInnerStar) ? crossingParts(pattern) : null,
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

function headNumber(parts: readonly string[], { heads }: Pools): number {
  const text = `${parts.join(':')}:`;
  return heads.numberOf(text, () => ({
    text: /[*?]/.test(text) ? null : text,
    parts: parts.map(compileWildcards),
  }));
}
