import { quote } from '../base/quote.js';
import type { ResourceAndPolicy, WorkflowQuestion } from '../iam/ecr/index.js';
import { parsePolicy } from '../iam/index.js';
import { actionWarnings, hint, knownAction, nearest, workflowNames } from './can-actions.js';
import { reasonOf } from './reading.js';

/** The options that make up the question. */
export interface QuestionOptions {
  /** `login`, `pull`, `push` or an action such as `ecr:PutImage`. */
  readonly what: string;
  readonly principal?: string | undefined;
  /** ARN of the role behind a session, for a role with a path; of the user behind a federated session. */
  readonly principalRole?: string | undefined;
  readonly principalUser?: string | undefined;
  readonly resource?: string | undefined;
  /** `key=value`; a key that stands several times has several values. */
  readonly context?: readonly string[] | undefined;
  readonly createRepository?: boolean | undefined;
  readonly cacheMiss?: boolean | undefined;
  /** ARNs of repositories that layers are mounted from, each as `ARN` or `ARN=FILE` with its repository policy. */
  readonly mountFrom?: readonly string[] | undefined;
  /** ARNs of the signing profiles that managed signing uses. */
  readonly signingProfile?: readonly string[] | undefined;
  /** The instant of the request, as ISO 8601 text; now, when absent. */
  readonly asOf?: string | undefined;
}

/** What the question is, or why it cannot be asked, as sentences. */
export interface Asked {
  readonly question?: WorkflowQuestion | undefined;
  readonly problems: readonly string[];
  /** What the asker should know beside the answer, as sentences. */
  readonly warnings: readonly string[];
}

/** The question that the options ask. `roleArn` is the role behind the session, where a file told it. */
export function questionOf(
  options: QuestionOptions,
  { now, readText }: { readonly now: () => number; readonly readText: (path: string) => string },
  roleArn: string | undefined,
): Asked {
  const problems: string[] = [];
  const { what, principal = '' } = options;
  if (!/^(anonymous|arn:[^:]+:(iam|sts)::\d*:.+|[a-z0-9-]+(\.[a-z0-9-]+)+)$/.test(principal)) {
    problems.push(
      `${quote(principal)} is no principal: write an ARN such as \`arn:aws:iam::111122223333:role/ci\`, a service such as \`lambda.amazonaws.com\`, or \`anonymous\``,
    );
  }
  const resource = resourceOf(options, problems);
  const asker = {
    principal,
    principalRoleArn: options.principalRole ?? roleArn,
    principalUserArn: options.principalUser,
    context: contextOf(options.context ?? [], problems),
    atMs: instantOf(options.asOf, now, problems),
  };
  const mountFrom = (options.mountFrom ?? []).map((named) => mountOf(named, readText, problems));
  if (problems.length > 0) return { problems, warnings: [] };
  if (!isWorkflow(what)) {
    const question = { ...asker, workflow: 'action', action: what, resource } as const;
    return { question, problems, warnings: actionWarnings(what) };
  }
  const { createRepository, cacheMiss, signingProfile } = options;
  const signingProfiles = signingProfile?.map((profile) => ({ resource: profile }));
  const workflow = { createRepository, cacheMiss, mountFrom, signingProfiles };
  const question = { ...asker, ...workflow, workflow: what, repository: resource };
  return { question, problems, warnings: [] };
}

function isWorkflow(what: string): what is (typeof workflowNames)[number] {
  return workflowNames.some((known) => known === what);
}

/** The resource that is asked about; `*` where the action names none. */
function resourceOf({ what, resource }: QuestionOptions, problems: string[]): string {
  if (!isWorkflow(what) && !/^[^:*?\s]+:[^:*?\s]+$/.test(what)) {
    problems.push(
      `${quote(what)} is nothing to ask about: write ${workflowNames.map(quote).join(', ')} or an action such as \`ecr:PutImage\`${hint(nearest(what))}`,
    );
    return '*';
  }
  if (resource === '*' || resource?.startsWith('arn:') === true) return resource;
  if (resource !== undefined) {
    problems.push(
      `the resource ${quote(resource)} is no ARN: write \`arn:aws:ecr:<region>:<account>:repository/<name>\``,
    );
  } else if (!namesNoResource(what)) {
    problems.push(
      `${quote(what)} needs a resource, as in \`--resource arn:aws:ecr:us-east-1:111122223333:repository/web\``,
    );
  }
  return '*';
}

function namesNoResource(what: string): boolean {
  return what === 'login' || knownAction(what)?.starOnly === true;
}

function contextOf(pairs: readonly string[], problems: string[]): Record<string, string[]> {
  const context: Record<string, string[]> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) {
      problems.push(`${quote(pair)} is no context: write it as \`aws:SourceIp=203.0.113.7\``);
      continue;
    }
    const key = pair.slice(0, equals);
    const known = Object.hasOwn(context, key) ? (context[key] ?? []) : [];
    // A key's own property, whatever the key is called.
    Object.defineProperty(context, key, {
      value: [...known, pair.slice(equals + 1)],
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return context;
}

function instantOf(asOf: string | undefined, now: () => number, problems: string[]): number {
  if (asOf === undefined) return now();
  const ms = Date.parse(asOf);
  if (Number.isNaN(ms)) {
    problems.push(`${quote(asOf)} is no instant: write it as \`2026-06-15T12:00:00Z\``);
  }
  return ms;
}

function mountOf(
  named: string,
  readText: (path: string) => string,
  problems: string[],
): ResourceAndPolicy {
  const [resource = '', path] = named.split('=', 2);
  if (path === undefined) return { resource };
  try {
    const read = parsePolicy(readText(path), 'repository');
    if (read.ok) return { resource, policy: read.value };
    problems.push(...read.diagnostics.map(({ message, help }) => `${path}: ${message}: ${help}`));
  } catch (error) {
    problems.push(`${quote(path)} cannot be read: ${reasonOf(error)}`);
  }
  return { resource };
}
