import { describe, expect, it } from 'vitest';
import { lint, orThrow } from '../src/index.js';
import { commentsIn } from '../src/lint/comments.js';
import { yamlNotation } from '../src/notations/index.js';

const linesOf = (text: string) => commentsIn(text).map(({ lines }) => lines);

describe('a comment that suppresses', () => {
  it.each([
    ['# ecr-drydock-ignore iam/x: known', ['iam/x'], 'known'],
    ['// ecr-drydock-ignore iam/x -- known', ['iam/x'], 'known'],
    ['/* ecr-drydock-ignore iam/x known */', ['iam/x'], 'known'],
    ['# ecr-drydock-ignore: iam/x, lifecycle/* : known', ['iam/x', 'lifecycle/*'], 'known'],
    ['# ecr-drydock-ignore iam/x', ['iam/x'], ''],
  ])('%s', (text, rules, reason) => {
    expect(commentsIn(text)).toMatchObject([{ rules, reason }]);
  });

  it.each(['# ecr-drydock-ignore', '# ecr-drydock-ignore everything', 'ecr-drydock-ignore iam/x'])(
    '%s is none',
    (text) => expect(commentsIn(text)).toEqual([]),
  );

  it('behind code means its line', () => {
    expect(linesOf('a: 1\nb: 2 # ecr-drydock-ignore iam/x: y\nc: 3')).toEqual([
      { first: 2, last: 2 },
    ]);
  });

  it('on a line of its own means the next value with all that is indented below it', () => {
    const text = `# ecr-drydock-ignore iam/x: y

# another comment
resource "aws_ecr_repository_policy" "web" {
  policy = <<EOT
{ "Statement": [
# ecr-drydock-ignore iam/y: within a text this is no comment
] }
EOT
}
other = 1
`;
    expect(linesOf(text)).toEqual([{ first: 4, last: 10 }]);
  });

  it('reaches a list of YAML that stands no deeper than its key, and one member only in front of one', () => {
    const list = 'Statement: # ecr-drydock-ignore iam/z: line\n- a: 1\n- b: 2\nnext: 3';
    expect(linesOf(list)).toEqual([{ first: 1, last: 1 }]);
    expect(linesOf('# ecr-drydock-ignore iam/x: y\nStatement:\n- a: 1\n- b: 2\nnext: 3')).toEqual([
      { first: 2, last: 4 },
    ]);
    expect(linesOf('Statement:\n# ecr-drydock-ignore iam/x: y\n- a: 1\n  c: 2\n- b: 2')).toEqual([
      { first: 3, last: 4 },
    ]);
  });

  it('may mean the whole file', () => {
    expect(linesOf('# ecr-drydock-ignore-file iam/x: y\na: 1')).toEqual(['file']);
  });
});

describe('suppressions in a template', () => {
  const template = (before: string, beside = '') => `Resources:
  ${before}
  Web:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE
      RepositoryPolicyText: ${beside}
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: ecr:BatchGetImage
`;
  const look = (text: string) =>
    orThrow(lint([{ path: 'app.yaml', text }], { notations: [yamlNotation] }));
  const code = 'iam/public-repository';

  it('take a finding out, from the resource or from beside it', () => {
    expect(look(template('')).findings.map((one) => one.code)).toContain(code);
    const { findings, suppressed } = look(
      template(`# ecr-drydock-ignore ${code}: a public mirror`),
    );
    expect(findings.map((one) => one.code)).not.toContain(code);
    expect(suppressed).toMatchObject([
      { code, suppression: { by: 'comment', reason: 'a public mirror' } },
    ]);
  });

  it('are told when they suppress nothing, say nothing, or mean nothing', () => {
    const found = (comment: string) =>
      look(template(comment))
        .findings.filter((one) => one.code.startsWith('lint/'))
        .map((one) => [one.code, one.range?.start.line]);
    expect(found('# ecr-drydock-ignore tagging/unused-filter: gone')).toEqual([
      ['lint/unused-suppression', 2],
    ]);
    expect(found(`# ecr-drydock-ignore ${code}`)).toEqual([['lint/suppression-without-reason', 2]]);
    expect(found('# ecr-drydock-ignore iam/public-repo: mirror')).toEqual([
      ['lint/unknown-rule', 2],
    ]);
  });
});
