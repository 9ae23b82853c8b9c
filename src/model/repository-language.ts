import {
  partitions,
  publishedRegions,
  regionPrefixes,
  regionsEnabledByDefault,
} from '../facts/partitions.js';
import {
  arnResourceType,
  nameLengthMax,
  nameLengthMin,
  regionPattern,
  registryIdPattern,
} from '../facts/repository.js';
import { DomainDraft, type TextDomain } from '../glob/domain.js';
import { digits, longestRun, smallLetters } from './letters.js';
import { type Partition, partitionOf } from './region.js';

const nameLetters = `${smallLetters}${digits}`;

/** All names a repository can have, namespaces included. */
export function repositoryNameTexts(): TextDomain {
  const draft = new DomainDraft();
  const start = draft.state();
  drawName(draft, start);
  return draft.domain(start, nameLetters, nameLengthMax);
}

/** Letters or digits, between which one separator stands: a dot, one or two underscores, hyphens, or a slash. */
function drawName(draft: DomainDraft, start: number): void {
  const short = draft.letters(start, nameLetters, nameLengthMin - 1);
  const [name, dot, underscore, underscores, hyphen, slash] = Array.from({ length: 6 }, () =>
    draft.state(),
  ) as [number, number, number, number, number, number]; // as many as there are names
  for (const from of [short, name]) {
    draft.road(from, nameLetters, name);
    draft.road(from, '.', dot);
    draft.road(from, '_', underscore);
    draft.road(from, '-', hyphen);
    draft.road(from, '/', slash);
  }
  draft.road(underscore, '_', underscores);
  draft.road(hyphen, '-', hyphen);
  for (const from of [dot, underscore, underscores, hyphen, slash]) {
    draft.road(from, nameLetters, name);
  }
  draft.end(name);
}

/** Which repositories a question is about. */
export interface RepositoryArnOptions {
  /**
   * `known`: the published Regions, each in its partition. `syntactic`: also those whose names are like those of a
   * partition's Regions. Or just these.
   */
  readonly regions?: 'known' | 'syntactic' | readonly string[] | undefined;
  /** Just these accounts; otherwise any. */
  readonly registryIds?: readonly string[] | undefined;
}

/** ARNs of all repositories there could be. */
export function repositoryArnTexts(options: RepositoryArnOptions = {}): TextDomain {
  const { regions = 'known', registryIds } = options;
  const draft = new DomainDraft();
  const start = draft.state();
  const behindRegion =
    regions === 'syntactic'
      ? drawRegions(draft, start)
      : draft.words(start, regions === 'known' ? knownHeads() : regions.map(headOf), ':');
  const behindAccount =
    registryIds === undefined
      ? draft.word(draft.letters(behindRegion, accountDigits, registryIdLength()), ':')
      : draft.words(behindRegion, registryIds, ':');
  drawName(draft, draft.word(behindAccount, `${arnResourceType}/`));
  const head = `arn:${longest(partitions)}:ecr:${'x'.repeat(regionLength())}:${'0'.repeat(registryIdLength())}`;
  const lengthMax = `${head}:${arnResourceType}/`.length + nameLengthMax;
  return draft.domain(start, nameLetters, lengthMax);
}

/** The Regions every account has stand first, so that they are the ones read in witnesses. */
function knownHeads(): readonly string[] {
  const all = partitions.flatMap((partition) =>
    publishedRegions[partition].map((region) => `${arnStart(partition)}${region}`),
  );
  return [...regionsEnabledByDefault.map(headOf).reverse(), ...all];
}

function headOf(region: string): string {
  return `${arnStart(partitionOf(region) ?? 'aws')}${region}`;
}

function arnStart(partition: Partition): string {
  return `arn:${partition}:ecr:`;
}

/** What a Region's name begins with in its partition, then letters, a hyphen, and a number. */
function drawRegions(draft: DomainDraft, start: number): number {
  const behind = draft.state();
  for (const partition of partitions) {
    for (const prefix of regionPrefixes[partition]) {
      const place = draft.letters(
        draft.word(start, `${arnStart(partition)}${prefix}`),
        smallLetters,
        1,
      );
      draft.road(place, smallLetters, place);
      const number = draft.letters(draft.word(place, '-'), digits, 1);
      draft.road(number, digits, number);
      draft.road(number, ':', behind);
    }
  }
  return behind;
}

function registryIdLength(): number {
  return longestRun(new RegExp(registryIdPattern), '0');
}

function regionLength(): number {
  return longestRun(new RegExp(regionPattern), 'x');
}

function longest(words: readonly string[]): string {
  return words.reduce((found, word) => (word.length > found.length ? word : found), '');
}

/** An account that is none reads better when it does not begin with a zero. */
const accountDigits = '1234567890';
