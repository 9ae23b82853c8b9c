import type { Diagnostic } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { dnsSuffixes, dualStackDnsSuffixes, hostLabels } from '../facts/partitions.js';
import { type Partition, partitionOf } from './region.js';
import type { RegistryAddress } from './registry.js';

/** Which host of a registry: plain or dual-stack (IPv4 and IPv6), and either with FIPS cryptography. */
export type HostKind = keyof typeof hostLabels;

/** The host of a registry, such as `123456789012.dkr.ecr.eu-central-1.amazonaws.com`. */
export function registryHost(
  { region, registryId }: RegistryAddress,
  kind: HostKind = 'ipv4',
): string {
  const suffix = suffixOf(partitionOf(region) ?? 'aws', kind);
  return `${registryId}.${hostLabels[kind]}.${region}.${suffix}`;
}

function suffixOf(partition: Partition, kind: HostKind): string {
  return (kind.startsWith('dual-stack') ? dualStackDnsSuffixes : dnsSuffixes)[partition];
}

/** Which kind of host this is, or undefined when it has the shape of no registry's host. */
export function hostKindOf(host: string): HostKind | undefined {
  const labels = host.slice(host.indexOf('.') + 1);
  return hostKinds.find((kind) => labels.startsWith(`${hostLabels[kind]}.`));
}

const hostKinds = ['ipv4', 'ipv4-fips', 'dual-stack', 'dual-stack-fips'] as const;

/** The registry a host belongs to, in its shape only; `hostProblems` says whether such a host can be. */
export function hostRegistry(host: string): RegistryAddress | undefined {
  const parts = hostParts(host);
  return parts && { region: parts.region, registryId: parts.registryId };
}

interface HostParts extends RegistryAddress {
  readonly kind: HostKind;
  readonly suffix: string;
}

function hostParts(host: string): HostParts | undefined {
  const kind = hostKindOf(host);
  if (kind === undefined) return undefined;
  const registryId = host.slice(0, host.indexOf('.'));
  const [region = '', ...suffix] = host
    .slice(registryId.length + hostLabels[kind].length + 2)
    .split('.');
  return { kind, registryId, region, suffix: suffix.join('.') };
}

/** What is wrong with the host that a URI starts with; nothing when it is that of an ECR registry. */
export function hostProblems(uri: string, host: string): readonly Diagnostic[] {
  const parts = hostParts(host);
  if (parts === undefined) return [notAHost(uri, host)];
  const expected = registryHost(parts, parts.kind);
  if (host === expected) return [];
  const partition = partitionOf(parts.region) ?? 'aws';
  const suffix = suffixOf(partition, parts.kind);
  const message = `${quote(parts.region)} lies in the partition ${quote(partition)}, whose hosts end in ${quote(suffix)}`;
  return [hostProblem('suffix', message, `write ${quote(expected)}`, ['partitions.dnsSuffixes'])];
}

function notAHost(uri: string, host: string): Diagnostic {
  if (/^[a-z]+:\/\//i.test(uri)) {
    const message = `${quote(uri)} starts with a scheme, and an image's URI has none`;
    return hostProblem('scheme', message, 'leave the scheme out');
  }
  if (host === 'public.ecr.aws' || host === 'ecr-public.aws.com') {
    const message = `${quote(uri)} lies in Amazon ECR Public, not in a private registry`;
    return hostProblem('public', message, 'give the URI of a private repository');
  }
  const message = `${quote(uri)} does not start with the host of an ECR registry`;
  return hostProblem('not-ecr', message, `such a host looks like ${quote(registryHost(example))}`);
}

const example: RegistryAddress = { registryId: '123456789012', region: 'eu-central-1' };

function hostProblem(
  name: string,
  message: string,
  help: string,
  because: readonly FactId[] = ['partitions.hostLabels'],
): Diagnostic {
  return { code: `image-uri/${name}`, severity: 'error', message, at: '', because, help };
}
