import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { pullActions } from '../../facts/ecr-actions.js';
import { lambdaArnPart, lambdaPrincipal, lambdaResourceType } from '../../facts/iam-lint.js';
import { spelledAction } from './actions.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';
import type { PolicyView, StatementView } from './view.js';

/** A statement for Lambda that Lambda cannot pull by. */
export const lambdaStatement: PolicyRule = {
  code: 'iam/lambda-statement',
  severity: 'warning',
  title: 'Lambda is let in without all that it needs',
  why: `Lambda pulls the image of a function as \`lambda.amazonaws.com\`, with \`ecr:BatchGetImage\` and
\`ecr:GetDownloadUrlForLayer\`. The source of its call is the ARN of a function,
\`arn:aws:lambda:<region>:<account>:function:<name>\`.`,
  kinds: ['repository'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.lambdaStatement', 'iam-lint.lambdaPrincipal', 'iam-lint.lambdaArnPart'],
  check: ({ document }) => {
    const statements = document.statements.filter(letsLambdaIn);
    return [...missing(statements), ...statements.flatMap(wrongSource)];
  },
};

function letsLambdaIn({ effect, principals }: PolicyView['statements'][number]): boolean {
  if (effect !== 'Allow' || principals === undefined || principals.not) return false;
  return principals.list.some(({ type, text }) => type === 'Service' && text === lambdaPrincipal);
}

function missing(statements: readonly StatementView[]): RuleFinding[] {
  const [first] = statements;
  if (first === undefined) return [];
  const lacking = pullActions.filter(
    (name) => !statements.some(({ reached }) => reached.has(name)),
  );
  if (lacking.length === 0) return [];
  const names = lacking.map((name) => quote(spelledAction(name))).join(' and ');
  return [
    { at: first.actions.at, message: `Lambda also needs ${names} to pull`, help: `add ${names}` },
  ];
}

function wrongSource({ conditions }: StatementView): RuleFinding[] {
  return conditions
    .filter(({ lowerKey, negated }) => lowerKey === 'aws:sourcearn' && !negated)
    .flatMap(({ values }) => values)
    .filter(({ text }) => !text.startsWith('*') && !hasPlaceholder(text) && !isFunction(text))
    .map(({ text, at }) => ({
      at,
      message: `${quote(text)} is not the ARN of a function, which is what Lambda calls for`,
      help: 'write it like `arn:aws:lambda:<region>:<account>:function:<name>`',
    }));
}

function isFunction(text: string): boolean {
  return (
    text.includes(`${lambdaArnPart}`) &&
    (text.includes(`:${lambdaResourceType}:`) || text.endsWith('*'))
  );
}
