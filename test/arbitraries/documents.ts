import fc from 'fast-check';

/** Texts with what JSON must escape, and what counts as two UTF-16 units. */
const texts = fc
  .array(
    fc.constantFrom('a', 'é', '"', '\\', '\n', '\t', '/', '~', '😀', '\u2028', '\u0001', ' '),
    {
      maxLength: 8,
    },
  )
  .map((letters) => letters.join(''));

/** A lifecycle policy to look at, with members nobody asked for; whether AWS would take it does not matter. */
export const randomPolicy = fc
  .array(
    fc.record({
      rulePriority: fc.integer(),
      description: texts,
      selection: fc.record({
        tagStatus: fc.constantFrom('any', 'tagged'),
        tagPatternList: fc.array(texts, { maxLength: 3 }),
        [`odd/~key`]: fc.oneof(fc.constant(null), fc.boolean(), fc.double({ noNaN: true })),
      }),
      action: fc.record({ type: fc.constant('expire') }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  // Numbers such as -0 are not told apart in JSON.
  .map((rules): { readonly rules: readonly object[] } => JSON.parse(JSON.stringify({ rules })));

type Space = number | string;

interface Wrapped {
  readonly text: string;
  /** Turns a stretch of the file into the JSON that it stands for. */
  readonly unquote: (slice: string) => string;
}

interface Wrapper {
  readonly name: string;
  readonly path: string;
  readonly mayHaveMark: boolean;
  readonly wrap: (policy: object, inner: Space, outer: Space) => Wrapped;
}

const asItIs = (slice: string) => slice;

/** A stretch of a JSON string, or the whole string with its quotes. */
const inString = (slice: string) => {
  const isWhole = slice.startsWith('"') && slice.endsWith('"') && !slice.endsWith('\\"');
  return JSON.parse(isWhole ? slice : `"${slice}"`) as string;
};

/** A wrapper in JSON that holds the policy's text in a string. */
const textIn = (name: string, around: (text: string) => unknown): Wrapper => ({
  name,
  path: 'wrapped.json',
  mayHaveMark: true,
  wrap: (policy, inner, outer) => ({
    text: JSON.stringify(around(JSON.stringify(policy, null, inner)), null, outer),
    unquote: inString,
  }),
});

const change = (values: object) => ({
  format_version: '1.2',
  terraform_version: '1.9.8',
  resource_changes: [
    { address: 'aws_instance.a', mode: 'managed', type: 'aws_instance', name: 'a', change: {} },
    {
      address: 'aws_ecr_lifecycle_policy.app',
      mode: 'managed',
      type: 'aws_ecr_lifecycle_policy',
      name: 'app',
      change: { actions: ['create'], before: null, after: values, after_unknown: { id: true } },
    },
  ],
});

/** A template of CloudFormation with a repository whose lifecycle policy stands in it as it is given. */
const template = (lifecyclePolicyText: unknown) => ({
  Resources: {
    Other: { Type: 'AWS::S3::Bucket' },
    Repository: {
      Type: 'AWS::ECR::Repository',
      Properties: { LifecyclePolicy: { LifecyclePolicyText: lifecyclePolicyText } },
    },
  },
});

const escapedForSub = (text: string) => text.replaceAll('${', '${!');

/** A stretch that may run from one string of a list into the next. */
const acrossParts = (slice: string) =>
  slice
    .split(/(?<=(?:^|[^\\])(?:\\\\)*)",\s*"/)
    .map(inString)
    .join('');

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => `          ${line}`)
    .join('\n');

/** A template in YAML; `write` puts the policy's text behind its key. */
const inYaml = (
  name: string,
  write: (text: string) => string,
  unquote: Wrapped['unquote'],
): Wrapper => ({
  name: `a template in YAML, in ${name}`,
  path: 'stack.yaml',
  mayHaveMark: true,
  wrap: (policy, inner) => ({
    text: [
      'Resources:',
      '  Repository: # the one',
      '    Type: AWS::ECR::Repository',
      '    Properties:',
      '      LifecyclePolicy:',
      `        LifecyclePolicyText: ${write(JSON.stringify(policy, null, inner))}`,
      '      RepositoryName: team/web',
      '',
    ].join('\n'),
    unquote,
  }),
});

/** A file of Terraform's language; `write` puts the policy's text behind its name. */
const inHcl = (
  name: string,
  write: (text: string) => string,
  unquote: Wrapped['unquote'],
): Wrapper => ({
  name: `Terraform's language, in ${name}`,
  path: 'main.tf',
  mayHaveMark: false,
  wrap: (policy, inner) => ({
    text: [
      'resource "aws_ecr_repository" "other" { name = "a" }',
      'resource "aws_ecr_lifecycle_policy" "app" {',
      '  # policy = "none"',
      '  repository = "team/web"',
      `  policy = ${write(JSON.stringify(policy, null, inner))}`,
      '}',
      '',
    ].join('\n'),
    unquote,
  }),
});

/** What people keep a lifecycle policy in. */
export const wrappers: readonly Wrapper[] = [
  {
    name: 'a file of its own',
    path: 'policy.json',
    mayHaveMark: true,
    wrap: (policy, inner) => ({
      text: `${JSON.stringify(policy, null, inner)}\n`,
      unquote: asItIs,
    }),
  },
  textIn('a JSON string', (text) => text),
  textIn('the output of get-lifecycle-policy', (lifecyclePolicyText) => ({
    registryId: '123456789012',
    repositoryName: 'team/web',
    lifecyclePolicyText,
    lastEvaluatedAt: 1780000000.5,
  })),
  textIn('a creation template', (lifecyclePolicy) => ({
    registryId: '123456789012',
    repositoryCreationTemplates: [
      { prefix: 'a', appliedFor: ['REPLICATION'] },
      { prefix: 'b', appliedFor: ['REPLICATION'], lifecyclePolicy },
    ],
  })),
  textIn('a plan', (policy) => change({ repository: 'team/web', policy })),
  textIn('a state', (policy) => ({
    format_version: '1.0',
    terraform_version: '1.9.8',
    values: {
      root_module: {
        resources: [],
        child_modules: [
          {
            address: 'module.a',
            resources: [
              {
                address: 'module.a.aws_ecr_lifecycle_policy.app',
                mode: 'managed',
                type: 'aws_ecr_lifecycle_policy',
                name: 'app',
                values: { repository: 'team/web', policy },
              },
            ],
          },
        ],
      },
    },
  })),
  textIn('a stored state', (policy) => ({
    version: 4,
    terraform_version: '1.9.8',
    lineage: 'a',
    resources: [
      {
        mode: 'managed',
        type: 'aws_ecr_lifecycle_policy',
        name: 'app',
        instances: [{ index_key: 'a', attributes: { repository: 'team/web', policy } }],
      },
    ],
  })),
  textIn('a template', template),
  textIn('a template that substitutes', (text) => template({ 'Fn::Sub': escapedForSub(text) })),
  {
    name: 'a template, as a value',
    path: 'stack.template.json',
    mayHaveMark: true,
    wrap: (policy, _, outer) => ({
      text: JSON.stringify(template(policy), null, outer),
      unquote: asItIs,
    }),
  },
  {
    name: 'a template that joins',
    path: 'stack.template.json',
    mayHaveMark: false,
    wrap: (policy, inner, outer) => {
      const text = JSON.stringify(policy, null, inner);
      const middle = Math.floor(text.length / 2);
      const parts = [text.slice(0, middle), text.slice(middle)];
      return {
        text: JSON.stringify(template({ 'Fn::Join': ['', parts] }), null, outer),
        unquote: acrossParts,
      };
    },
  },
  inYaml('a literal block', (text) => `|-\n${indented(text)}`, asItIs),
  inYaml(
    'a literal block that substitutes',
    (text) => `!Sub |\n${indented(escapedForSub(text))}`,
    asItIs,
  ),
  inYaml('a folded block', (text) => `>\n${indented(text)}`, asItIs),
  inYaml(
    'single quotes',
    (text) => `'${indented(text.replaceAll("'", "''")).trim()}'`,
    (slice) => slice.replaceAll("''", "'"),
  ),
  inYaml('double quotes', (text) => JSON.stringify(text), inString),
  inYaml('a value', (text) => indented(text).trim(), asItIs),
  inHcl('jsonencode', (text) => `jsonencode(${text})`, asItIs),
  inHcl('a heredoc', (text) => `<<-EOF\n${indented(text)}\n  EOF`, asItIs),
  inHcl('quotes', (text) => JSON.stringify(text), inString),
  {
    name: 'one line of many',
    path: 'all.ndjson',
    mayHaveMark: false,
    wrap: (policy, inner) => {
      const lines = [
        { repositoryName: 'a', repositoryUri: 'b' },
        { repositoryName: 'team/web', lifecyclePolicyText: JSON.stringify(policy, null, inner) },
      ];
      return { text: lines.map((line) => JSON.stringify(line)).join('\n'), unquote: inString };
    },
  },
];
