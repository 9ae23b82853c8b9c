import { unreachable } from '../base/invariant.js';
import type { Remedy, WorkflowAnswer, WorkflowQuestion } from '../iam/ecr/index.js';
import type { AuthorizationDecision, Blocker, OpenCondition } from '../iam/index.js';

/** The words that an answer about authorization is told in, whatever it is printed as. */

const policyNames: Readonly<Record<Blocker['layer'], string>> = {
  identity: 'identity policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  repository: 'repository policy',
  registry: 'registry policy',
  endpoint: 'VPC endpoint policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
};

/** `identity policy`, or `service control policy of root`. */
export function policyName({ layer, level }: Pick<Blocker, 'layer' | 'level'>): string {
  return level === undefined ? policyNames[layer] : `${policyNames[layer]} of ${level}`;
}

/** The answer in a word or two. */
export function answerWord(kind: WorkflowAnswer['kind']): string {
  if (kind === 'allowed') return 'yes';
  return kind === 'depends' ? 'it depends' : 'no';
}

/** A step's decision in one word. */
export function decisionWord(kind: AuthorizationDecision['kind']): string {
  switch (kind) {
    case 'allowed':
      return 'allowed';
    case 'implicitDeny':
    case 'explicitDeny':
      return 'denied';
    case 'depends':
      return 'depends';
    default:
      return unreachable(kind);
  }
}

/** Who may, or may not, do what: the question and its answer in one sentence. */
export function answerSentence(question: WorkflowQuestion, kind: WorkflowAnswer['kind']): string {
  const who = question.workflow === 'replicate' ? question.sourceAccount : question.principal;
  const what = taskOf(question);
  if (kind === 'depends') return `whether ${who} may ${what} turns on what is not known`;
  return `${who} may ${kind === 'allowed' ? '' : 'not '}${what}`;
}

function taskOf(question: WorkflowQuestion): string {
  switch (question.workflow) {
    case 'login':
      return 'log in';
    case 'pull':
      return `pull from ${question.repository}`;
    case 'push':
      return `push to ${question.repository}`;
    case 'replicate':
      return `replicate to ${question.repository}`;
    case 'action':
      return `call ${question.action} on ${question.resource}`;
    default:
      return unreachable(question);
  }
}

/** What stands in the way of one request; nothing when it is allowed. */
export function grounds(decision: AuthorizationDecision): readonly string[] {
  switch (decision.kind) {
    case 'allowed':
      return [];
    case 'implicitDeny':
    case 'explicitDeny':
      return decision.blockedBy.map((blocker) =>
        blocker.kind === 'explicit'
          ? `the ${policyName(blocker)} denies it`
          : `no ${policyName(blocker)} allows it`,
      );
    case 'depends':
      return decision.on.map((condition) => `it turns on ${conditionText(condition)}`);
    default:
      return unreachable(decision);
  }
}

function conditionText({ key, operator, values }: OpenCondition): string {
  return operator === undefined
    ? `the variable ${key}`
    : `${key} under ${operator} ${values.join(', ')}`;
}

/** Where a missing statement belongs. */
export function placeOfRemedy({ policy, level }: Remedy): string {
  return `the ${policyName({ layer: policy, level })}`;
}

/** Why nothing is offered to be added, or not for every request, although the answer is no. */
export function noRemedy({ kind, blockedBy, steps }: WorkflowAnswer): string | undefined {
  if (kind === 'explicitDeny') {
    const deniers = blockedBy.filter((blocker) => blocker.kind === 'explicit').map(policyName);
    return `adding a statement does not help: what denies it in the ${deniers.join(' and the ')} has to go or to be narrowed`;
  }
  const hopeless = steps.filter(
    ({ decision, remedies }) => decision.kind === 'implicitDeny' && remedies.length === 0,
  );
  if (hopeless.length === 0) return undefined;
  const actions = hopeless.map(({ request }) => request.action).join(', ');
  return `no statement in any policy lets this caller have ${actions}`;
}
