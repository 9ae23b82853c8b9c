import { describe, expect, it } from 'vitest';
import { readTree, violations } from './architecture.js';

describe('the house', () => {
  it('keeps its floors and has no circles', () => {
    expect(violations(readTree(new URL('../src/', import.meta.url)))).toEqual([]);
  });
});

describe('the keeper of the house refuses', () => {
  const refused: readonly [what: string, files: Record<string, string>, complaint: RegExp][] = [
    [
      'a domain that looks upwards',
      {
        'tagging/decide.ts': "import { step } from '../registry/index.js';",
        'registry/index.ts': '',
      },
      /a floor above/,
    ],
    [
      'a domain that knows another, even by type alone',
      {
        'tagging/types.ts': "import type { Image } from '../lifecycle/index.js';",
        'lifecycle/index.ts': '',
      },
      /a stranger on the same floor/,
    ],
    [
      'a ground room that uses a later one',
      {
        'base/order.ts': "import type { FactId } from '../facts/ledger/index.js';",
        'facts/ledger/index.ts': '',
      },
      /a stranger on the same floor/,
    ],
    [
      'a house that enters a domain past its door',
      {
        'registry/step.ts': "import { isLocked } from '../tagging/decide.js';",
        'tagging/decide.ts': '',
      },
      /past the door/,
    ],
    [
      'a circle of two files',
      { 'base/a.ts': "import { b } from './b.js';", 'base/b.ts': "import { a } from './a.js';" },
      /a circle: base\/a.ts > base\/b.ts > base\/a.ts/,
    ],
    [
      'a circle closed by a type import',
      {
        'base/a.ts': "import { b } from './b.js';",
        'base/b.ts': "import type { A } from './a.js';",
      },
      /a circle/,
    ],
    [
      'an engine that reaches for a service',
      {
        'iam/match/action.ts': "import { catalog } from '../ecr/catalog.js';",
        'iam/ecr/catalog.ts': '',
      },
      /the engine knows no service/,
    ],
    [
      'a core file that reads the disk',
      { 'lifecycle/parse.ts': "import { readFileSync } from 'node:fs';" },
      /node:fs/,
    ],
    [
      'a core file that takes a package of its own',
      { 'iam/parse.ts': "import { z } from 'zod';" },
      /zod/,
    ],
    ['a dynamic import of one', { 'iam/parse.ts': "const z = await import('zod');" }, /zod/],
    [
      'a room without a floor',
      { 'utils/all.ts': "import { x } from '../base/a.js';", 'base/a.ts': '' },
      /stands on no floor/,
    ],
  ];

  it.each(refused)('%s', (_what, files, complaint) => {
    expect(violations(new Map(Object.entries(files))).join('\n')).toMatch(complaint);
  });

  it('but not a domain that uses the ground', () => {
    const tree = {
      'tagging/decide.ts': "import { matchesGlob } from '../glob/match.js';",
      'glob/match.ts': '',
    };
    expect(violations(new Map(Object.entries(tree)))).toEqual([]);
  });
});
