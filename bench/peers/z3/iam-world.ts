import { partitions, publishedRegions } from '../../../src/facts/partitions.js';
import type { AuthorizationRequest } from '../../../src/iam/index.js';
import { nameLanguage, pathLanguage, repositoryLanguage, serviceLanguage } from './names.js';
import { Disagreement } from './outcome.js';
import { allOf, equal, not, quoted, type Term, truth, whole } from './smt.js';
import {
  accountMatches,
  accountSort,
  accountTerm,
  behind,
  covers,
  exactly,
  type Glob,
  globOf,
  inAny,
  indexMatches,
  indexSort,
  indexTerm,
  isAccount,
  type PartMatcher,
  sequence,
} from './texts.js';

export type Caller = 'user' | 'session' | 'root' | 'federated' | 'serviceLinked' | 'service';

/** Requests that the same layers bear on. */
export interface WorldKind {
  readonly caller: Caller;
  readonly sameAccount: boolean;
  /** Otherwise the action names no resource. */
  readonly hasRepository: boolean;
}

export const worldKinds: readonly WorldKind[] = (
  ['session', 'user', 'root', 'federated', 'serviceLinked', 'service'] as const
).flatMap((caller) => {
  const isService = caller === 'service';
  return [true, false].flatMap((hasRepository) =>
    // An action that names no resource acts in the caller's own account; a service has none.
    (isService ? [false] : hasRepository ? [true, false] : [true]).map((sameAccount) => ({
      caller,
      sameAccount,
      hasRepository,
    })),
  );
});

/** Regions by their number, and the partition of each. */
export const placed = partitions.flatMap((partition) =>
  publishedRegions[partition].map((region) => ({ partition, region })),
);
placed.sort((a, b) => Number(b.region === 'us-east-1') - Number(a.region === 'us-east-1'));
export const regions: readonly string[] = placed.map(({ region }) => region);

/** A constant of the solver: something that varies among the requests of a kind. */
interface Constant {
  readonly sort: string;
  /** What it is in a request of this kind. */
  readonly pin: (request: AuthorizationRequest) => Term;
}

/** The requests of one kind: constants of the solver for what varies among them, made when a policy asks. */
export class World {
  readonly kind: WorldKind;
  readonly constants = new Map<string, Constant>();
  readonly constraints: Term[] = [];

  constructor(kind: WorldKind) {
    this.kind = kind;
  }

  constant(name: string, constant: Constant, constraint: Term = 'true'): Term {
    if (!this.constants.has(name)) {
      this.constants.set(name, constant);
      this.constraints.push(constraint);
    }
    return name;
  }

  get region(): Term {
    return this.constant(
      'region',
      { sort: indexSort, pin: (request) => indexTerm(regionIndex(request)) },
      `(bvult region ${indexTerm(regions.length)})`,
    );
  }

  regionMatches(glob: Glob, ignoreCase = false): Term {
    return indexMatches(this.region, regions, glob, ignoreCase);
  }

  partitionMatches(glob: Glob): Term {
    return indexMatches(
      this.region,
      placed.map(({ partition }) => partition),
      glob,
    );
  }

  /** The caller's account; a service has none. */
  get account(): Term {
    return this.constant(
      'account',
      { sort: accountSort, pin: ({ principal }) => accountTerm(partOf(principal, 4)) },
      isAccount('account'),
    );
  }

  get resourceAccount(): Term {
    if (this.kind.sameAccount || !this.kind.hasRepository) return this.account;
    const own: Constant = {
      sort: accountSort,
      pin: ({ resource }) => accountTerm(partOf(resource, 4)),
    };
    if (this.kind.caller === 'service') {
      return this.constant('owner', own, isAccount('owner'));
    }
    const { account } = this;
    return this.constant('owner', own, allOf([isAccount('owner'), `(distinct owner ${account})`]));
  }

  accountMatches(glob: Glob): Term {
    return accountMatches(this.account, glob);
  }

  resourceAccountMatches(glob: Glob): Term {
    return accountMatches(this.resourceAccount, glob);
  }

  private text(name: string, language: Term, pin: (request: AuthorizationRequest) => string): Term {
    const constant = {
      sort: 'String',
      pin: (request: AuthorizationRequest) => quoted(pin(request)),
    };
    return this.constant(name, constant, `(str.in_re ${name} ${language})`);
  }

  /** Path and name of the user who calls, or of the role behind a session. */
  get entity(): Term {
    const name = 'entity';
    const { caller } = this.kind;
    const linked = `(str.in_re ${name} ${sequence([exactly('aws-service-role/'), 're.all'])})`;
    const constraint =
      caller === 'serviceLinked' ? linked : caller === 'session' ? not(linked) : 'true';
    if (!this.constants.has(name)) this.constraints.push(constraint);
    return this.text(name, pathLanguage, entityOf);
  }

  /** The name without the path. */
  lastNameMatches(glob: Glob, ignoreCase = false): Term {
    const fenced = glob.map((glyph) =>
      glyph.kind === 'letter' ? glyph : { ...glyph, fence: '/' },
    );
    return inAny(
      this.entity,
      [fenced, [...globOf('*'), { kind: 'letter', letter: '/' }, ...fenced]],
      ignoreCase,
    );
  }

  get session(): Term {
    return this.text('session', nameLanguage, ({ principal }) => principal.split('/')[2] ?? '');
  }

  get federated(): Term {
    return this.text('federated', nameLanguage, ({ principal }) => principal.split('/')[1] ?? '');
  }

  /** Path and name of the user behind a federated session. */
  get userBehind(): Term {
    return this.text('user-behind', pathLanguage, ({ principalUserArn = '' }) =>
      partOf(principalUserArn, 5).slice('user/'.length),
    );
  }

  get service(): Term {
    return this.text('service', serviceLanguage, ({ principal }) => principal);
  }

  get repository(): Term {
    return this.text('repository', repositoryLanguage, ({ resource }) =>
      partOf(resource, 5).slice('repository/'.length),
    );
  }

  get now(): Term {
    return this.constant('now', {
      sort: 'Int',
      pin: ({ atMs = 0 }) => whole(Math.floor(atMs / 1000)),
    });
  }

  // ---- ARNs by their parts -----------------------------------------------------------------------------------------

  /** `aws:PrincipalArn`: of a session it is the role's. */
  get principalArn(): PartMatcher {
    const { caller } = this.kind;
    const service = caller === 'federated' ? 'sts' : 'iam';
    return this.arn(service, (glob) => {
      switch (caller) {
        case 'root':
          return truth(covers(glob, 'root'));
        case 'user':
          return inAny(this.entity, behind(glob, 'user/'));
        case 'federated':
          return inAny(this.federated, behind(glob, 'federated-user/'));
        default:
          return inAny(this.entity, behind(glob, 'role/'));
      }
    });
  }

  /** The ARN of the user behind a federated session. */
  get userBehindArn(): PartMatcher {
    return this.arn('iam', (glob) => inAny(this.userBehind, behind(glob, 'user/')));
  }

  private arn(service: string, own: (glob: Glob) => Term): PartMatcher {
    return (part, glob) => {
      switch (part) {
        case 0:
          return truth(covers(glob, 'arn'));
        case 1:
          return this.partitionMatches(glob);
        case 2:
          return truth(covers(glob, service));
        case 3:
          return truth(covers(glob, ''));
        case 4:
          return this.accountMatches(glob);
        default:
          return own(glob);
      }
    };
  }

  get repositoryArn(): PartMatcher {
    return (part, glob) => {
      switch (part) {
        case 0:
          return truth(covers(glob, 'arn'));
        case 1:
          return this.partitionMatches(glob);
        case 2:
          return truth(covers(glob, 'ecr'));
        case 3:
          return this.regionMatches(glob);
        case 4:
          return this.resourceAccountMatches(glob);
        default:
          return inAny(this.repository, behind(glob, 'repository/'));
      }
    };
  }
}

export function partOf(arn: string, part: number): string {
  return part < 5 ? (arn.split(':')[part] ?? '') : arn.split(':').slice(part).join(':');
}

function entityOf({ principal, principalRoleArn }: AuthorizationRequest): string {
  const name = partOf(principal, 5);
  if (name.startsWith('user/')) return name.slice('user/'.length);
  if (principalRoleArn !== undefined) return partOf(principalRoleArn, 5).slice('role/'.length);
  return name.split('/')[1] ?? '';
}

function regionIndex(request: AuthorizationRequest): number {
  const index = regions.indexOf(regionOf(request));
  if (index < 0) throw new Disagreement('there is no such Region', request);
  return index;
}

function regionOf({ resource, context = {} }: AuthorizationRequest): string {
  if (resource !== '*') return partOf(resource, 3);
  const given = Object.entries(context).find(
    ([key]) => key.toLowerCase() === 'aws:requestedregion',
  );
  return String(given?.[1] ?? 'us-east-1');
}

/** What each constant has to be for a request. */
export function pinned(world: World, request: AuthorizationRequest): readonly Term[] {
  return [...world.constants].map(([name, { pin }]) => equal(name, pin(request)));
}
