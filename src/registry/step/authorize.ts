import { pullActions, pushActions, servicePrefix } from '../../facts/ecr-actions.js';
import { accountSettingKey } from '../../facts/registry.js';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  explainAuthorization,
  type PolicyDocument,
  type PolicySet,
} from '../../iam/index.js';
import { repositoryArn } from '../../model/arn.js';
import {
  askResourceTags,
  compileTaggedRepository,
  type ResourceTag,
  resourceTagContext,
} from '../../tagging/resources/index.js';
import type { Command, CommandPrincipal, Refusal } from '../operations.js';
import type { PrincipalPolicies, Registry } from '../types.js';
import { addressOf, type Draft, regionalOf, repositoryOf } from './draft.js';

/** One thing that somebody wants to do, and the condition keys it carries. */
interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly context?: AuthorizationRequest['context'];
}

/** Whether the caller may do what the command asks for; the refusal if not. Without a caller everything is permitted. */
export function unauthorized(draft: Draft, command: Command): Refusal | undefined {
  if (command.principal === undefined) return undefined;
  for (const ask of asksOf(draft, command)) {
    const refusal = denied(draft, command, ask, repositoryNameIn(command));
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** The same for one thing more on a repository, such as creating it on the way. */
export function unauthorizedFor(
  draft: Draft,
  command: Command,
  name: string,
  repositoryName: string,
): Refusal | undefined {
  const resource = repositoryArn({ ...addressOf(draft), repositoryName });
  return denied(draft, command, plainAsk(name, resource), repositoryName);
}

/** Whether the caller may use something of another service, on which no policy of the registry bears. */
export function mayUse(draft: Draft, command: Command, action: string, resource: string): boolean {
  return denied(draft, command, { action, resource }, undefined) === undefined;
}

/** Whether the caller could still set a repository's policy under another one. */
export function mayStillSetPolicy(
  draft: Draft,
  command: Command,
  repositoryName: string,
  policy: PolicyDocument,
): boolean {
  const resource = repositoryArn({ ...addressOf(draft), repositoryName });
  const ask = plainAsk('SetRepositoryPolicy', resource);
  return denied(draft, command, ask, repositoryName, policy) === undefined;
}

function denied(
  draft: Draft,
  command: Command,
  ask: Ask,
  repositoryName: string | undefined,
  policyInstead?: PolicyDocument,
): Refusal | undefined {
  if (command.principal === undefined) return undefined;
  const { registry } = draft.state;
  const principal = principalOf(command.principal);
  const { registryPolicy, accountSettings } = regionalOf(draft);
  const repository = repositoryName === undefined ? undefined : repositoryOf(draft, repositoryName);
  const isOurs = ask.action.startsWith(`${servicePrefix}:`);
  const set: PolicySet = {
    ...(principal.policies ?? policiesOf(registry, principal)),
    repository: policyInstead ?? repository?.repositoryPolicy?.document,
    registry: isOurs ? registryPolicy?.document : undefined,
    registryPolicyScope: accountSettings.REGISTRY_POLICY_SCOPE,
  };
  const request: AuthorizationRequest = {
    principal: principal.arn,
    principalRoleArn: principal.roleArn,
    action: ask.action,
    resource: ask.resource,
    context: {
      ...resourceTagContext(repository?.resourceTags ?? []),
      ...ask.context,
      ...principal.context,
    },
    atMs: command.atMs,
  };
  const compiled = compilePolicies(set, { readings: registry.readings.iam });
  if (authorize(compiled, request).kind === 'allowed') return undefined;
  const message = explainAuthorization(compiled, request).awsMessage ?? '';
  return { kind: 'refused', exception: 'AccessDeniedException', message };
}

function principalOf(principal: string | CommandPrincipal): CommandPrincipal {
  return typeof principal === 'string' ? { arn: principal } : principal;
}

/** Policies that the registry knows: by the ARN itself, or by the role of a session. */
function policiesOf(
  { principals }: Registry,
  { arn, roleArn }: CommandPrincipal,
): PrincipalPolicies {
  const names = [arn, roleArn, roleArnOf(arn)];
  const known = names.find((name) => name !== undefined && Object.hasOwn(principals, name));
  return (known === undefined ? undefined : principals[known]) ?? {};
}

/** The role of a session's ARN, which leaves out the role's path. */
export function roleArnOf(arn: string): string | undefined {
  const session = /^arn:([^:]+):sts::([0-9]{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(arn);
  if (session === null) return undefined;
  const [, partition, account, role] = session;
  return `arn:${partition}:iam::${account}:role/${role}`;
}

/** What a command asks IAM, in order. What the service does by itself asks nobody. */
function asksOf(draft: Draft, command: Command): readonly Ask[] {
  const { operation, input } = command;
  switch (operation) {
    case 'LifecycleRun':
    case 'ClockTick':
      return [];
    case 'CreateRepository':
      return tagAsks(draft, operation, input.repositoryName, input.tags ?? []);
    case 'TagResource':
    case 'UntagResource': {
      const name = repositoryNameIn(command);
      if (name === undefined) return [plainAsk(operation, input.resourceArn)];
      if (operation === 'TagResource') return tagAsks(draft, operation, name, input.tags);
      return tagAsks(draft, operation, name, input.tagKeys);
    }
    case 'PutAccountSetting': {
      const context = { [accountSettingKey]: input.name };
      return [{ ...plainAsk(operation, '*'), context }];
    }
    case 'DescribeRepositories': {
      const names = input.repositoryNames ?? ['*'];
      return names.map((repositoryName) =>
        plainAsk(operation, repositoryArn({ ...addressOf(draft), repositoryName })),
      );
    }
    default: {
      const repositoryName = repositoryNameIn(command);
      if (repositoryName === undefined) return [plainAsk(operation, '*')];
      const resource = repositoryArn({ ...addressOf(draft), repositoryName });
      return actionsOf(command).map((name) => plainAsk(name, resource));
    }
  }
}

function plainAsk(name: string, resource: string): Ask {
  return { action: `${servicePrefix}:${name}`, resource };
}

/** A client that pushes or pulls makes other requests beside the one that counts. */
function actionsOf({ operation, surface }: Command): readonly string[] {
  if (surface === 'oci' && operation === 'PutImage') return pushActions;
  if (surface === 'oci' && operation === 'BatchGetImage') return pullActions;
  return [operation];
}

function tagAsks(
  draft: Draft,
  operation: 'CreateRepository' | 'TagResource' | 'UntagResource',
  repositoryName: string,
  given: readonly ResourceTag[] | readonly string[],
): readonly Ask[] {
  const repository = repositoryOf(draft, repositoryName);
  const held = compileTaggedRepository({
    repository: repository === undefined ? 'missing' : 'exists',
    tags: repository?.resourceTags,
  });
  const arn = repositoryArn({ ...addressOf(draft), repositoryName });
  const tags = given.flatMap((tag) => (typeof tag === 'string' ? [] : [tag]));
  const tagKeys = given.flatMap((key) => (typeof key === 'string' ? [key] : []));
  const change = operation === 'UntagResource' ? { operation, tagKeys } : { operation, tags };
  return askResourceTags(held, change, arn);
}

/** The repository that a command names, by its name or its ARN. */
export function repositoryNameIn({ operation, input }: Command): string | undefined {
  if (operation === 'TagResource' || operation === 'UntagResource') {
    return nameInArn(input.resourceArn);
  }
  if (!('repositoryName' in input)) return undefined;
  return input.repositoryName;
}

/** All behind the first slash; whether it is the ARN of this registry is looked at later. */
function nameInArn(arn: string): string | undefined {
  const [, , , , , resource = ''] = arn.split(':');
  const slash = resource.indexOf('/');
  return slash === -1 ? undefined : resource.slice(slash + 1);
}
