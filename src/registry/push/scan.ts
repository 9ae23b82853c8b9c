import { entryOf, withEntry, withoutEntry } from '../../base/persistent-map.js';
import { basicScanWindowMs } from '../../facts/scanning.js';
import { decideScan, type ScanTrigger, type ScanVerdict } from '../../scanning/index.js';
import { imageOf, withImage } from '../images.js';
import {
  type Draft,
  keepRegional,
  keepRepository,
  regionalOf,
  repositoryOf,
  tell,
} from '../step/draft.js';
import type { InstantQueue, StoredImage } from '../types.js';

type ScanCause = Exclude<ScanTrigger['cause'], 'new-vulnerability'>;

/** Scans an image if its registry is set to, and remembers it. Gives the verdict, whose refusal the asker may need. */
export function scan(
  draft: Draft,
  repositoryName: string,
  imageDigest: string,
  cause: ScanCause,
): ScanVerdict | undefined {
  const repository = repositoryOf(draft, repositoryName);
  const image = repository === undefined ? undefined : imageOf(repository, imageDigest);
  if (repository === undefined || image === undefined) return undefined;
  const { atMs } = draft.place;
  const { scanning, basicScans } = regionalOf(draft);
  const recent = withoutOld(basicScans, atMs, scanning.compiled.slidingWindow);
  const verdict = decideScan(scanning.compiled, {
    repositoryName,
    scanOnPush: repository.imageScanningConfiguration.scanOnPush,
    cause,
    atMs,
    imageStatus: image.imageStatus,
    imageManifestMediaType: image.imageManifestMediaType,
    subjectManifestDigest: image.subjectManifestDigest,
    lastBasicScanAtMs: image.lastBasicScanAtMs,
    basicScansOfRegistry: recent.next - recent.first,
    basicScansOfRegistryMax: draft.state.registry.limits['basic-scans-per-day'],
  });
  if (verdict.kind !== 'scanned') return verdict;
  const isBasic = verdict.by === 'BASIC';
  keepRepository(draft, withImage(repository, scanned(image, isBasic, atMs)));
  if (isBasic) keepRegional(draft, { basicScans: withInstant(recent, atMs) });
  const { imageTags } = image;
  const what = { repositoryName, imageDigest, imageTags, scanType: verdict.by, cause };
  tell(draft, { kind: 'scan-completed', ...what });
  return verdict;
}

/** Basic scans are done once; enhanced ones begin to watch. */
function scanned(image: StoredImage, isBasic: boolean, atMs: number): StoredImage {
  return isBasic
    ? { ...image, lastBasicScanAtMs: atMs, imageScanStatus: 'COMPLETE' }
    : { ...image, imageScanStatus: 'ACTIVE' };
}

/** The queue without what lies before the window: the last 24 hours, or the calendar day in UTC. */
function withoutOld(queue: InstantQueue, atMs: number, isSliding: boolean): InstantQueue {
  const dayMs = atMs - (((atMs % basicScanWindowMs) + basicScanWindowMs) % basicScanWindowMs);
  const from = isSliding ? atMs - basicScanWindowMs + 1 : dayMs;
  let { first, instants } = queue;
  for (; first < queue.next; first++) {
    const oldest = entryOf(instants, String(first));
    if (oldest !== undefined && oldest >= from) break;
    instants = withoutEntry(instants, String(first));
  }
  return { first, next: queue.next, instants };
}

function withInstant({ first, next, instants }: InstantQueue, atMs: number): InstantQueue {
  return { first, next: next + 1, instants: withEntry(instants, String(next), atMs) };
}
