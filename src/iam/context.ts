import { principalTypeNames } from '../facts/iam.js';
import type { Ask, AskedKey, AskedPrincipal, PreparedRequest, PrincipalType } from './asked.js';

const absent: AskedKey = [];

/** The values of a key, given or derived; undefined when it is unknown, and the asker wants to know that. */
export function lookUp(ask: Ask, key: string): AskedKey | undefined {
  const given = contextOf(ask.request).get(key);
  if (given !== undefined) return given;
  // The account hangs on the catalog, which a prepared request knows nothing of.
  const derived =
    key === 'aws:resourceaccount' ? known(ask.resource.account) : derive(ask.request, key);
  return derived ?? (ask.open ? undefined : absent);
}

/** What the request holds, by key in lower case; many requests are decided without a look at it. */
export function contextOf(prepared: PreparedRequest): Map<string, AskedKey> {
  prepared.context ??= askedContext(prepared.request.context);
  return prepared.context;
}

function askedContext(context: unknown): Map<string, AskedKey> {
  const asked = new Map<string, AskedKey>();
  if (typeof context !== 'object' || context === null) return asked;
  const given: { readonly [key: string]: unknown } = { ...context };
  for (const key of Object.keys(given)) asked.set(key.toLowerCase(), askedKey(given[key]));
  return asked;
}

function askedKey(value: unknown): AskedKey {
  if (typeof value === 'string') return [{ text: value }];
  if (Array.isArray(value)) return value.flatMap(askedScalar);
  return askedScalar(value);
}

function askedScalar(value: unknown): AskedKey {
  const isScalar = ['string', 'number', 'boolean'].includes(typeof value);
  return isScalar ? [{ text: String(value) }] : [];
}

function derive(request: PreparedRequest, key: string): AskedKey | undefined {
  const rule = rules.get(key);
  if (rule === undefined) return undefined;
  const derived = rule(request.principal, request);
  if (derived !== undefined) contextOf(request).set(key, derived);
  return derived;
}

function known(text: string | undefined): AskedKey | undefined {
  return text === undefined ? undefined : [{ text }];
}

type Rule = (principal: AskedPrincipal, request: PreparedRequest) => AskedKey | undefined;

/** What a request tells by itself, by key. An absent key is known to be so; an undefined one nobody can tell. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['aws:principalarn', principalArn],
  ['aws:principalaccount', ({ type, account }) => known(type === 'anonymous' ? type : account)],
  ['aws:principalorgid', ofAccountsOnly],
  ['aws:principalorgpaths', ofAccountsOnly],
  ['aws:principaltype', ({ type }) => known(typeNames[type])],
  ['aws:principalisawsservice', isService],
  ['aws:principalservicename', ({ type, arn }) => (type === 'service' ? known(arn) : absent)],
  ['aws:principalservicenameslist', ofServicesOnly],
  ['aws:sourcearn', ofServicesOnly],
  ['aws:sourceaccount', ofServicesOnly],
  ['aws:sourceorgid', ofServicesOnly],
  ['aws:sourceorgpaths', ofServicesOnly],
  ['aws:username', ({ type, name }) => (type === 'user' ? known(name) : absent)],
  ['aws:userid', userId],
  ['aws:requestedregion', (_, { resource }) => known(resource.region || undefined)],
  ['aws:currenttime', (_, request) => known(isoInstant(request))],
  ['aws:epochtime', (_, request) => known(epochSeconds(request))],
]);

/** A role session is known by its role, whose ARN alone holds the path. */
function principalArn({ type, arn, entity }: AskedPrincipal): AskedKey | undefined {
  if (type === 'service' || type === 'anonymous') return absent;
  return known(type === 'session' ? entity : arn);
}

const typeNames: Readonly<Partial<Record<PrincipalType, string>>> = principalTypeNames;

function isService({ type }: AskedPrincipal): AskedKey | undefined {
  return type === 'anonymous' ? absent : known(type === 'service' ? 'true' : 'false');
}

/** Keys that only a service's own calls carry; which values, the request does not tell. */
function ofServicesOnly({ type }: AskedPrincipal): AskedKey | undefined {
  return type === 'service' ? undefined : absent;
}

/** Neither a service's own call nor an unsigned one belongs to an organization. */
function ofAccountsOnly({ type }: AskedPrincipal): AskedKey | undefined {
  return type === 'service' || type === 'anonymous' ? absent : undefined;
}

/** Users and roles have unique ids, which no ARN shows. */
function userId({ type, account, name }: AskedPrincipal): AskedKey | undefined {
  if (type === 'root') return known(account);
  if (type === 'federated') return known(`${account}:${name}`);
  return type === 'anonymous' ? known(type) : undefined;
}

function isoInstant({ request }: PreparedRequest): string | undefined {
  const { atMs } = request;
  return isInstant(atMs) ? new Date(atMs).toISOString() : undefined;
}

function epochSeconds({ request }: PreparedRequest): string | undefined {
  const { atMs } = request;
  return isInstant(atMs) ? String(Math.floor(atMs / 1000)) : undefined;
}

function isInstant(atMs: number | undefined): atMs is number {
  return typeof atMs === 'number' && Math.abs(atMs) <= instantMsMax;
}

/** The farthest instant from 1970 that a `Date` holds. */
const instantMsMax = 8.64e15;
