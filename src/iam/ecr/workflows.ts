import { unreachable } from '../../base/invariant.js';
import {
  blobMountSourceActions,
  createRepositoryActions,
  loginActions,
  managedSigningAction,
  pullActions,
  pullThroughMissActions,
  pushActions,
  replicationActions,
  replicationRolePath,
  servicePrefix,
} from '../../facts/ecr-actions.js';
import type { AuthorizationRequest, PolicyDocument, PolicySet } from '../types.js';

/** Who asks, and in which circumstances: what all requests of a workflow share. */
export type Asker = Omit<AuthorizationRequest, 'action' | 'resource' | 'resourceAccount'>;

/** A workflow of a client: docker and its like, or a service that pulls. */
export interface ClientWorkflow extends Asker {
  readonly workflow: 'login' | 'pull' | 'push';
  /** ARN of the repository; logging in asks for none. */
  readonly repository: string;
  /** The repository is not there yet, and is to be created by the push or by the cache. */
  readonly createRepository?: boolean | undefined;
  /** The image is not in the pull through cache yet. */
  readonly cacheMiss?: boolean | undefined;
  /** Repositories that layers are mounted from, each with its own policy. */
  readonly mountFrom?: readonly ResourceAndPolicy[] | undefined;
  /** Profiles that managed signing signs with, each with the policy of profiles of other accounts. */
  readonly signingProfiles?: readonly ResourceAndPolicy[] | undefined;
}

/** Replication into the registry of `repository` from another account. */
export interface ReplicationWorkflow {
  readonly workflow: 'replicate';
  /** The account that replicates. */
  readonly sourceAccount: string;
  /** ARN of the repository at the destination. */
  readonly repository: string;
  readonly createRepository?: boolean | undefined;
  readonly context?: AuthorizationRequest['context'];
  readonly atMs?: number | undefined;
}

/** A single action of any service. */
export interface SingleAction extends AuthorizationRequest {
  readonly workflow: 'action';
}

/** What people do with a registry, which mostly takes several actions in several places. */
export type WorkflowQuestion = ClientWorkflow | ReplicationWorkflow | SingleAction;

export interface ResourceAndPolicy {
  readonly resource: string;
  readonly policy?: PolicyDocument | undefined;
}

/** One request of a workflow, with the policies that bear on it. */
export interface WorkflowRequest {
  readonly request: AuthorizationRequest;
  readonly policies: PolicySet;
}

/** All requests that a workflow makes, in the order in which a client makes them. */
export function workflowRequests(
  policies: PolicySet,
  question: WorkflowQuestion,
): readonly WorkflowRequest[] {
  switch (question.workflow) {
    case 'login':
      return login(policies, question);
    case 'pull':
      return [
        ...login(policies, question),
        ...missed(policies, question),
        ...pull(policies, question),
      ];
    case 'push':
      return [
        ...login(policies, question),
        ...created(policies, question),
        ...onRepository(policies, question, pushActions),
        ...mounted(policies, question),
        ...signed(policies, question),
      ];
    case 'replicate':
      return replicated(policies, question);
    case 'action': {
      const { workflow: _, ...request } = question;
      return [{ request, policies }];
    }
    default:
      return unreachable(question);
  }
}

function login(policies: PolicySet, question: ClientWorkflow): WorkflowRequest[] {
  return loginActions.map((name) => ask(policies, question, ecr(name), '*'));
}

function pull(policies: PolicySet, question: ClientWorkflow): WorkflowRequest[] {
  return onRepository(policies, question, pullActions);
}

/** On a cache miss ECR imports the image in the name of whoever pulls. */
function missed(policies: PolicySet, question: ClientWorkflow): WorkflowRequest[] {
  if (question.cacheMiss !== true) return [];
  return [
    ...created(policies, question),
    ...onRepository(policies, question, pullThroughMissActions),
  ];
}

function created(policies: PolicySet, question: ClientWorkflow): WorkflowRequest[] {
  if (question.createRepository !== true) return [];
  return onRepository(policies, question, createRepositoryActions);
}

/** Layers are read from another repository, on which that one's policy bears. */
function mounted(policies: PolicySet, question: ClientWorkflow): WorkflowRequest[] {
  return (question.mountFrom ?? []).flatMap(({ resource, policy }) =>
    blobMountSourceActions.map((name) =>
      ask({ ...policies, repository: policy }, question, ecr(name), resource),
    ),
  );
}

/** A signing profile has nothing to do with the repository's policies. */
function signed(policies: PolicySet, question: ClientWorkflow): WorkflowRequest[] {
  return (question.signingProfiles ?? []).map(({ resource, policy }) => {
    const others = { ...policies, repository: policy, registry: undefined };
    return ask(others, question, managedSigningAction, resource);
  });
}

/** Replication calls as the source's service-linked role, whose own policy AWS has written. */
function replicated(policies: PolicySet, question: ReplicationWorkflow): WorkflowRequest[] {
  const { sourceAccount, repository, createRepository, context, atMs } = question;
  const partition = repository.split(':')[1] ?? 'aws';
  const role = replicationRolePath.split('/').at(-1);
  const asker: Asker = {
    principal: `arn:${partition}:sts::${sourceAccount}:assumed-role/${role}/replication`,
    principalRoleArn: `arn:${partition}:iam::${sourceAccount}:${replicationRolePath}`,
    context,
    atMs,
  };
  const actions = [
    ...(createRepository === true ? createRepositoryActions : []),
    ...replicationActions,
  ];
  const own = {
    ...policies,
    identity: [replicationRolePolicy],
    boundary: undefined,
    session: undefined,
  };
  return actions.map((name) => ask(own, asker, ecr(name), repository));
}

const replicationRolePolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [...createRepositoryActions, ...replicationActions].map((name) => ecr(name)),
      Resource: '*',
    },
  ],
};

function onRepository(
  policies: PolicySet,
  question: ClientWorkflow,
  names: readonly string[],
): WorkflowRequest[] {
  return names.map((name) => ask(policies, question, ecr(name), question.repository));
}

function ask(policies: PolicySet, asker: Asker, action: string, resource: string): WorkflowRequest {
  const { principal, principalRoleArn, principalUserArn, context, atMs } = asker;
  const request = {
    principal,
    principalRoleArn,
    principalUserArn,
    context,
    atMs,
    action,
    resource,
  };
  return { request, policies };
}

function ecr(name: string): string {
  return `${servicePrefix}:${name}`;
}
