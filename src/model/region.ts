import {
  optInPartitions,
  partitions,
  publishedRegions,
  regionPrefixes,
  regionsEnabledByDefault,
} from '../facts/partitions.js';

/** A group of Regions that nothing leaves, such as `aws` or `aws-cn`. */
export type Partition = (typeof partitions)[number];

/** The partition a Region lies in, or undefined when its name is like that of no Region. */
export function partitionOf(region: string): Partition | undefined {
  let found: Partition | undefined;
  let length = 0;
  for (const [partition, prefixes] of entriesOf(regionPrefixes)) {
    for (const prefix of prefixes) {
      if (prefix.length <= length || !region.startsWith(prefix)) continue;
      found = partition;
      length = prefix.length;
    }
  }
  return /^[a-z]+-[0-9]+$/.test(region.slice(length)) ? found : undefined;
}

/** The partition of a Region that may be too new to be known; most lie in the first. */
export function likelyPartition(region: string): Partition {
  return partitionOf(region) ?? partitions[0];
}

/** Whether an account has to enable this Region before it can be used. */
export function needsOptIn(region: string): boolean {
  const partition = partitionOf(region);
  if (!optInPartitions.some((asked) => asked === partition)) return false;
  return !regionsEnabledByDefault.some((enabled) => enabled === region);
}

/** Whether AWS has published a Region of this name; a newer one may exist. */
export function isPublishedRegion(region: string): boolean {
  return Object.values(publishedRegions).some((regions: readonly string[]) =>
    regions.includes(region),
  );
}

/** `Object.entries` forgets what the keys are; a record written as a constant has no others. */
function entriesOf<Key extends string, Value>(record: Readonly<Record<Key, Value>>) {
  return Object.entries(record) as [Key, Value][];
}
