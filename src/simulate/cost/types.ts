import type { ResourceTag } from '../../tagging/resources/index.js';

/** What storage costs on a certain day; the numbers are the caller's, none comes with the library. */
export interface StoragePrices {
  /** The day the prices hold for, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Three capital letters, such as `USD`. */
  readonly currency: string;
  readonly standard: readonly PriceTier[];
  readonly archive: readonly PriceTier[];
}

/** One tier of a price. A single price is one tier without a bound; a free allowance is a first tier at 0. */
export interface PriceTier {
  /** Where the tier ends, in gigabyte-months counted from zero; absent in the last tier only. */
  readonly upToGbMonths?: number | undefined;
  readonly pricePerGbMonth: number;
}

/** Doubts about AWS, first = default. */
export interface CostReadings {
  readonly gigabyte?: 'binary' | 'decimal' | undefined;
  /** As what an image is billed while it is being restored. */
  readonly activating?: 'standard' | 'archive' | undefined;
}

/** Prices as they are run: plain data. */
export interface CompiledPrices extends StoragePrices {
  readonly bytesPerGb: number;
}

/** What one repository stores, in bytes. */
export interface StoredRepository {
  readonly repositoryName: string;
  /** Its resource tags; absent means none. */
  readonly tags?: readonly ResourceTag[] | undefined;
  readonly standardBytes: number;
  readonly archiveBytes?: number | undefined;
}

/** The bytes of a list of images, told apart by storage class. */
export interface StoredBytes {
  readonly standardBytes: number;
  readonly archiveBytes: number;
  /** Images that do not tell their size and therefore count as empty. */
  readonly unsizedCount: number;
}

/** The question: who pays for what is stored, by the values of one resource tag. */
export interface CostQuestion {
  readonly repositories: readonly StoredRepository[];
  /** The key of the resource tag, in its own letters. */
  readonly by: string;
  /** How long it is stored; one month unless given. */
  readonly months?: number | undefined;
}

/** What something stores and costs. Amounts are whole millionths of the currency, so that they add up exactly. */
export interface CostShare {
  readonly standardBytes: number;
  readonly archiveBytes: number;
  readonly standardMicros: number;
  readonly archiveMicros: number;
  readonly amountMicros: number;
}

/** One repository's share. */
export interface RepositoryCost extends CostShare {
  readonly repositoryName: string;
}

/** All repositories with one value of the tag. */
export interface CostGroup extends CostShare {
  readonly value: string;
  /** Dearest first. */
  readonly repositories: readonly RepositoryCost[];
}

/** The answer. Groups and the untagged add up to the total, to the last millionth. */
export interface CostAllocation {
  readonly by: string;
  readonly asOf: string;
  readonly currency: string;
  readonly months: number;
  /** One a value of the tag, dearest first. */
  readonly groups: readonly CostGroup[];
  /** The repositories that do not carry the tag. */
  readonly untagged: Omit<CostGroup, 'value'>;
  readonly total: CostShare;
}

/** An allocation with a sentence a group. */
export interface CostExplanation {
  readonly allocation: CostAllocation;
  readonly sentences: readonly string[];
  /** Ids of the facts behind it. */
  readonly because: readonly string[];
}
