import { pointer } from '../../base/json-text.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import { counted, quote } from '../../base/quote.js';
import { imageMembers } from '../../facts/registry-documents.js';
import { parseInventory } from '../../inputs/inventory.js';
import type { Image } from '../../model/image.js';
import { parseInstant } from '../../model/instant.js';
import type { StoredImage } from '../types.js';
import { type Atlas, addressOf } from './addresses.js';
import {
  type Draft,
  type DraftImage,
  type RepositoryDraft,
  regionalDraft,
  repositoryDraft,
} from './draft.js';
import { readingProblem } from './findings.js';
import { type Sighting, unreadMember } from './sightings.js';

/** Takes the inventories of one file into the draft: all of its pages together, of which the last tells of further ones. */
export function takeImages(draft: Draft, atlas: Atlas, sightings: readonly Sighting[]): void {
  const [first] = sightings;
  if (first === undefined) return;
  const { file } = first;
  const pages = sightings.map(pageOf);
  const read = parseInventory(pages.map(({ page }) => page));
  file.found.push(
    ...read.diagnostics.map((finding) => ({
      ...finding,
      at: placeIn(sightings, pages, finding.at),
    })),
  );
  nameStrangers(sightings, pages);
  if (!read.ok) return;
  const scans = scansIn(pages);
  const overlap = new Map<RepositoryDraft, number>();
  for (const image of read.value) {
    const repository = homeOf(draft, atlas, first, image);
    if (repository === undefined) continue;
    const scan = scans.size === 0 ? undefined : scans.get(scanKey(image));
    const taken = takeImage(repository, scan === undefined ? image : { ...image, ...scan }, first);
    if (!taken) overlap.set(repository, (overlap.get(repository) ?? 0) + 1);
  }
  for (const [{ settings }, count] of overlap) {
    file.found.push(cameBefore(settings.repositoryName, count, first.at));
  }
}

/** A page as the reader of inventories takes one, and what stands in front of a place in it that the file has not. */
interface InventoryPage {
  readonly page: unknown;
  readonly added: string;
}

function pageOf({ value }: Sighting): InventoryPage {
  if (Array.isArray(value)) return { page: { imageDetails: value }, added: '/imageDetails' };
  if (isRecord(value) && !Object.hasOwn(value, 'imageDetails')) {
    return { page: { imageDetails: [value] }, added: '/imageDetails/0' };
  }
  return { page: value, added: '' };
}

/** The place in the file of a place in the list of its pages. */
function placeIn(
  sightings: readonly Sighting[],
  pages: readonly InventoryPage[],
  at: string,
): string {
  const number = at.split('/')[1] ?? '';
  const within = at.slice(number.length + 1);
  const { added = '' } = pages[Number(number)] ?? {};
  const start = sightings[Number(number)]?.at ?? '';
  return start + (within.startsWith(added) ? within.slice(added.length) : within);
}

/** Members of records that no image has, once each. */
function nameStrangers(sightings: readonly Sighting[], pages: readonly InventoryPage[]): void {
  const known = new Set<string>(imageMembers);
  pages.forEach(({ page, added }, number) => {
    const { at = '', file } = sightings[number] ?? {};
    members(property(page, 'imageDetails')).forEach((record, index) => {
      if (!isRecord(record)) return;
      // A loop over names, not a list of them for each of many records.
      for (const name in record) {
        if (known.has(name) || !Object.hasOwn(record, name)) continue;
        known.add(name);
        const within = `/imageDetails/${index}`;
        const place = within.startsWith(added) ? within.slice(added.length) : within;
        file?.found.push(unreadMember(name, pointer(at + place, name)));
      }
    });
  });
}

type Scan = Pick<StoredImage, 'imageScanStatus' | 'lastBasicScanAtMs'>;

/** An image as its record names it; neither an account nor a name of a repository holds a blank. */
function scanKey(of: {
  readonly registryId?: unknown;
  readonly repositoryName?: unknown;
  readonly imageDigest?: unknown;
}): string {
  const [account = '', name = '', digest = ''] = [
    of.registryId,
    of.repositoryName,
    of.imageDigest,
  ].map(textOf);
  return `${account} ${name} ${digest}`;
}

/** What the records tell of scans, by image. */
function scansIn(pages: readonly InventoryPage[]): ReadonlyMap<string, Scan> {
  const scans = new Map<string, Scan>();
  for (const { page } of pages) {
    for (const record of members(property(page, 'imageDetails'))) {
      if (!isRecord(record) || record['imageScanStatus'] === undefined) continue;
      const status = property(record['imageScanStatus'], 'status');
      if (status !== 'COMPLETE' && status !== 'ACTIVE') continue;
      const summary = property(record, 'imageScanFindingsSummary');
      const completedAtMs = parseInstant(property(summary, 'imageScanCompletedAt'));
      const isBasic = status === 'COMPLETE' && completedAtMs !== undefined;
      scans.set(scanKey(record), {
        imageScanStatus: status,
        ...(isBasic ? { lastBasicScanAtMs: completedAtMs } : {}),
      });
    }
  }
  return scans;
}

function homeOf(
  draft: Draft,
  atlas: Atlas,
  sighting: Sighting,
  image: Image,
): RepositoryDraft | undefined {
  const repositoryName = image.repositoryName ?? sighting.file.repositoryName;
  if (repositoryName === undefined) {
    sayOnce(sighting);
    return undefined;
  }
  const { registryId } = image;
  const address = addressOf(atlas, { sighting, registryId, repositoryName });
  if (address === undefined) return undefined;
  return repositoryDraft(regionalDraft(draft, address), repositoryName, sighting);
}

function sayOnce({ file, at }: Sighting): void {
  if (file.found.some(({ code }) => code === 'registry/repository-untold')) return;
  file.found.push(
    readingProblem({
      name: 'repository-untold',
      message: 'some images do not say which repository they are in',
      at,
      because: ['registry-documents.imageMembers'],
      help: 'keep `repositoryName` in what `--query` takes out, or name the repository with the file',
    }),
  );
}

/** Whether the image is new; a tag that another one holds already is an error, for one of them must have lost it. */
function takeImage(
  repository: RepositoryDraft,
  image: DraftImage,
  { file, at }: Sighting,
): boolean {
  const { images, digestOfTag, settings } = repository;
  if (images.has(image.imageDigest)) return false;
  const kept = image.imageTags.filter((tag) => {
    const holder = digestOfTag.get(tag);
    if (holder === undefined) digestOfTag.set(tag, image.imageDigest);
    else file.found.push(tagTwice(tag, settings.repositoryName, [holder, image.imageDigest], at));
    return holder === undefined;
  });
  const isWhole = kept.length === image.imageTags.length;
  images.set(image.imageDigest, isWhole ? image : { ...image, imageTags: kept });
  return true;
}

function tagTwice(
  tag: string,
  repositoryName: string,
  [holder, other]: readonly [string, string],
  at: string,
) {
  return readingProblem({
    name: 'tag-twice',
    message: `both ${quote(holder)} and ${quote(other)} of ${quote(repositoryName)} have the tag ${quote(tag)}`,
    at,
    because: ['registry.oneImagePerTag'],
    help: 'the tag moved while the pages were taken; take the inventory again',
  });
}

function cameBefore(repositoryName: string, count: number, at: string) {
  return readingProblem({
    name: 'repeated-images',
    severity: 'warning',
    message: `${counted(count, 'image')} of ${quote(repositoryName)} came before in another file; the first records are kept`,
    at,
    because: ['image.digestNamesContent'],
    help: 'give each inventory once',
  });
}
