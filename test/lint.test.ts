import { describe, expect, it } from 'vitest';
import { type LintOptions, lint, orThrow } from '../src/index.js';

/** Tag settings with a filter that another one makes needless, and one that is not even of its kind. */
const wasteful = (...filters: readonly string[]) =>
  JSON.stringify(
    {
      repositoryName: 'web',
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters.map((filter) => ({
        filterType: 'WILDCARD',
        filter,
      })),
    },
    null,
    2,
  );
const refused = '{ "repositoryName": "web", "imageTagMutability": "IMMUTABLE_WITH_EXCLUSION" }';
const code = 'tagging/unused-filter';

const look = (text: string, options: LintOptions = {}, path = 'a/tags.json') =>
  orThrow(lint([{ path, text }], options));
const codes = (report: { readonly findings: readonly { readonly code: string }[] }) =>
  report.findings.map((finding) => finding.code);

describe('lint', () => {
  it('says what rules and readers say, each with its file and its place', () => {
    const report = orThrow(
      lint([
        { path: 'b.json', text: wasteful('dev-*', 'dev-1') },
        { path: 'a.json', text: refused },
      ]),
    );
    expect(report.findings).toMatchObject([
      { path: 'a.json', code: 'tagging/filters-missing', severity: 'error' },
      { path: 'b.json', code, severity: 'warning', range: { start: { line: 9, column: 5 } } },
    ]);
    expect(report.counts).toEqual({ error: 1, warning: 1, info: 0 });
    expect(report.documents).toHaveLength(2);
  });

  it('says nothing of a file without a document, unless somebody named it', () => {
    const text = '{ "compilerOptions": {} }';
    expect(codes(look(text))).toEqual([]);
    expect(codes(look(text, { named: ['a/tags.json'] }))).toEqual(['lint/nothing-found']);
  });
});

describe('a configuration', () => {
  const text = wasteful('dev-*', 'dev-1');
  const severity = (config: object) => look(text, { config }).findings.map((one) => one.severity);

  it('gives a rule another weight, or none', () => {
    expect(severity({ rules: { [code]: 'error' } })).toEqual(['error']);
    expect(severity({ rules: { [code]: 'off' } })).toEqual([]);
  });

  it('weighs what readers report, too', () => {
    const config = { rules: { 'tagging/filters-missing': 'info' } };
    expect(look(refused, { config }).findings).toMatchObject([{ severity: 'info' }]);
  });

  it('speaks of a whole domain, and the exact code wins', () => {
    expect(severity({ rules: { 'tagging/*': 'off' } })).toEqual([]);
    expect(severity({ rules: { 'tagging/*': 'off', [code]: 'info' } })).toEqual(['info']);
  });

  it('says something else for some files, the last word winning', () => {
    const rules = { [code]: 'off' };
    expect(severity({ overrides: [{ files: ['a'], rules }] })).toEqual([]);
    expect(severity({ overrides: [{ files: ['b'], rules }] })).toEqual(['warning']);
    const twice = [
      { files: ['a'], rules },
      { files: ['a'], rules: { [code]: 'error' } },
    ];
    expect(severity({ overrides: twice })).toEqual(['error']);
    const domain = [{ files: ['a'], rules: { 'tagging/*': 'error' } }];
    expect(severity({ rules: { [code]: 'off' }, overrides: domain })).toEqual(['error']);
  });

  it('runs by a preset what is settled, and brings in by its code what it leaves out', () => {
    const locked = JSON.stringify({ repositoryName: 'web', imageTagMutability: 'IMMUTABLE' });
    const found = (config: object) => codes(look(locked, { config }));
    expect(found({})).toEqual([]);
    expect(found({ rules: { 'tagging/*': 'warning' } })).toEqual([]);
    expect(found({ preset: 'strict' })).toEqual([]);
    expect(found({ preset: 'all' })).toEqual(['tagging/signature-tags-locked']);
    expect(found({ rules: { 'tagging/signature-tags-locked': 'info' } })).toHaveLength(1);
  });

  it('leaves files out', () => {
    expect(look(text, { config: { ignore: ['a'] } })).toMatchObject({ findings: [], fileCount: 0 });
  });

  it('is told of a rule that does not exist, with the one that was meant', () => {
    const report = look('{}', { config: { rules: { 'tagging/unused-filer': 'off' } } });
    expect(report.findings).toMatchObject([
      {
        code: 'lint/unknown-rule',
        path: 'configuration',
        at: '/rules/tagging~1unused-filer',
        help: `did you mean \`${code}\`?`,
      },
    ]);
  });

  it.each([
    [{ preset: 'best' }, '/preset'],
    [{ rules: { [code]: 'fatal' } }, '/rules/tagging~1unused-filter'],
    [{ rule: {} }, '/rule'],
    [{ suppressions: [{ rule: code, files: ['a'] }] }, '/suppressions/0'],
    [
      { suppressions: [{ rule: code, files: ['a'], reason: 'x', expires: '2026-02-30' }] },
      '/suppressions/0/expires',
    ],
    [{ options: { [code]: { depth: 3 } } }, '/options/tagging~1unused-filter/depth'],
  ])('is refused for %j', (config, at) => {
    const result = lint([], { config });
    expect(result.ok).toBe(false);
    expect(result.diagnostics).toMatchObject([{ at, severity: 'error' }]);
    expect(result.diagnostics[0]?.message).not.toContain('AWS');
  });
});

describe('a suppression in the configuration', () => {
  const text = wasteful('dev-*', 'dev-1');
  const suppressed = (suppression: object, options: LintOptions = {}) =>
    look(text, {
      ...options,
      config: { suppressions: [{ rule: code, files: ['a'], reason: 'known', ...suppression }] },
    });

  it('takes a finding out, and keeps it with the reason', () => {
    const report = suppressed({});
    expect(report.findings).toEqual([]);
    expect(report.suppressed).toMatchObject([
      { code, suppression: { by: 'configuration', reason: 'known' } },
    ]);
  });

  it.each([
    ['another place', { at: '/imageTagMutabilityExclusionFilters/0' }],
    ['a place below it', { at: '/imageTagMutabilityExclusionFilters/1/x' }],
    ['a place whose name only begins alike', { at: '/imageTagMutabilityExclusionFilter' }],
    ['another document of the file', { address: 'aws_ecr_repository.web' }],
    ['another rule', { rule: 'tagging/filters-missing' }],
  ])('leaves findings of %s, and is unused', (_, suppression) => {
    expect(codes(suppressed(suppression)).sort()).toEqual(['lint/unused-suppression', code].sort());
  });

  it('reaches what lies below its place', () => {
    expect(codes(suppressed({ at: '/imageTagMutabilityExclusionFilters' }))).toEqual([]);
    expect(codes(suppressed({ at: '' }))).toEqual([]);
  });

  it('is not called unused when its files were not looked at', () => {
    expect(codes(suppressed({ files: ['b'] }))).toEqual([code]);
  });

  it('counts without a reason, but does not pass unseen', () => {
    expect(codes(suppressed({ reason: ' ' }))).toEqual(['lint/suppression-without-reason']);
  });

  it('ends after its last day', () => {
    const until = { expires: '2026-06-30' };
    expect(codes(suppressed(until, { atMs: Date.parse('2026-06-30T23:59:59Z') }))).toEqual([]);
    const later = suppressed(until, { atMs: Date.parse('2026-07-01T00:00:00Z') });
    expect(codes(later).sort()).toEqual(['lint/expired-suppression', code].sort());
    expect(codes(suppressed(until))).toEqual([]);
  });
});

describe('a baseline', () => {
  const before = look(wasteful('dev-*', 'dev-1'));
  const baseline = {
    findings: before.findings.map(({ fingerprint, path }) => ({ fingerprint, code, path })),
  };

  it.each([
    ['lines moved', `\n\n${wasteful('dev-*', 'dev-1')}`],
    ['the list in another order', wasteful('dev-1', 'dev-*')],
    ['another member in front', wasteful('main', 'dev-*', 'dev-1')],
    ['everything on one line', JSON.stringify(JSON.parse(wasteful('dev-*', 'dev-1')))],
  ])('knows its findings again with %s', (_, text) => {
    const report = look(text, { baseline });
    expect(report.findings).toEqual([]);
    expect(report.suppressed).toMatchObject([{ suppression: { by: 'baseline' } }]);
  });

  it('lets a new finding through, also one that looks like the old one', () => {
    expect(codes(look(wasteful('dev-*', 'dev-2'), { baseline }))).toEqual([code]);
    expect(codes(look(wasteful('dev-*', 'dev-1', 'dev-1'), { baseline }))).toEqual([code]);
    expect(codes(look(wasteful('dev-*', 'dev-1'), { baseline }, 'b.json'))).toEqual([code]);
  });

  it('is refused when it is none', () => {
    expect(lint([], { baseline: '{"findings":[{}]}' }).ok).toBe(false);
  });
});
