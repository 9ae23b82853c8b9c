import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { processIo } from '../src/cli/io.js';

const littleEndian = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => littleEndian(text).swap16();

it.each<[string, Buffer, Buffer]>([
  ['UTF-8', Buffer.from('{"ä":1}'), Buffer.from('{"ö":2}')],
  ['UTF-16 with a mark', littleEndian('\ufeff{"ä":1}'), littleEndian('\ufeff{"ö":2}')],
  ['UTF-16 the other way round', bigEndian('\ufeff{"ä":1}'), bigEndian('\ufeff{"ö":2}')],
  ['UTF-16 without a mark', littleEndian('{"ä":1}'), littleEndian('\ufeff{"ö":2}')],
])('reads a file in %s, and writes it anew as it is', (_, bytes, after) => {
  const home = mkdtempSync(join(tmpdir(), 'written-'));
  try {
    const path = join(home, 'file.json');
    writeFileSync(path, bytes);
    const io = processIo();
    expect(io.readText(path)).toBe('{"ä":1}');
    io.writeText(path, '{"ö":2}');
    expect(readFileSync(path)).toEqual(after);
  } finally {
    rmSync(home, { recursive: true });
  }
});

it('keeps the mark of UTF-8, and says of a packed file what it is', () => {
  const home = mkdtempSync(join(tmpdir(), 'read-'));
  try {
    const path = join(home, 'file.json');
    writeFileSync(path, '\ufeff{}');
    expect(processIo().readText(path)).toBe('\ufeff{}');
    writeFileSync(path, gzipSync('{}'));
    expect(() => processIo().readText(path)).toThrow('unpack it');
  } finally {
    rmSync(home, { recursive: true });
  }
});

it('walks past links to nothing, to themselves and to folders, and takes those to files', () => {
  const home = mkdtempSync(join(tmpdir(), 'walked-'));
  try {
    mkdirSync(join(home, 'folder'));
    writeFileSync(join(home, 'file.json'), '{}');
    symlinkSync('file.json', join(home, 'link.json'));
    symlinkSync('nowhere.json', join(home, 'dangling.json'));
    symlinkSync('self.json', join(home, 'self.json'));
    symlinkSync('.', join(home, 'round'));
    expect(processIo().entriesOf(home)).toEqual([
      { name: 'file.json', isFolder: false },
      { name: 'folder', isFolder: true },
      { name: 'link.json', isFolder: false },
    ]);
  } finally {
    rmSync(home, { recursive: true });
  }
});
