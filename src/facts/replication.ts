/** Rules of one configuration. An empty list switches replication off. */
export const ruleCountMin = 0;
export const ruleCountMax = 25;

/** The bound that the service quotas and the older API model name; a configuration above it may be refused. */
export const ruleCountQuota = 10;

/** Destinations of one rule, and distinct ones over all rules. */
export const destinationCountMax = 100;
export const uniqueDestinationCountMax = 25;

/** Repository filters of one rule; without the list every repository is meant. */
export const filterCountMin = 1;
export const filterCountMax = 100;

/** Kinds of repository filter. */
export const filterTypes = ['PREFIX_MATCH'] as const;

/** Characters of one filter, and how it is spelled: a repository's name cut off anywhere. */
export const filterLengthMin = 2;
export const filterLengthMax = 256;
export const filterPattern = '^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$';

/** What the registry policy of a destination in another account has to allow. */
export const replicateAction = 'ecr:ReplicateImage';
export const createAction = 'ecr:CreateRepository';
export const tagAction = 'ecr:TagResource';

/** What AWS answers when the source registry is a destination of its own. */
export const sameRegistryMessage =
  "Invalid parameter at 'replicationConfiguration' failed to satisfy constraint: 'Replication destination cannot be the same as the source registry'";

/** And when it names a Region of another partition, as far as the answer is known; `{}` is the Region. */
export const otherPartitionMessage = "Invalid region '{}'";

/** Values of a replication's status. */
export const statuses = ['IN_PROGRESS', 'COMPLETE', 'FAILED'] as const;

/** States of a backfill, and those that it never leaves. */
export const backfillStatuses = [
  'PREPARING',
  'IN_PROGRESS',
  'COMPLETE',
  'FAILED',
  'STOPPING',
  'STOPPED',
] as const;
export const backfillTerminalStatuses = ['COMPLETE', 'FAILED', 'STOPPED'] as const;
export const backfillStoppableStatuses = ['PREPARING', 'IN_PROGRESS'] as const;

/** What refuses to start, stop or describe a backfill. */
export const backfillExceptions = [
  'InvalidParameterException',
  'ValidationException',
  'LimitExceededException',
  'ReplicationBackfillInProgressException',
  'ReplicationBackfillInvalidStatusException',
  'ReplicationBackfillNotFoundException',
] as const;

/** Most backfills of one registry that may be under way, and of one destination Region. */
export const backfillsInProgressMax = 10;
export const backfillsPerRegionMax = 1;

/** A backfill gives up when at least this share has failed, looked at once this many have been processed. */
export const backfillFailureShare = 0.5;
export const backfillFailureSampleMin = 100;

/** How long a finished backfill can be looked up, in milliseconds: 90 days of 24 hours. */
export const backfillRetentionMs = 7_776_000_000;
