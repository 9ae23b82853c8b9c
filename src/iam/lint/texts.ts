import { pointer } from '../../base/json-text.js';
import type { PlacedText } from './placed.js';

/** Every text in a document that its reader accepted, keys left out. */
export function textsIn(value: unknown, at = ''): readonly PlacedText[] {
  if (typeof value === 'string') return [{ text: value, at }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => textsIn(member, pointer(at, key)));
}
