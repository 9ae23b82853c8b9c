import type { Budget } from '../../../base/budget.js';
import { at } from '../../../base/invariant.js';
import { servicePrefix } from '../../../facts/ecr-actions.js';
import { patternOf } from '../../../glob/pattern.js';
import { always, type Formula, literally, not } from '../theory/formula.js';
import type { PatternMemo } from '../theory/memo.js';
import { shapeOf } from '../theory/shape.js';
import { Space } from '../theory/space.js';
import {
  accounts,
  actionNames,
  actionServices,
  anyAccounts,
  anyRegions,
  anyResources,
  entityNames,
  regions,
  repositoryNames,
  serviceNames,
  sessionNames,
} from './domains.js';
import { type ArnParts, fixed, from, hasOneShape, type Part } from './part.js';
import { type CallerKind, hasAccount } from './principal.js';

/**
 * Requests of one kind: who calls, whether caller and resource belong to one account, and whether the action names a
 * repository. Within it the layers that bear on a request are always the same.
 */
export interface WorldKind {
  readonly caller: CallerKind;
  readonly sameAccount: boolean;
  readonly resource: ResourceKind;
}

/**
 * What an action is about: a repository of ECR, or nothing; or an action of another service, about a resource whose ARN
 * names an account or none, or about nothing.
 */
export type ResourceKind =
  | 'repository'
  | 'nothing'
  | 'other-resource'
  | 'other-bare'
  | 'other-nothing';

/** Whether an action names no resource. */
export function isNothing(resource: ResourceKind): boolean {
  return resource === 'nothing' || resource === 'other-nothing';
}

/** Whether it is about the actions of other services than the catalog's. */
export function isOther(resource: ResourceKind): boolean {
  return resource.startsWith('other-');
}

/** The requests of one kind as a space: which dimensions they have, and what their ARNs are made of. */
export class World {
  readonly kind: WorldKind;
  readonly space: Space;
  /** What holds for every request of this kind. */
  readonly constraints: Formula[] = [];
  readonly region: number;
  /** The account of the caller, and that of the resource. */
  readonly account: number | undefined;
  readonly resourceAccount: number | undefined;
  readonly name: number | undefined;
  readonly session: number | undefined;
  readonly user: number | undefined;
  readonly service: number | undefined;
  readonly repository: number | undefined;
  /** Service and name of an action, in lower case, where it is not given. */
  readonly action: { readonly service: number; readonly name: number } | undefined;
  /** What `aws:PrincipalArn` holds. */
  readonly principalArn: ArnParts | undefined;
  readonly resourceArn: ArnParts | undefined;

  constructor(kind: WorldKind, budget: Budget, patterns: PatternMemo) {
    this.kind = kind;
    const space = new Space(budget, patterns);
    this.space = space;
    const { caller } = kind;
    const isSession = caller === 'session' || caller === 'serviceLinked';
    this.region = space.dimension('region', () => regions);
    this.account = hasAccount(caller) ? space.dimension('account', () => accounts) : undefined;
    this.resourceAccount = this.makeResourceAccount();
    this.name = this.makeName();
    this.session = isSession ? space.dimension('session', () => sessionNames) : undefined;
    this.user = caller === 'federated' ? space.dimension('user', () => entityNames) : undefined;
    this.service =
      caller === 'service' ? space.dimension('service', () => serviceNames) : undefined;
    this.repository =
      kind.resource === 'repository'
        ? space.dimension('repository', () => repositoryNames)
        : undefined;
    this.action = isOther(kind.resource) ? this.makeAction() : undefined;
    this.principalArn = this.makePrincipalArn();
    this.resourceArn = this.makeResourceArn();
    if (isSession) this.constraints.push(this.serviceLinkedRole(caller === 'serviceLinked'));
  }

  private makeResourceAccount(): number | undefined {
    const { sameAccount, resource } = this.kind;
    if (isNothing(resource) || sameAccount) return this.account;
    const options = isOther(resource) ? anyAccounts : accounts;
    const number = this.space.dimension('resource account', () => options);
    if (this.account !== undefined) this.space.apart = [this.account, number];
    return number;
  }

  private makeName(): number | undefined {
    const { caller } = this.kind;
    if (caller === 'root' || !hasAccount(caller)) return undefined;
    const names = caller === 'federated' ? sessionNames : entityNames;
    return this.space.dimension('name', () => names);
  }

  private makePrincipalArn(): ArnParts | undefined {
    const { caller } = this.kind;
    if (this.account === undefined) return undefined;
    const head = [
      fixed('arn'),
      { kind: 'partition', region: this.region } as const,
      fixed(caller === 'federated' ? 'sts' : 'iam'),
      fixed(''),
      from(this.account),
    ];
    if (this.name === undefined) return [...head, fixed('root')];
    const types = { user: 'user', federated: 'federated-user' } as const;
    const type = caller === 'user' || caller === 'federated' ? types[caller] : 'role';
    return [...head, from(this.name, `${type}/`)];
  }

  /** Of any service but ECR, whose actions are asked about one by one. */
  private makeAction(): World['action'] {
    const service = this.space.dimension('action service', () => actionServices);
    const name = this.space.dimension('action name', () => actionNames);
    const own = this.space.literal(service, [{ kind: 'text', text: servicePrefix }]);
    this.constraints.push(literally(own.opposite));
    return { service, name };
  }

  private makeOtherArn(account: Part): ArnParts {
    const { space } = this;
    return [
      fixed('arn'),
      { kind: 'partition', region: this.region },
      from(space.dimension('resource service', () => actionServices)),
      from(space.dimension('resource region', () => anyRegions)),
      account,
      from(space.dimension('resource', () => anyResources)),
    ];
  }

  private makeResourceArn(): ArnParts | undefined {
    const { repository, resourceAccount, region } = this;
    const { resource } = this.kind;
    if (resource === 'other-bare') return this.makeOtherArn(fixed(''));
    if (resourceAccount === undefined) return undefined;
    if (resource === 'other-resource') return this.makeOtherArn(from(resourceAccount));
    if (repository === undefined) return undefined;
    return [
      fixed('arn'),
      { kind: 'partition', region },
      fixed('ecr'),
      from(region),
      from(resourceAccount),
      from(repository, 'repository/'),
    ];
  }

  private serviceLinkedRole(is: boolean): Formula {
    if (this.name === undefined) return always;
    const shapes = [{ kind: 'beginning', text: 'aws-service-role/' } as const];
    const linked = literally(this.space.literal(this.name, shapes));
    return is ? linked : not(linked);
  }

  /** The last name of a path is this pattern, in which a wildcard stands for no slash. */
  nameMatches(
    dimension: number,
    parts: readonly { text: string; literal: boolean; ignoreCase?: boolean }[],
  ): Formula {
    const fenced = parts.map((part) => ({ ...part, fence: '/' }));
    return hasOneShape(this.space, dimension, [
      shapeOf(patternOf(fenced)),
      shapeOf(patternOf([{ text: '*' }, { text: '/', literal: true }, ...fenced])),
    ]);
  }

  /** A dimension that every request of this kind has holds this text. */
  equals(dimension: number, text: string): Formula {
    return hasOneShape(this.space, dimension, [{ kind: 'text', text }]);
  }

  /** The dimension that has been made for sure. */
  of(dimension: number): string {
    return at(this.space.dimensions, dimension).name;
  }
}
