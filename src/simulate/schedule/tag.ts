import type { TagTemplate } from './types.js';

/** Whether a piece of a template is to be filled, and with that. */
export function isHole(piece: TagTemplate[number], fill: 'n' | 'day'): boolean {
  return typeof piece !== 'string' && piece.fill === fill;
}

/** The tag of a build by its number and its day. */
export function written(template: TagTemplate, number: string, day: string): string {
  return template
    .map((piece) => (typeof piece === 'string' ? piece : piece.fill === 'n' ? number : day))
    .join('');
}

/** The number that stands in a tag where the template has its first; undefined when the tag is none of its kind. */
export function numberIn(template: TagTemplate, tag: string): number | undefined {
  let from = 0;
  let number: number | undefined;
  for (const piece of template) {
    if (typeof piece === 'string') {
      if (!tag.startsWith(piece, from)) return undefined;
      from += piece.length;
      continue;
    }
    const digits = /^\d+/.exec(tag.slice(from))?.[0] ?? '';
    const taken = piece.fill === 'day' ? digits.slice(0, 8) : digits;
    if (taken === '') return undefined;
    if (piece.fill === 'n') number ??= Number(taken);
    from += taken.length;
  }
  return from === tag.length && Number.isSafeInteger(number) ? number : undefined;
}
