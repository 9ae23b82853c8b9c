import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';
import { schemaOf } from './schema-of.js';

const tags = (filters: string) => `{
  "repositoryName": "team/web",
  "imageTagMutability": "IMMUTABLE_WITH_EXCLUSION",
  "imageTagMutabilityExclusionFilters": [
    ${filters}
  ]
}
`;
const filter = (pattern: string) => `{ "filterType": "WILDCARD", "filter": "${pattern}" }`;

/** A project with something of every weight: refused, doubtful, advised, accepted; and names that mean mischief. */
const project = {
  'ecr-drydock.config.json': JSON.stringify({
    overrides: [{ files: ['advice/**'], rules: { 'tagging/unused-filter': 'info' } }],
    suppressions: [
      {
        rule: 'tagging/unused-filter',
        files: ['old/*.json'],
        reason: 'goes with the <old> registry | soon',
      },
    ],
  }),
  'advice/a b.json': tags(`${filter('v*')}, ${filter('v1-*')}`),
  'old/tags.json': tags(`${filter('dev-*')}, ${filter('dev-1')}`),
  'policies/repositories.json': JSON.stringify({
    repositories: [
      { repositoryName: 'sound', imageTagMutability: 'IMMUTABLE' },
      { repositoryName: 'team/<b>&api', imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' },
    ],
  }),
  'policies/tags.json': tags(
    `${filter('dev-*')},\n    ${filter('dev-feature-*')},\n    ${filter('main')}`,
  ),
  'readme.json': '{ "nothing": "of interest" }',
};

const formats = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'];

describe('ecr-drydock lint', () => {
  it.each(formats)('prints %s', async (format) => {
    const { out, err, code } = call(['lint', '.', '--format', format], project);
    expect(err).toBe('');
    expect(code).toBe(1);
    await expect(out).toMatchFileSnapshot(`golden/lint/report.${format}.txt`);
  });

  it('prints colours where they are shown', async () => {
    const { out } = call(['lint', 'policies'], project, undefined, { colour: true });
    await expect(out).toMatchFileSnapshot('golden/lint/report.colour.txt');
  });

  it('prints json that its schema describes', () => {
    const ajv = new Ajv({ allErrors: true, keywords: ['x-answer'] });
    const validate = ajv.compile(schemaOf('lint-report'));
    expect(validate(JSON.parse(call(['lint', '.', '--format', 'json'], project).out))).toBe(true);
    expect(validate({ findings: [{}] })).toBe(false);
  });

  it('prints SARIF that the schema of SARIF 2.1.0 accepts', () => {
    const validate = sarifValidator();
    const { out } = call(['lint', '.', '--format', 'sarif'], project);
    expect(validate(JSON.parse(out)) ? [] : validate.errors).toEqual([]);
    expect(validate(JSON.parse(out.replace('"level": "warning"', '"level": "bad"')))).toBe(false);
  });

  it('finds nothing in a sound project', () => {
    const sound = { 'tags.json': tags(filter('dev-*')) };
    const { out, code } = call(['lint', '.'], sound);
    expect(code).toBe(0);
    expect(out).toBe('nothing found (1 document in 1 file)\n');
    for (const format of formats) {
      expect(call(['lint', '.', '--format', format], sound).code).toBe(0);
    }
  });

  it.each<[string, string, number, RegExp]>([
    [
      'a list of no rules',
      '{"rules":[]}',
      1,
      /error .*: it is a list of no rules, which no lifecycle/,
    ],
    [
      'another answer of AWS',
      '{"imageDetails":[]}',
      1,
      /error .*: it is output of `aws ecr describe/,
    ],
    ['something else', '{}', 1, /error no document that can be looked at/],
    ['nothing', '', 1, /error .*: it is an empty text/],
    ['half a document', '{"rules":[', 1, /error a closing bracket is missing/],
    [
      'a policy of any kind',
      '{"Version":"2012-10-17","Statement":[]}',
      1,
      /error this policy does/,
    ],
    ['a policy that AWS refuses', '{"rules":[{"action":{"type":"expire"}}]}', 1, /rulePriority/],
    [
      'a plan without documents',
      '{"planned_values":{}}',
      0,
      /warning .*, which is Terraform output/,
    ],
  ])('answers of a named file that holds %s', (_, text, code, said) => {
    const called = call(['lint', '-'], { '-': text });
    expect(called.out).toMatch(said);
    expect(called.code).toBe(code);
    expect(call(['lint', 'x.json', '--allow-empty'], { 'x.json': '{}' }).code).toBe(0);
  });

  it('looks at standard input under the name it is given', () => {
    const given = { '-': project['policies/tags.json'] };
    const { out } = call(['lint', '-', '--stdin-filename', 'new/tags.json'], given);
    expect(out).toContain('new/tags.json:6:5: warning');
    expect(call(['lint', '-'], given).out).toContain('stdin:6:5: warning');
  });
});

/** The schema as its authors published it, without the two words by which it says which draft it is written in. */
function sarifValidator() {
  const url = new URL(
    '../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
    import.meta.url,
  );
  const { $schema, id, ...schema } = JSON.parse(readFileSync(url, 'utf8'));
  expect($schema).toContain('draft-04');
  expect(id).toContain('sarif-2.1.0');
  const formats = {
    uri: URL.canParse,
    'uri-reference': (text: string) => URL.canParse(text, 'file:///'),
    'date-time': true as const,
  };
  return new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, formats }).compile(schema);
}

describe('where reports go', () => {
  const lint = (...args: readonly string[]) => call(['lint', 'policies', ...args], project);

  it('the name of a file tells its format, and text is shown', () => {
    const { out, written } = lint(
      ...['a.sarif', 'b.json', 'c.xml', 'd.md', 'gl-code-quality-report.json', 'e.txt'].flatMap(
        (file) => ['--output', file],
      ),
    );
    expect(out).toContain('2 errors, 1 warning');
    expect(JSON.parse(written['a.sarif'] ?? '').version).toBe('2.1.0');
    expect(JSON.parse(written['b.json'] ?? '').$schema).toContain('lint-report');
    expect(written['c.xml']).toContain('<testsuites');
    expect(written['d.md']).toContain('### ecr-drydock');
    expect(JSON.parse(written['gl-code-quality-report.json'] ?? '')[0].check_name).toBeDefined();
    expect(written['e.txt']).toBe(out);
  });

  it.each([
    [['--format', 'sarif', '--output', 'results.json']],
    [['--output', 'results.json', '--format', 'sarif']],
    [['--output', 'sarif=results.json']],
  ])('%j makes SARIF in that file', (args) => {
    const { out, written } = lint(...args);
    expect(JSON.parse(written['results.json'] ?? '').version).toBe('2.1.0');
    expect(out).toContain('2 errors, 1 warning');
  });

  it('a format on its own goes to standard output, whatever else is written', () => {
    const { out, written } = lint(
      '--format',
      'github',
      '--format',
      'gitlab',
      '--output',
      'q',
      '--output',
      'z.xml',
    );
    expect(out).toMatch(/^::error/);
    expect(JSON.parse(written['q'] ?? '')).toHaveLength(3);
    expect(written['z.xml']).toContain('<testsuites');
  });

  it.each([
    [['--output', 'results'], /does not tell its format/],
    [['--format', 'pdf'], /--format: takes one of text, json/],
    [['--format', 'json', '--format', 'sarif'], /only one report fits/],
  ])('%j is refused', (args, complaint) => {
    const { code, out, err } = lint(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(complaint);
  });
});

describe('how a run ends', () => {
  const doubtful = { 'tags.json': project['policies/tags.json'] };
  const codeOf = (...args: readonly string[]) =>
    call(['lint', 'tags.json', ...args], doubtful).code;

  it('warnings fail it only when they are meant to', () => {
    expect(codeOf()).toBe(0);
    expect(codeOf('--fail-on', 'warning')).toBe(1);
    expect(codeOf('--fail-on', 'info')).toBe(1);
    expect(codeOf('--max-warnings', '0')).toBe(1);
    expect(codeOf('--max-warnings', '1')).toBe(0);
  });

  it('a configuration says the same, and the call wins', () => {
    const given = { ...doubtful, '.ecr-drydock.yaml': 'failOn: warning\n' };
    expect(call(['lint', 'tags.json'], given).code).toBe(1);
    expect(call(['lint', 'tags.json', '--fail-on', 'error'], given).code).toBe(0);
    expect(call(['lint', 'tags.json', '--no-config'], given).code).toBe(0);
  });

  it('what AWS would refuse is a finding', () => {
    expect(call(['lint', 'policies'], project).code).toBe(1);
  });

  it.each([
    [['lint', 'nowhere.json'], /nowhere\.json: error: there is no such file/],
    [['lint', 'tags.json', '--config', 'nowhere.json'], /--config: nowhere\.json/],
    [['lint', 'tags.json', '--baseline', 'nowhere.json'], /nowhere\.json: error/],
    [['lint', 'tags.json', '--max-warnings', 'few'], /takes a number/],
    [['lint', 'tags.json', '--fail-on', 'never'], /Allowed choices/],
    [['lint', 'tags.json', '--kind', 'bucket'], /Allowed choices/],
    [['lint', '--explain-rule', 'tagging/nothing'], /there is no rule/],
  ])('%j cannot be done', (args, complaint) => {
    const { code, err } = call(args, doubtful);
    expect(code).toBe(2);
    expect(err).toMatch(complaint);
  });

  it('a broken configuration is refused with its places', () => {
    const given = {
      ...doubtful,
      'ecr-drydock.config.json': '{\n  "preset": "best",\n  "rule": {}\n}',
    };
    const { code, err } = call(['lint', 'tags.json'], given);
    expect(code).toBe(2);
    expect(err).toContain('ecr-drydock.config.json:2:13: error');
    expect(err).toContain('`rule` is not a property a configuration knows here');
  });
});

describe('a baseline', () => {
  it('is written once, and then only what is new counts', () => {
    const { out, written, code } = call(['lint', 'policies', '--write-baseline'], project);
    expect(code).toBe(0);
    expect(out).toContain('3 findings written to ecr-drydock.baseline.json');
    const baseline = written['ecr-drydock.baseline.json'] ?? '';
    const validate = new Ajv().compile(schemaOf('lint-baseline'));
    expect(validate(JSON.parse(baseline))).toBe(true);
    const later = call(['lint', '.', '--baseline', 'b.json', '--fail-on', 'info'], {
      ...project,
      'b.json': baseline,
    });
    expect(later.out).toContain('1 note');
    expect(later.out).not.toContain('error');
  });
});

describe('what is looked at in a folder', () => {
  const spoilt = project['policies/tags.json'];
  const found = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const { out } = call(['lint', '.', '--format', 'json', ...args], files);
    const { documents }: { documents: readonly { path: string }[] } = JSON.parse(out);
    return documents.map(({ path }) => path);
  };

  it('leaves out what is not of the project, and what git ignores', () => {
    const files = {
      'tags.json': spoilt,
      'node_modules/x/tags.json': spoilt,
      '.terraform/tags.json': spoilt,
      '.git/config': '',
      '.gitignore': 'build/\n*.local.json\n!keep.local.json\n',
      'build/tags.json': spoilt,
      'a.local.json': spoilt,
      'keep.local.json': spoilt,
      'deep/.gitignore': 'tags.json\n',
      'deep/tags.json': spoilt,
      'deep/er/tags.json': spoilt,
      'deep/other.json': spoilt,
    };
    expect(found(files)).toEqual(['tags.json', 'keep.local.json', 'deep/other.json']);
  });

  it('looks at the templates of CDK although git ignores them', () => {
    const files = {
      '.gitignore': 'cdk.out\n',
      'cdk.out/App.template.json': spoilt,
      'cdk.out/App.assets.json': spoilt,
      'cdk.out/asset.0123/tags.json': spoilt,
      'cdk.out/assembly-Stage/Api.template.json': spoilt,
    };
    expect(found(files)).toEqual([
      'cdk.out/App.template.json',
      'cdk.out/assembly-Stage/Api.template.json',
    ]);
    expect(found({ ...files, '.ecr-drydockignore': 'cdk.out\n' })).toEqual([]);
  });

  it('leaves out what the configuration or an ignore file names', () => {
    const files = {
      'ecr-drydock.config.json': '{ "ignore": ["samples/**", "*.old.json"] }',
      '.ecr-drydockignore': '/vendor\n',
      'samples/tags.json': spoilt,
      'a/tags.old.json': spoilt,
      'vendor/tags.json': spoilt,
      'a/tags.json': spoilt,
    };
    expect(found(files)).toEqual(['a/tags.json']);
  });

  it('takes a configuration for what stands below its folder', () => {
    const files = {
      'package.json': JSON.stringify({ 'ecr-drydock': { rules: { 'tagging/*': 'off' } } }),
      'a/tags.json': spoilt,
    };
    expect(call(['lint', 'a'], files).out).toContain('nothing found');
  });
});

describe('--fix', () => {
  const files = { 'policies/tags.json': project['policies/tags.json'] };
  const mended = tags(`${filter('dev-*')},\n    ${filter('main')}`);

  it('mends what is certain, and leaves everything else as it is', () => {
    const { written, code } = call(['lint', '.', '--fix', '--fail-on', 'info'], files);
    expect(written).toEqual({ 'policies/tags.json': mended });
    expect(code).toBe(0);
  });

  it('shows what it would do', async () => {
    const { out, written } = call(['lint', '.', '--fix-dry-run'], files);
    expect(written).toEqual({});
    await expect(out).toMatchFileSnapshot('golden/lint/fix-dry-run.txt');
    const json = call(['lint', '.', '--fix-dry-run', '--format', 'json'], files);
    expect(JSON.parse(json.out).findings).toEqual([]);
    expect(json.err).toContain('would remove');
  });

  it('leaves alone what is suppressed', () => {
    const given = {
      ...files,
      '.ecr-drydock.json': project['ecr-drydock.config.json'].replace('old/', '**/'),
    };
    expect(call(['lint', '.', '--fix'], given).written).toEqual({});
  });
});

describe('--explain-rule', () => {
  it('says what a rule finds, and why', async () => {
    const { out, code } = call(['lint', '--explain-rule', 'tagging/unused-filter']);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot('golden/lint/explain-rule.txt');
    expect(call(['lint', '--explain', 'tagging/unused-filter']).out).toBe(out);
  });
});
