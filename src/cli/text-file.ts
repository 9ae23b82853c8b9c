import { readFileSync, writeFileSync } from 'node:fs';

/** How a text file is written down: as nearly all are, or as Windows PowerShell's `>` writes them. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The text of a file, or of a stream by its number. Throws an Error that says why it is no text. */
export function readTextFile(file: string | number): string {
  const bytes = readFileSync(file);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    throw new Error('this is packed with gzip, and text is needed; unpack it with `gunzip`');
  }
  const encoding = encodingOf(bytes);
  // A mark in front is what readers of UTF-8 expect to find there; of UTF-16 it is no part of the text.
  return new TextDecoder(encoding, { ignoreBOM: encoding === 'utf-8' }).decode(bytes);
}

/** Writes a file anew, in the encoding that it has. */
export function writeTextFile(path: string, text: string): void {
  const encoding = encodingNow(path);
  if (encoding === 'utf-8') {
    writeFileSync(path, text);
    return;
  }
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  writeFileSync(path, encoding === 'utf-16le' ? bytes : bytes.swap16());
}

function encodingNow(path: string): Encoding {
  try {
    return encodingOf(readFileSync(path));
  } catch {
    return 'utf-8'; // There is no file yet, or it will not be written either.
  }
}

/** By the mark in front; without one, by the empty half of the first letter, which JSON has from ASCII. */
function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0 && second !== undefined && second !== 0) return 'utf-16be';
  return second === 0 && first !== undefined && first !== 0 ? 'utf-16le' : 'utf-8';
}
