import type { Diagnostic } from '../base/diagnostic.js';
import { failure, type Result, success } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { authorizeWorkflow, type WorkflowAnswer } from '../iam/ecr/index.js';
import { type AuthorizationRequest, type AuthorizeOptions, parsePolicySet } from '../iam/index.js';

/** What `can` is asked: who may do what on which repository, given which policies. */
export interface CanQuestion extends AuthorizeOptions {
  /** ARN of a user, role session, federated user or account root, a service principal, or `anonymous`. */
  readonly who: string;
  /** A workflow, or an action such as `ecr:PutImage`. */
  readonly to: 'login' | 'pull' | 'push' | `${string}:${string}`;
  /** ARN of the repository; what names no resource needs none. */
  readonly on?: string | undefined;
  /** The policies by kind, as texts or values; `parsePolicySet` reads them. */
  readonly policies: unknown;
  readonly context?: AuthorizationRequest['context'];
  /** The instant of the request; absent, the current time is a missing key. */
  readonly at?: Date | number | undefined;
}

/** May somebody pull, push, log in or call one action? Reads the policies, decides, and finds what is missing. */
export function can(question: CanQuestion): Result<WorkflowAnswer> {
  const { who, to, on = '*', policies, context, at, missingContext } = question;
  const read = parsePolicySet(policies);
  if (!read.ok) return failure(read.diagnostics);
  if ((to === 'pull' || to === 'push') && question.on === undefined) {
    return failure([...read.diagnostics, nowhere(to)]);
  }
  const asker = { principal: who, context, atMs: at === undefined ? undefined : Number(at) };
  const asked =
    to === 'login' || to === 'pull' || to === 'push'
      ? ({ ...asker, workflow: to, repository: on } as const)
      : ({ ...asker, workflow: 'action', action: to, resource: on } as const);
  return success(authorizeWorkflow(read.value, asked, { missingContext }), read.diagnostics);
}

function nowhere(to: 'pull' | 'push'): Diagnostic {
  const because: FactId[] = [`ecr.${to}Actions`];
  return {
    code: 'iam/no-repository',
    severity: 'error',
    message: `a ${to} needs a repository, and \`on\` names none`,
    at: '/on',
    because,
    help: 'write the ARN of the repository under `on`',
  };
}
