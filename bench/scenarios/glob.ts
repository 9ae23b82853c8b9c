import { Minimatch } from 'minimatch';
import { compileGlob, matchesGlob } from '../../src/glob/match.js';
import { type Race, race } from '../harness.js';

const patterns = ['prod-v1.2.3', 'prod*', 'v*.*.*-rc*', '*-amd64'];
const tags = [
  'prod-v1.2.3',
  'prod-77',
  'v1.4.0-rc2',
  'build-99-amd64',
  'v1.4.0',
  'main-4711',
  'latest',
];

/** A million matches of everyday patterns, and a hostile one. */
export function globRaces(): readonly Race[] {
  const rounds = 36_000;
  const many = (matchers: readonly ((tag: string) => boolean)[]) => () => {
    let found = 0;
    for (let i = 0; i < rounds; i++) {
      for (const matches of matchers) for (const tag of tags) if (matches(tag)) found += 1;
    }
    return found;
  };
  const ours = patterns.map(compileGlob).map((glob) => (tag: string) => matchesGlob(glob, tag));
  const regular = patterns
    .map((pattern) => new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/\*/g, '.*')}$`))
    .map((expression) => (tag: string) => expression.test(tag));
  const mini = patterns
    .map(
      (pattern) =>
        new Minimatch(pattern, { nobrace: true, noext: true, nocomment: true, nonegate: true }),
    )
    .map((matcher) => (tag: string) => matcher.match(tag));
  const hostile = compileGlob('a*'.repeat(20));
  const text = `${'a'.repeat(255)}b`;
  const hostileTwin = compileGlob(`${'a*'.repeat(20)}c`);
  return [
    race('a million matches of everyday patterns', 5, [
      { name: 'ours', run: many(ours) },
      { name: 'regular expression', run: many(regular) },
      { name: 'minimatch', run: many(mini) },
    ]),
    race('1,000 times 20 stars on 256 characters', 5, [
      {
        name: 'ours',
        run: () => {
          for (let i = 0; i < 500; i++) {
            matchesGlob(hostile, text);
            matchesGlob(hostileTwin, text);
          }
        },
      },
    ]),
  ];
}
