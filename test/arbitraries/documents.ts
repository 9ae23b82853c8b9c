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
