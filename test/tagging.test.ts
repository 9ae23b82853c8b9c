import { describe, expect, it } from 'vitest';
import {
  compileTagRule,
  decideTagWrite,
  explainTagWrite,
  orThrow,
  parseTagMutability,
  type TagMutabilitySettings,
  type TagVerdict,
  type TagWrite,
} from '../src/tagging/index.js';

import { cases } from './cases.js';

interface WriteCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly settings: TagMutabilitySettings;
  readonly write: TagWrite;
  readonly verdict: TagVerdict;
}

interface SettingsCase {
  readonly name: string;
  readonly settings: unknown;
  readonly codes: readonly string[];
  readonly awsMessage?: string;
}

describe('what a push does to one tag', () => {
  it.each(cases<WriteCase>('tagging/write'))('$name', ({ settings, write, verdict, cites }) => {
    const rule = compileTagRule(orThrow(parseTagMutability(settings)));
    expect(decideTagWrite(rule, write)).toEqual(verdict);
    const explanation = explainTagWrite(rule, write);
    expect(explanation.verdict).toEqual(verdict);
    expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
  });
});

describe('reading tag settings', () => {
  it.each(cases<SettingsCase>('tagging/settings'))('$name', ({ settings, codes, awsMessage }) => {
    const read = parseTagMutability(settings);
    expect(read.ok).toBe(codes.length === 0);
    expect(read.diagnostics.map(({ code }) => code).sort()).toEqual(codes);
    for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    if (awsMessage !== undefined) expect(read.diagnostics[0]?.awsMessage).toBe(awsMessage);
    expect(parseTagMutability(JSON.stringify(settings)).ok).toBe(read.ok);
  });

  it('by one reading a filter may hold any number of asterisks', () => {
    const settings = {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'a*b*c*d' }],
    };
    const readings = { exclusionFilterStars: 'any-number' } as const;
    expect([
      parseTagMutability(settings).ok,
      parseTagMutability(settings, { readings }).ok,
    ]).toEqual([false, true]);
  });

  it('a problem in text is shown at its line and column', () => {
    const text = '{\n  "imageTagMutability": "mutable"\n}';
    const [problem] = parseTagMutability(text).diagnostics;
    expect(problem?.range?.start).toEqual({ offset: 26, line: 2, column: 25 });
    expect(text.slice(problem?.range?.start.offset, problem?.range?.end.offset)).toBe('"mutable"');
  });
});

describe('explaining a tag', () => {
  const locked = compileTagRule({
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
  });

  it('names the filter that decided', () => {
    const write = { tag: 'dev-7', digest: 'sha256:b', currentDigest: 'sha256:a' };
    expect(explainTagWrite(locked, write)).toEqual({
      verdict: { kind: 'moved', untaggedDigest: 'sha256:a', decidedBy: 0 },
      filter: 'dev-*',
      locked: false,
      sentence: '`dev-7` moves from sha256:a to sha256:b: the filter `dev-*` makes it mutable',
      because: [
        'tagging.overwriteUntags',
        'tagging.exclusionReverses',
        'tagging.filterMatchesWholeTag',
      ],
    });
  });

  it('says that no filter helped', () => {
    const write = { tag: 'v1', digest: 'sha256:b', currentDigest: 'sha256:a' };
    expect(explainTagWrite(locked, write).sentence).toBe(
      "`v1` is immutable and held by sha256:a: the repository's tags are immutable, and no filter matches the tag",
    );
  });
});
