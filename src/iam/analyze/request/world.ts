import { at } from '../../../base/invariant.js';
import { patternOf } from '../../../glob/pattern.js';
import type { Budget } from '../theory/budget.js';
import { always, type Formula, literally, not } from '../theory/formula.js';
import type { PatternMemo } from '../theory/memo.js';
import { shapeOf } from '../theory/shape.js';
import { Space } from '../theory/space.js';
import {
  accounts,
  entityNames,
  regions,
  repositoryNames,
  serviceNames,
  sessionNames,
} from './domains.js';
import { type ArnParts, fixed, from, hasOneShape } from './part.js';
import { type CallerKind, hasAccount } from './principal.js';

/**
 * Requests of one kind: who calls, whether caller and resource belong to one account, and whether the action names a
 * repository. Within it the layers that bear on a request are always the same.
 */
export interface WorldKind {
  readonly caller: CallerKind;
  readonly sameAccount: boolean;
  readonly resource: 'repository' | 'nothing';
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
    const isStar = kind.resource === 'nothing';
    this.repository = isStar ? undefined : space.dimension('repository', () => repositoryNames);
    this.principalArn = this.makePrincipalArn();
    this.resourceArn = this.makeResourceArn();
    if (isSession) this.constraints.push(this.serviceLinkedRole(caller === 'serviceLinked'));
  }

  private makeResourceAccount(): number | undefined {
    const { sameAccount, resource } = this.kind;
    if (resource === 'nothing' || sameAccount) return this.account;
    const number = this.space.dimension('resource account', () => accounts);
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

  private makeResourceArn(): ArnParts | undefined {
    const { repository, resourceAccount, region } = this;
    if (repository === undefined || resourceAccount === undefined) return undefined;
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
