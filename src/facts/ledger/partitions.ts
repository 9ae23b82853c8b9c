import type * as facts from '../partitions.js';
import type { LedgerOf } from './evidence.js';

export const partitionsLedger = {
  'partitions.partitions': {
    says: 'AWS runs eight partitions, and each Region belongs to one',
    standing: 'documented',
    source: 'AWS SDK for JavaScript, partitions data 1.1',
    seen: '2026-11',
  },
  'partitions.regionPrefixes': {
    says: "the beginning of a Region's name tells its partition, also for Regions not yet published",
    standing: 'documented',
    source: 'AWS SDK for JavaScript, partitions data 1.1 (its region expressions)',
    seen: '2026-11',
  },
  'partitions.publishedRegions': {
    says: 'the names of the Regions',
    standing: 'documented',
    source: 'AWS SDK for JavaScript, partitions data 1.1',
    seen: '2026-11',
  },
  'partitions.optInPartitions': {
    says: 'enabling a Region is a matter of accounts of the commercial partition',
    standing: 'inferred',
    source: 'AWS Account Management Reference, manage-acct-regions',
    seen: '2026-09',
  },
  'partitions.regionsEnabledByDefault': {
    says: 'the Regions opened before 20 March 2019 are enabled in every account, all later ones have to be enabled',
    standing: 'documented',
    source: 'AWS Account Management Reference, manage-acct-regions',
    seen: '2026-09',
  },
  'partitions.dnsSuffixes': {
    says: 'each partition has its own domain, except that GovCloud shares that of the commercial one',
    standing: 'documented',
    source: 'AWS SDK for JavaScript, partitions data 1.1',
    seen: '2026-11',
  },
  'partitions.dualStackDnsSuffixes': {
    says: "dual-stack registry hosts end in the partition's own short domain; outside the commercial partition the guide does not spell it",
    standing: 'observed',
    source:
      'ECR User Guide, ecr-requests (commercial); hosts that public registry clients recognise (the others)',
    seen: '2026-09',
  },
  'partitions.hostLabels': {
    says: 'a registry answers to four hosts: plain, FIPS, dual-stack and dual-stack FIPS',
    standing: 'documented',
    source: 'ECR User Guide, ecr-requests; AWS General Reference, Amazon ECR endpoints',
    seen: '2026-09',
  },
  'partitions.closedToEachOther': {
    says: 'accounts, ARNs and replication stay inside one partition',
    standing: 'documented',
    source: 'AWS Regions and Availability Zones, account types; ECR User Guide, replication',
    seen: '2026-09',
  },
} as const satisfies LedgerOf<'partitions', typeof facts>;
