import {
  keyLengthMax,
  keyLengthMin,
  reservedPrefix,
  valueLengthMax,
} from '../../facts/resource-tags.js';
import type { TagFault } from './types.js';

/** What is wrong with one tag by itself, or with a key to be removed; undefined when nothing is. */
export function faultOf(key: string, value: string): TagFault | undefined {
  if (lengthOf(key) < keyLengthMin) return 'key-empty';
  if (isReservedTagKey(key)) return 'reserved-prefix';
  if (lengthOf(key) > keyLengthMax) return 'key-too-long';
  if (lengthOf(value) > valueLengthMax) return 'value-too-long';
  return undefined;
}

/** Whether a key is one of AWS's own, which nobody sets or removes. */
export function isReservedTagKey(key: string): boolean {
  return key.slice(0, reservedPrefix.length).toLowerCase() === reservedPrefix;
}

/** Characters as AWS counts them: a pair of surrogates is one. */
function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
