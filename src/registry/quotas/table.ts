import { imagesPerRepositoryMax } from '../../facts/image.js';
import type { FactId } from '../../facts/ledger/index.js';
import {
  policyTextLengthMax as lifecyclePolicyLengthMax,
  ruleCountMax as lifecycleRuleCountMax,
} from '../../facts/lifecycle.js';
import { ruleCountMax as pullThroughRuleCountMax } from '../../facts/pull-through.js';
import {
  adjustableQuotaCodes,
  layerPartsMax,
  layerSizeMiBMax,
  pullTimeExclusionsMax,
  registryPolicyLengthMax,
  repositoriesPerRegistryMax,
  repositoryPolicyLengthMax,
  requestsPerSecondMax,
  tagsPerImageMax,
} from '../../facts/quotas.js';
import {
  backfillsInProgressMax,
  backfillsPerRegionMax,
  destinationCountMax,
  filterCountMax as replicationFilterCountMax,
  ruleCountMax as replicationRuleCountMax,
  ruleCountQuota as replicationRuleCountQuota,
  uniqueDestinationCountMax,
} from '../../facts/replication.js';
import { tagCountMax } from '../../facts/resource-tags.js';
import {
  basicScansPerRegistryMax,
  scanFilterCountMax,
  scanRuleCountMax,
} from '../../facts/scanning.js';
import { signingFilterCountMax, signingRuleCountMax } from '../../facts/signing.js';
import { exclusionFilterCountMax } from '../../facts/tagging.js';
import type { Quota, QuotaName, QuotaReadings, RatedOperation } from './types.js';

/** Every quota that AWS publishes for a registry, in the order in which they are told. */
export function quotasOf(readings: QuotaReadings = {}): readonly Quota[] {
  return [...countQuotas(readings), ...rateQuotas()];
}

function countQuotas({ replicationRules }: QuotaReadings): readonly Quota[] {
  const ofPage = replicationRules === 'quota-page';
  return [
    quota('repositories', repositoriesPerRegistryMax, 'repository', [
      'quotas.repositoriesPerRegistryMax',
    ]),
    quota('images-per-repository', imagesPerRepositoryMax, 'image', [
      'image.imagesPerRepositoryMax',
      'quotas.referrersCount',
      'quotas.archivedCount',
    ]),
    quota('tags-per-image', tagsPerImageMax, 'tag', ['quotas.tagsPerImageMax']),
    quota('resource-tags-per-repository', tagCountMax, 'tag', [
      'resource-tags.tagCountMax',
      'resource-tags.reservedPrefix',
    ]),
    quota('exclusion-filters-per-repository', exclusionFilterCountMax, 'filter', [
      'tagging.exclusionFilterCountMax',
    ]),
    quota('lifecycle-rules', lifecycleRuleCountMax, 'rule', ['lifecycle.ruleCountMax']),
    quota('lifecycle-policy-length', lifecyclePolicyLengthMax, 'character', [
      'lifecycle.policyTextLengthMax',
    ]),
    quota('repository-policy-length', repositoryPolicyLengthMax, 'character', [
      'quotas.repositoryPolicyLengthMax',
    ]),
    quota('registry-policy-length', registryPolicyLengthMax, 'character', [
      'quotas.registryPolicyLengthMax',
    ]),
    quota(
      'replication-rules',
      ofPage ? replicationRuleCountQuota : replicationRuleCountMax,
      'rule',
      ['replication.ruleCountMax', 'replication.ruleCountQuota'],
    ),
    quota('replication-filters-per-rule', replicationFilterCountMax, 'filter', [
      'replication.filterCountMax',
    ]),
    quota('replication-destinations-per-rule', destinationCountMax, 'destination', [
      'replication.destinationCountMax',
    ]),
    quota('replication-destinations', uniqueDestinationCountMax, 'destination', [
      'replication.uniqueDestinationCountMax',
    ]),
    quota('backfills-in-progress', backfillsInProgressMax, 'backfill', [
      'replication.backfillsInProgressMax',
    ]),
    quota('backfills-per-region', backfillsPerRegionMax, 'backfill', [
      'replication.backfillsPerRegionMax',
    ]),
    quota('pull-through-cache-rules', pullThroughRuleCountMax, 'rule', [
      'pull-through.ruleCountMax',
    ]),
    quota('pull-time-exclusions', pullTimeExclusionsMax, 'principal', [
      'quotas.pullTimeExclusionsMax',
    ]),
    quota('scanning-rules', scanRuleCountMax, 'rule', ['scanning.scanRuleCountMax']),
    quota('scanning-filters-per-rule', scanFilterCountMax, 'filter', [
      'scanning.scanFilterCountMax',
    ]),
    quota('basic-scans-per-day', basicScansPerRegistryMax, 'scan', [
      'scanning.basicScansPerRegistryMax',
    ]),
    quota('signing-rules', signingRuleCountMax, 'rule', ['signing.signingRuleCountMax']),
    quota('signing-filters-per-rule', signingFilterCountMax, 'filter', [
      'signing.signingFilterCountMax',
    ]),
    quota('layer-size', layerSizeMiBMax, 'mebibyte', ['quotas.layerSizeMiBMax']),
    quota('layer-parts', layerPartsMax, 'part', ['quotas.layerPartsMax']),
  ];
}

function rateQuotas(): readonly Quota[] {
  // The keys of the record of rates are what `RatedOperation` is made of.
  const operations = Object.keys(requestsPerSecondMax) as RatedOperation[];
  return operations.map((operation) =>
    quota(operation, requestsPerSecondMax[operation], 'request a second', [
      'quotas.requestsPerSecondMax',
    ]),
  );
}

function quota(name: QuotaName, limit: number, unit: string, because: readonly FactId[]): Quota {
  const quotaCode = codeOf(name);
  const shared = { quota: name, limit, unit, because };
  return quotaCode === undefined ? shared : { ...shared, quotaCode };
}

function codeOf(name: QuotaName): string | undefined {
  const codes: Readonly<Record<string, string>> = adjustableQuotaCodes;
  return Object.hasOwn(codes, name) ? codes[name] : undefined;
}
