import type { Diagnostic } from '../base/diagnostic.js';
import { filled } from '../base/frame.js';
import { property, textOf } from '../base/loose.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import {
  rootPrefix,
  ruleRefusals,
  secretArnPattern,
  unsupportedRegions,
  upstreamCredentials,
  upstreamRegistries,
} from '../facts/pull-through.js';
import type { CacheRegistry, UpstreamRegistry } from './types.js';
import { ecrRegistryOf, upstreamOf } from './upstream.js';

/** Everything in which rules contradict themselves, one another, or the registry they are for; placed in the list. */
export function contradictions(
  rules: readonly unknown[],
  registry: CacheRegistry,
): readonly Diagnostic[] {
  const said = rules.map((rule) => saidBy(rule, registry));
  return [
    ...unsupportedRegion(registry),
    ...said.flatMap((rule, index) =>
      checks.flatMap((check) =>
        check(rule).map(({ at, ...rest }) => ({ ...rest, at: `/${index}${at}` })),
      ),
    ),
    ...samePrefixes(said),
  ];
}

/** A rule's texts, whatever its shape. */
interface Said {
  readonly prefix: string | undefined;
  readonly upstreamPrefix: string | undefined;
  readonly url: string | undefined;
  /** The kind of registry that the URL names; undefined when it names none. */
  readonly upstream: UpstreamRegistry | undefined;
  readonly stated: string | undefined;
  readonly secret: string | undefined;
  readonly role: string | undefined;
  /** The cache's own account and Region, where they are known. */
  readonly registryId: string | undefined;
  readonly region: string | undefined;
}

function saidBy(rule: unknown, registry: CacheRegistry): Said {
  const text = (key: string) => textOf(property(rule, key));
  const url = text('upstreamRegistryUrl');
  return {
    prefix: text('ecrRepositoryPrefix'),
    upstreamPrefix: text('upstreamRepositoryPrefix'),
    url,
    upstream: url === undefined ? undefined : upstreamOf(url),
    stated: text('upstreamRegistry'),
    secret: text('credentialArn'),
    role: text('customRoleArn'),
    registryId: registry.registryId ?? text('registryId'),
    region: registry.region,
  };
}

interface Told {
  readonly name: string;
  readonly message: string;
  readonly at: string;
  readonly because: FactId;
  readonly help?: string | undefined;
  readonly awsMessage?: string | undefined;
  readonly severity?: 'error' | 'warning' | undefined;
}

function told({ name, because, severity = 'error', ...rest }: Told): Diagnostic[] {
  return [{ ...rest, code: `pull-through/${name}`, severity, because: [because] }];
}

const checks: readonly ((said: Said) => Diagnostic[])[] = [
  unsupportedUpstream,
  otherRegistry,
  credentialMissing,
  credentialNeedless,
  credentialOfOtherKind,
  roleMissing,
  ownRegistry,
  secretElsewhere,
  upstreamPrefixOfRoot,
];

function unsupportedRegion({ region }: CacheRegistry): Diagnostic[] {
  const regions: readonly (string | undefined)[] = unsupportedRegions;
  if (!regions.includes(region)) return [];
  return told({
    name: 'unsupported-region',
    message: `pull through cache rules cannot be created in ${quote(region)}`,
    at: '',
    because: 'pull-through.unsupportedRegions',
  });
}

function unsupportedUpstream({ url, upstream }: Said): Diagnostic[] {
  if (url === undefined || upstream !== undefined) return [];
  return told({
    name: 'unsupported-upstream',
    message: `${quote(url)} is not a registry that Amazon ECR can cache`,
    at: '/upstreamRegistryUrl',
    because: 'pull-through.upstreamUrls',
    help: urlHelp(url),
    awsMessage: filled(ruleRefusals.invalidUrl, url),
  });
}

function urlHelp(url: string): string {
  if (/(^|[/.])docker\.(io|com)\b/.test(url)) return 'Docker Hub is `registry-1.docker.io`';
  if (url.includes('://')) return 'write the host alone, without a scheme';
  if (url.includes('/')) return 'write the host alone, without a path';
  return `name the host of one of these: ${upstreamRegistries.map(quote).join(', ')}`;
}

function otherRegistry({ stated, upstream }: Said): Diagnostic[] {
  if (stated === undefined || upstream === undefined || stated === upstream) return [];
  const checked = upstreamCredentials[upstream] !== 'none';
  return told({
    name: 'registry-mismatch',
    message: `the URL is that of ${quote(upstream)}, not of ${quote(stated)}`,
    at: '/upstreamRegistry',
    because: 'pull-through.ruleRefusals',
    help: `write ${quote(upstream)}, or leave it out`,
    awsMessage: ruleRefusals.registryMismatch,
    severity: checked ? 'error' : 'warning',
  });
}

function credentialMissing({ upstream, secret, role }: Said): Diagnostic[] {
  if (upstream === undefined || upstreamCredentials[upstream] !== 'secret') return [];
  if (secret !== undefined || role !== undefined) return [];
  return told({
    name: 'credentials-missing',
    message: `${quote(upstream)} wants credentials, and the rule names no secret`,
    at: '',
    because: 'pull-through.upstreamCredentials',
    help: 'add `credentialArn`, a secret whose name starts with `ecr-pullthroughcache/`',
    awsMessage: ruleRefusals.credentialMissing,
  });
}

function credentialNeedless({ upstream, secret }: Said): Diagnostic[] {
  if (upstream === undefined || upstreamCredentials[upstream] !== 'none') return [];
  if (secret === undefined) return [];
  return told({
    name: 'credentials-needless',
    message: `${quote(upstream)} takes no credentials`,
    at: '/credentialArn',
    because: 'pull-through.upstreamCredentials',
    help: 'leave `credentialArn` out',
    awsMessage: ruleRefusals.credentialNeedless,
  });
}

/** A role where there is nothing to take it at, or a secret where a role belongs. */
function credentialOfOtherKind({ upstream, secret, role }: Said): Diagnostic[] {
  if (upstream === undefined) return [];
  const wrong = upstream === 'ecr' ? secret : role;
  if (wrong === undefined) return [];
  return told({
    name: 'credentials-of-other-kind',
    message:
      upstream === 'ecr'
        ? 'an Amazon ECR upstream is entered with a role, not with a secret'
        : `a role is of use at Amazon ECR only, not at ${quote(upstream)}`,
    at: upstream === 'ecr' ? '/credentialArn' : '/customRoleArn',
    because: 'pull-through.upstreamCredentials',
    awsMessage: ruleRefusals.credentialKind,
  });
}

function roleMissing({ url, registryId, role }: Said): Diagnostic[] {
  const upstream = url === undefined ? undefined : ecrRegistryOf(url);
  if (upstream === undefined || role !== undefined) return [];
  if (registryId === undefined || registryId === upstream.registryId) return [];
  return told({
    name: 'role-missing',
    message: `the upstream is in account ${upstream.registryId}, and the rule names no role to enter it`,
    at: '',
    because: 'pull-through.upstreamCredentials',
    help: 'add `customRoleArn`, a role that `pullthroughcache.ecr.amazonaws.com` may take',
  });
}

function ownRegistry({ url, registryId, region }: Said): Diagnostic[] {
  const upstream = url === undefined ? undefined : ecrRegistryOf(url);
  if (upstream === undefined) return [];
  if (upstream.registryId !== registryId || upstream.region !== region) return [];
  return told({
    name: 'own-registry',
    message: 'the upstream is the cache itself',
    at: '/upstreamRegistryUrl',
    because: 'pull-through.ruleRefusals',
    awsMessage: ruleRefusals.ownRegistry,
  });
}

const secretArn = new RegExp(secretArnPattern);

function secretElsewhere({ secret, registryId, region }: Said): Diagnostic[] {
  const [, inRegion, inAccount] = secretArn.exec(secret ?? '') ?? [];
  if (inRegion === undefined || inAccount === undefined) return [];
  const wrongAccount = registryId !== undefined && inAccount !== registryId;
  const wrongRegion = region !== undefined && inRegion !== region;
  if (!wrongAccount && !wrongRegion) return [];
  const where = wrongRegion ? `in ${quote(inRegion)}` : `in account ${inAccount}`;
  return told({
    name: 'secret-elsewhere',
    message: `the secret is ${where}, and the cache is not`,
    at: '/credentialArn',
    because: 'pull-through.secretOfTheRegistry',
    help: 'name a secret of the same account and Region',
    awsMessage: ruleRefusals.secretElsewhere,
  });
}

function upstreamPrefixOfRoot({ prefix, upstreamPrefix }: Said): Diagnostic[] {
  if (prefix !== rootPrefix) return [];
  if (upstreamPrefix === undefined || upstreamPrefix === rootPrefix) return [];
  return told({
    name: 'upstream-prefix-of-root',
    message: `${quote(upstreamPrefix)} can stand for a prefix only, and the rule has ${quote(rootPrefix)}`,
    at: '/upstreamRepositoryPrefix',
    because: 'pull-through.upstreamPrefixNeedsPrefix',
    help: 'leave `upstreamRepositoryPrefix` out, or give the rule a prefix of its own',
  });
}

/** A second rule for one prefix; with a slash behind it, it is the same prefix, spelled otherwise. */
function samePrefixes(said: readonly Said[]): Diagnostic[] {
  const seen = new Map<string, string>();
  return said.flatMap(({ prefix }, index) => {
    if (prefix === undefined) return [];
    const key = prefix.replace(/\/$/, '');
    const before = seen.get(key);
    seen.set(key, before ?? prefix);
    if (before === undefined) return [];
    return told({
      name: 'duplicate-prefix',
      message: `there are two rules for ${quote(prefix)}`,
      at: `/${index}/ecrRepositoryPrefix`,
      because: 'pull-through.prefixIsTheKey',
      help: 'remove one of them',
      severity: before === prefix ? 'error' : 'warning',
    });
  });
}
