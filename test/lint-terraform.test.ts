import * as hclParser from '@cdktn/hcl2json';
import { expect, it } from 'vitest';
import { type LintFile, lint, orThrow } from '../src/index.js';
import { hclNotation } from '../src/notations/index.js';

const file = (comment: string): LintFile => ({
  path: 'main.tf',
  text: `resource "aws_ecr_repository" "web" {
  name = "team/web"
}

${comment}
resource "aws_ecr_repository_policy" "web" {
  repository = aws_ecr_repository.web.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Pull"
      Effect    = "Allow"
      Principal = "*"
      Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    }]
  })
}
`,
});

async function look(given: LintFile) {
  const notations = [await hclNotation([given], hclParser)];
  return orThrow(lint([given], { notations }));
}

it("finds a mistake in Terraform's own language, at its line", async () => {
  const { findings } = await look(file(''));
  expect(findings).toMatchObject([
    {
      code: 'iam/public-repository',
      address: 'aws_ecr_repository_policy.web',
      range: { start: { line: 13 } },
    },
  ]);
  expect(findings[0]?.textEdits).toBeUndefined();
});

it('takes a comment in front of a resource for all that stands in it', async () => {
  const { findings, suppressed } = await look(
    file('# ecr-drydock-ignore iam/public-repository: a mirror of public images'),
  );
  expect(findings).toEqual([]);
  expect(suppressed).toMatchObject([{ suppression: { reason: 'a mirror of public images' } }]);
});
