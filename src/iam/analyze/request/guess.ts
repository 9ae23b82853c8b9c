import { at } from '../../../base/invariant.js';
import { servicePrefix } from '../../../facts/ecr-actions.js';
import { arnResourceType } from '../../../facts/repository.js';
import { partitionOf } from '../../../model/region.js';
import { isRepositoryName } from '../../../model/repository.js';
import type {
  Choice,
  CompiledCondition,
  CompiledPolicies,
  CompiledStatement,
  Program,
  Template,
} from '../../compiled.js';
import { askOf } from '../../layers/ask.js';
import { arnParts } from '../../match/arn.js';
import { miss, missOf } from '../../match/statement.js';
import { prepareRequest } from '../../prepare.js';
import type { AuthorizationRequest } from '../../types.js';
import { type Caller, callerOf } from './principal.js';

/**
 * A request that a statement is about, made of what it says itself, if that is one that can be made: a quick guess, about
 * which the engine was asked. Undefined says nothing.
 */
export function guessRequest(
  compiled: CompiledPolicies,
  statement: CompiledStatement,
): AuthorizationRequest | undefined {
  const { program, catalog } = compiled;
  const conditions = statement.conditions.map((number) => at(program.conditions, number));
  const told = new Told(conditions);
  const action = actionIn(statement.actions, program);
  const isBare = catalog.actions[action.slice(action.indexOf(':') + 1).toLowerCase()]?.starOnly;
  const resource = isBare === true ? '*' : resourceIn(statement.resources, program, told);
  const caller = callerIn(statement.principals, program, told);
  const atMs = told.values.get('aws:currenttime');
  const request = {
    ...caller,
    action,
    resource,
    context: told.context(arnParts(resource) ?? [], caller.principal.startsWith('arn:')),
    ...(atMs !== undefined && { atMs: Date.parse(atMs) }),
  };
  if (!canBeMade(request)) return undefined;
  const ask = askOf(compiled, prepareRequest(request), false);
  return missOf(statement, ask) === miss.none ? request : undefined;
}

/** Whether names are such as AWS gives, and an address is not seen both inside and outside of a VPC. */
function canBeMade({ principal, resource, context = {} }: AuthorizationRequest): boolean {
  const [, , service, region = '', account = '', own = ''] = arnParts(resource) ?? [];
  const owner = principal.startsWith('arn:') ? arnParts(principal)?.[accountPart] : ownAccount;
  const keys = Object.keys(context).map((key) => key.toLowerCase());
  const isEcr = service === servicePrefix;
  return (
    isAccountId(owner) &&
    (account === '' ? !isEcr : isAccountId(account)) &&
    (region === '' ? !isEcr : partitionOf(region) !== undefined) &&
    (!isEcr ||
      (own.startsWith(repositoryStart) && isRepositoryName(own.slice(repositoryStart.length)))) &&
    !(keys.includes('aws:sourceip') && keys.some((key) => /^aws:(sourcevpc|vpc)/.test(key)))
  );
}

function isAccountId(text: string | undefined): boolean {
  return /^\d{12}$/.test(text ?? '');
}

const accountPart = 4;
const repositoryStart = `${arnResourceType}/`;
const [ownAccount, otherAccount] = ['111122223333', '444455556666'];
const someValue = 'some-value';

/** What conditions ask for, key by key. */
class Told {
  /** By key in lower case. */
  readonly values = new Map<string, string>();
  private readonly names = new Map<string, string>();

  constructor(conditions: readonly CompiledCondition[]) {
    // A key that is only to be there takes what another entry asks of it.
    for (const isLoose of [false, true]) {
      for (const condition of conditions) {
        const { key, writtenKey } = condition;
        if (isLoose !== (condition.test.family === 'null')) continue;
        this.names.set(key, writtenKey);
        const value = this.valueFor(condition);
        if (value !== undefined && !this.values.has(key)) this.values.set(key, value);
      }
    }
  }

  private valueFor(condition: CompiledCondition): string | undefined {
    const { test, negated, written, templates, key } = condition;
    if (test.family === 'null') return test.values.includes(false) ? someValue : undefined;
    if (negated) return key === 'aws:resourceaccount' ? otherAccount : undefined;
    const [template] = templates;
    if (template !== undefined) return this.filled(template);
    if (test.family === 'number') return String((test.values[0] ?? 0) + steps[test.relation]);
    if (test.family === 'date') {
      return instantText((test.values[0] ?? 0) + 1000 * steps[test.relation]);
    }
    const [first] = written;
    return first === undefined ? undefined : plain(first.replace(/\/\d+$/, ''));
  }

  /** A text with variables, which then have some value. */
  filled(template: Template): string {
    return template
      .map((part) => (part.kind === 'variable' ? this.of(part.key) : plain(part.text)))
      .join('');
  }

  private of(key: string): string {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = key.endsWith('account') ? this.account : someValue;
    this.values.set(key, value);
    return value;
  }

  get account(): string {
    const { values } = this;
    return values.get('aws:principalaccount') ?? values.get('aws:resourceaccount') ?? ownAccount;
  }

  /** The keys that a request about this resource does not tell by itself. */
  context(
    [, , , region, account]: readonly string[],
    hasAccount: boolean,
  ): { readonly [key: string]: string } {
    const context: { [key: string]: string } = {};
    for (const [key, value] of this.values) {
      const isTold =
        tellsItself.test(key) ||
        (hasAccount ? ofServices : ofAccounts).test(key) ||
        (key === 'aws:requestedregion' && region !== '') ||
        (key === 'aws:resourceaccount' && account !== '');
      if (!isTold) context[this.names.get(key) ?? key] = value;
    }
    return context;
  }
}

const tellsItself =
  /^aws:(principal(arn|account|isawsservice|servicename|type)|username|userid|currenttime|epochtime)$/;

/** Keys that only a service's own call has, and those that it never has. */
const ofServices = /^aws:source(arn|account|orgid|orgpaths)$|^aws:principalservicenameslist$/;
const ofAccounts = /^aws:principalorg/;

const steps = { equal: 0, less: -1, lessOrEqual: 0, greater: 1, greaterOrEqual: 0 } as const;

function instantText(ms: number): string | undefined {
  return Math.abs(ms) < instantMsMax ? new Date(ms).toISOString() : undefined;
}

/** Within the years that four digits write. */
const instantMsMax = 253_402_300_799_000;

/** A text that a pattern matches. */
function plain(pattern: string): string {
  return pattern.replaceAll('*', '').replaceAll('?', 'x');
}

function actionIn({ not, any: [first] }: Choice, { actions }: Program): string {
  const pattern = not || first === undefined ? undefined : at(actions, first).pattern;
  if (pattern === undefined || pattern === '*') return `${servicePrefix}:BatchGetImage`;
  return plain(pattern);
}

function resourceIn(choice: Choice | null, { resources }: Program, told: Told): string {
  const [first] = choice === null || choice.not ? [] : choice.any;
  const pattern = first === undefined ? undefined : at(resources, first);
  const [scheme, partition, service, region, account, own] = arnParts(pattern?.pattern ?? '') ?? [
    'arn',
    '*',
    '*',
    '*',
    '*',
    `${repositoryStart}some-repository`,
  ];
  const template = pattern?.template ?? null;
  return [
    scheme,
    filled(partition, 'aws'),
    filled(service, servicePrefix),
    filled(region, told.values.get('aws:requestedregion') ?? 'us-east-1'),
    filled(account, told.values.get('aws:resourceaccount') ?? told.account),
    template === null ? plain(own ?? '') : told.filled(template),
  ].join(':');
}

/** A part of an ARN that leaves it open is what the conditions ask for. */
function filled(pattern = '', otherwise: string): string {
  return /^\*+$/.test(pattern) ? otherwise : plain(pattern);
}

function callerIn(choice: Choice | null, { principals }: Program, told: Told): Caller {
  const patterns =
    choice === null || choice.not ? [] : choice.any.map((number) => at(principals, number));
  const named = (sought: string) => patterns.find(({ kind }) => kind === sought)?.value;
  const arn = told.values.get('aws:principalarn') ?? named('arn');
  const isService =
    told.values.get('aws:principalisawsservice') === 'true' ||
    [...told.values.keys()].some((key) => ofServices.test(key));
  const service =
    named('service') ?? (isService && named('everyone') ? 'lambda.amazonaws.com' : undefined);
  if (service !== undefined && arn === undefined) return { principal: service };
  const account = told.values.get('aws:principalaccount') ?? named('account') ?? ownAccount;
  return callerBehind(arn, account);
}

/** Who has a principal's ARN: of a role, a session of it. */
function callerBehind(arn: string | undefined, account: string): Caller {
  const parts = arn === undefined ? null : arnParts(arn);
  const role = parts?.[2] === 'iam' ? /^role\/(.*)$/s.exec(parts[5] ?? '')?.[1] : undefined;
  if (arn !== undefined && role === undefined) return { principal: arn };
  return callerOf('session', {
    partition: parts?.[1] || 'aws',
    account: parts?.[4] || account,
    name: role || 'some-name',
    session: 'some-session',
    user: '',
    service: '',
  });
}
