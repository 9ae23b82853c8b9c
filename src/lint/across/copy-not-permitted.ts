import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { replicateAction } from '../../facts/replication.js';
import { authorize, compilePolicies, type PolicyDocument, parsePolicy } from '../../iam/index.js';
import { formatArn, repositoryArn } from '../../model/arn.js';
import { partitionOf } from '../../model/region.js';
import type { RegistryAddress } from '../../model/registry.js';
import { parseReplicationConfiguration } from '../../replication-rules/index.js';
import { type AcrossFinding, type AcrossRule, ofKind, type Placed } from './rule.js';

/** A copy to another account whose registry policy does not let it in. */
export const copyNotPermitted: AcrossRule = {
  code: 'across/copy-not-permitted',
  severity: 'warning',
  title: 'images are copied to another account, and its registry policy does not allow it',
  why: `A registry takes copies from another account only if its registry policy allows \`ecr:ReplicateImage\` to that
account. Both documents are here, and the policy grants it for no repository the rule selects by name. Add the statement
to the policy of the destination.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['replication.replicateAction'] satisfies FactId[],
  check: (documents) => {
    const policies = ofKind(documents, 'registry');
    return ofKind(documents, 'replication-rules').flatMap((source) => refusedBy(source, policies));
  },
};

function refusedBy(source: Placed, policies: readonly Placed[]): AcrossFinding[] {
  const { registryId } = source;
  const read = parseReplicationConfiguration(source.value);
  if (registryId === undefined || !read.ok) return [];
  return read.value.rules.flatMap(({ destinations, repositoryFilters }, r) =>
    destinations.flatMap((destination, d) => {
      if (destination.registryId === registryId) return [];
      const policy = policies.find(
        (other) =>
          other.registryId === destination.registryId && other.region === destination.region,
      );
      const beginnings = repositoryFilters?.map(({ filter }) => filter) ?? [''];
      if (policy === undefined || admits(policy, registryId, { ...destination, beginnings })) {
        return [];
      }
      return [
        {
          document: source.index,
          at: `/rules/${r}/destinations/${d}`,
          message: `the registry policy of ${quote(destination.registryId)} (${quote(policy.address)}) does not let ${quote(registryId)} replicate images into it`,
          help: `allow ${quote(replicateAction)} to the account in that policy`,
        },
      ];
    }),
  );
}

interface Destination extends RegistryAddress {
  /** How the names of the copied repositories begin. */
  readonly beginnings: readonly string[];
}

/**
 * Whether the policy lets some repository in that the rule may copy: those whose names the policy itself spells, with a
 * letter for each `*`, and the beginnings the rule names. Nothing is known of the sender's own policies, so that only this one counts.
 */
function admits(policy: Placed, sender: string, destination: Destination): boolean {
  const { region, registryId, beginnings } = destination;
  const read = parsePolicy(policy.value, 'registry');
  const partition = partitionOf(region);
  if (!read.ok || partition === undefined) return true;
  const compiled = compilePolicies({ registry: read.value });
  const principal = formatArn({
    partition,
    service: 'iam',
    region: '',
    account: sender,
    resource: 'root',
  });
  return namesFrom(read.value, beginnings).some((repositoryName) => {
    const resource = repositoryArn({ region, registryId, repositoryName });
    const request = { principal, action: replicateAction, resource };
    const { kind } = authorize(compiled, request, { missingContext: 'unknown' });
    return kind === 'allowed' || kind === 'depends';
  });
}

function namesFrom(policy: PolicyDocument, beginnings: readonly string[]): readonly string[] {
  const spelled = listOf(policy.Statement)
    .flatMap(({ Resource }) => listOf(Resource))
    .map((resource) => resource.replace(/^.*?:repository\//, '').replaceAll('*', 'a'))
    .filter((name) => beginnings.some((beginning) => name.startsWith(beginning)));
  return [...spelled, ...beginnings.flatMap((beginning) => [`${beginning}a`, `${beginning}/a`])];
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  // `Array.isArray` does not tell a readonly list from its members.
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
