import { isRecord, property } from '../base/loose.js';

/** What a fingerprint is made of. */
export interface Fingerprinted {
  readonly code: string;
  readonly path: string;
  readonly address: string;
  /** JSON pointer into the document. */
  readonly at: string;
  /** The document as a value. */
  readonly value: unknown;
}

/**
 * Sixteen hexadecimal digits that name a finding. They hold neither lines nor positions in lists: a member of a list
 * goes by what it says, so that they stay the same while text is moved, indented, or put in front.
 */
export function fingerprintOf({ code, path, address, at, value }: Fingerprinted): string {
  return hashed(
    [code, path.replaceAll('\\', '/'), address, ...placeByContent(at, value)].join('\n'),
  );
}

/** Fingerprints of findings that say the same of equal members of a list: the second one is told from the first. */
export function distinguished(fingerprint: string, occurrence: number): string {
  return occurrence === 0 ? fingerprint : hashed(`${fingerprint}\n${occurrence}`);
}

function placeByContent(at: string, root: unknown): readonly string[] {
  let value = root;
  return at
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const inList = Array.isArray(value);
      value = property(value, key);
      return inList ? `[${identityOf(value)}]` : key;
    });
}

/** By these a member of a list is known to its author. */
const names = ['Sid', 'rulePriority', 'ecrRepositoryPrefix', 'prefix'];

function identityOf(member: unknown): string {
  if (isRecord(member)) {
    for (const name of names) {
      const said = member[name];
      if (typeof said === 'string' || typeof said === 'number') return `${name}=${said}`;
    }
  }
  return JSON.stringify(member) ?? '';
}

/** FNV-1a over UTF-16 units, twice with different beginnings: enough to tell findings apart, and no secret. */
function hashed(text: string): string {
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (i & 0xff), 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
