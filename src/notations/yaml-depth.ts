import { nestingMax } from '../base/json-walk.js';

/** Deepest indentation that is read, in columns; it bounds the levels of block style. */
const indentMax = 1000;

/**
 * Whether a text may nest more deeply than is safe to parse. It counts brackets, indentation, and markers of a list one
 * behind the other, whatever they stand in: no document of a person comes near. One pass, before any parsing.
 */
export function isTooNested(text: string): boolean {
  let depth = 0;
  let markers = 0;
  let lineStart = 0;
  let isIndent = true;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || c === 0x0d) {
      lineStart = i + 1;
      isIndent = true;
      markers = 0;
    } else if (c === 0x5b || c === 0x7b) {
      depth += 1;
    } else if (c === 0x5d || c === 0x7d) {
      depth = Math.max(0, depth - 1);
    } else if ((c === 0x2d || c === 0x3f) && text.charCodeAt(i + 1) === 0x20) {
      markers += 1;
    }
    if (c !== 0x20 && c !== 0x09 && isIndent) {
      isIndent = false;
      if (i - lineStart > indentMax) return true;
    }
    if (depth > nestingMax || markers > nestingMax) return true;
  }
  return false;
}
