import { partitions, publishedRegions } from '../../../src/facts/partitions.js';
import type { AuthorizationRequest } from '../../../src/iam/index.js';
import {
  allOf,
  type Expression,
  equal,
  not,
  quoted,
  type Term,
  truth,
  unquoted,
  whole,
} from './smt.js';
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
  letterOf,
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
const placed = partitions.flatMap((partition) =>
  publishedRegions[partition].map((region) => ({ partition, region })),
);
placed.sort((a, b) => Number(b.region === 'us-east-1') - Number(a.region === 'us-east-1'));
export const regions: readonly string[] = placed.map(({ region }) => region);

/** What a constant of the solver stands for in a request. */
interface Constant {
  readonly sort: string;
  /** What it has to be for this request; undefined when nothing there tells. */
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
      { sort: indexSort, pin: (request) => indexTerm(regions.indexOf(regionOf(request))) },
      `(bvult region ${indexTerm(regions.length)})`,
    );
  }

  regionMatches(glob: Glob): Term {
    return indexMatches(this.region, regions, glob);
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

function partOf(arn: string, part: number): string {
  return part < 5 ? (arn.split(':')[part] ?? '') : arn.split(':').slice(part).join(':');
}

function entityOf({ principal, principalRoleArn }: AuthorizationRequest): string {
  const name = partOf(principal, 5);
  if (name.startsWith('user/')) return name.slice('user/'.length);
  if (principalRoleArn !== undefined) return partOf(principalRoleArn, 5).slice('role/'.length);
  return name.split('/')[1] ?? '';
}

function regionOf({ resource, context = {} }: AuthorizationRequest): string {
  if (resource !== '*') return partOf(resource, 3);
  const given = Object.entries(context).find(
    ([key]) => key.toLowerCase() === 'aws:requestedregion',
  );
  return String(given?.[1] ?? 'us-east-1');
}

// ---- how names are spelled -----------------------------------------------------------------------------------------

const nameLanguage = `(re.+ ${letterOf('a-zA-Z0-9+=,.@_-')})`;
const pathLanguage = sequence([`(re.* ${sequence([nameLanguage, exactly('/')])})`, nameLanguage]);
const serviceLanguage = `(re.+ ${letterOf('a-z0-9.-')})`;
/** Names of repositories: two letters at least. The 256 that one may have are never in question here. */
export const repositoryLanguage = ((): Term => {
  const small = letterOf('a-z0-9');
  const marks = ['.', '_', '__', '/'].map(exactly).join(' ');
  const separator = `(re.opt (re.union ${marks} (re.+ ${exactly('-')})))`;
  return sequence([small, `(re.+ ${sequence([separator, small])})`]);
})();

// ---- requests from the solver --------------------------------------------------------------------------------------

export type Values = ReadonlyMap<string, Expression>;

export const textOf = (value: Expression): string => unquoted(String(value));

/** The number that a few bits are; the first where nothing was asked. */
export function indexOf(value: Expression | undefined): number {
  const [, base, digits = '0'] = /^#([bx])(.*)$/.exec(String(value)) ?? [];
  return Number.parseInt(digits, base === 'x' ? 16 : 2);
}

/** Caller and resource of a request that the solver found; what it was not asked about is as it may be. */
export function partiesOf(
  world: World,
  values: Values,
): Pick<AuthorizationRequest, 'principal' | 'principalRoleArn' | 'principalUserArn' | 'resource'> {
  const { caller, hasRepository, sameAccount } = world.kind;
  const text = (name: string, otherwise: string) => {
    const value = values.get(name);
    return value === undefined ? otherwise : textOf(value);
  };
  const account = (name: string, not: string | undefined) => {
    const value = values.get(name);
    if (value !== undefined) return String(value).slice('#x'.length);
    return ['111122223333', '444455556666'].find((other) => other !== not) ?? '';
  };
  const region = indexOf(values.get('region'));
  const partition = placed[region]?.partition ?? 'aws';
  const ofCaller = account(
    'account',
    values.has('owner') ? account('owner', undefined) : undefined,
  );
  const owner = sameAccount ? ofCaller : account('owner', ofCaller);
  const resource = hasRepository
    ? `arn:${partition}:ecr:${regions[region]}:${owner}:repository/${text('repository', 'some-repository')}`
    : '*';
  const iam = `arn:${partition}:iam::${ofCaller}`;
  const sts = `arn:${partition}:sts::${ofCaller}`;
  switch (caller) {
    case 'root':
      return { principal: `${iam}:root`, resource };
    case 'user':
      return { principal: `${iam}:user/${text('entity', 'some-user')}`, resource };
    case 'service':
      return { principal: text('service', 'some.amazonaws.com'), resource };
    case 'federated':
      return {
        principal: `${sts}:federated-user/${text('federated', 'some-session')}`,
        principalUserArn: `${iam}:user/${text('user-behind', 'some-user')}`,
        resource,
      };
    default: {
      const linked = caller === 'serviceLinked';
      const role = text('entity', linked ? 'aws-service-role/x.amazonaws.com/Some' : 'some-role');
      const name = role.slice(role.lastIndexOf('/') + 1);
      const principal = `${sts}:assumed-role/${name}/${text('session', 'some-session')}`;
      return { principal, principalRoleArn: `${iam}:role/${role}`, resource };
    }
  }
}

/** Whether a request is one of a kind. */
export function isOfKind(
  { principal, principalRoleArn, resource }: AuthorizationRequest,
  { caller, sameAccount, hasRepository }: WorldKind,
): boolean {
  if (hasRepository !== (resource !== '*')) return false;
  const name = partOf(principal, 5);
  const kind = ((): Caller => {
    if (!principal.startsWith('arn:')) return 'service';
    if (name === 'root') return 'root';
    if (name.startsWith('user/')) return 'user';
    if (name.startsWith('federated-user/')) return 'federated';
    return principalRoleArn?.includes(':role/aws-service-role/') === true
      ? 'serviceLinked'
      : 'session';
  })();
  const isSame = hasRepository ? partOf(principal, 4) === partOf(resource, 4) : kind !== 'service';
  return kind === caller && isSame === sameAccount;
}

/** What each constant has to be for a request. */
export function pinned(world: World, request: AuthorizationRequest): readonly Term[] {
  return [...world.constants].map(([name, { pin }]) => equal(name, pin(request)));
}
