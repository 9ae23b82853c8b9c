import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processIo } from '../src/cli/io.js';

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
