import { unreachable } from '../../base/invariant.js';
import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import { remove } from '../delete/remove.js';
import { imageOf, parentsOf, withImage } from '../images.js';
import type { Outcome } from '../operations.js';
import { mediaOf, restored } from '../push/arrive.js';
import { scan } from '../push/scan.js';
import { sign } from '../push/sign.js';
import { replicate } from '../replication/send.js';
import { archive, isHeldByIndex } from '../requests/storage-class.js';
import {
  type Draft,
  dropDue,
  elsewhere,
  keepRepository,
  regionalOf,
  repositoryOf,
  tell,
} from '../step/draft.js';
import { done, type Turn } from '../step/turn.js';
import type { DueWork, Repository } from '../types.js';
import { dueKey } from '../value.js';

/** Everything that is due by now comes about, each at its own instant, the earliest first. */
export function clockTick({ draft }: Turn<'ClockTick'>): Outcome<'ClockTick'> {
  const { atMs } = draft.place;
  const due = valuesOf(regionalOf(draft).due).filter(({ dueMs }) => dueMs <= atMs);
  due.sort((a, b) => a.dueMs - b.dueMs || byCodeUnit(dueKey(a), dueKey(b)));
  for (const work of due) {
    const { repositoryName, imageDigest } = work;
    dropDue(draft, { repositoryName, imageDigest }, work.kind);
    comeAbout(elsewhere(draft, { atMs: work.dueMs }), work);
  }
  return done<'ClockTick'>({});
}

function comeAbout(draft: Draft, work: DueWork): void {
  switch (work.kind) {
    case 'activation':
      activated(draft, work);
      break;
    case 'cleanup':
    case 'archival':
      followed(draft, work);
      break;
    default:
      unreachable(work);
  }
}

/** A restored image is scanned and copied as if it were pushed. */
function activated(draft: Draft, { repositoryName, imageDigest }: DueWork): void {
  const repository = repositoryOf(draft, repositoryName);
  const image = repository === undefined ? undefined : imageOf(repository, imageDigest);
  if (repository === undefined || image?.imageStatus !== 'ACTIVATING') return;
  const back = restored(draft, image);
  keepRepository(draft, withImage(repository, back));
  const { imageTags } = image;
  const what = { repositoryName, imageDigest, imageTags, ...mediaOf(image) };
  tell(draft, { kind: 'image-restored', ...what, cause: 'clock' });
  scan(draft, repositoryName, imageDigest, 'restored');
  sign(draft, { repositoryName, imageDigest, cause: 'restored' });
  replicate(draft, { repositoryName, image: back, imageTags, cause: 'restore' });
}

/** An artifact goes where its subject went, unless that has come back meanwhile, or an index has come that keeps it. */
function followed(draft: Draft, work: Extract<DueWork, { kind: 'cleanup' | 'archival' }>): void {
  const { repositoryName, imageDigest, subjectManifestDigest, kind } = work;
  const repository = repositoryOf(draft, repositoryName);
  const image = repository === undefined ? undefined : imageOf(repository, imageDigest);
  if (repository === undefined || image === undefined) return;
  if (isKept(draft, repository, imageDigest)) return;
  const subject = imageOf(repository, subjectManifestDigest);
  if (kind === 'cleanup') {
    if (subject === undefined) remove(draft, repositoryName, image, 'referrer-cleanup');
    return;
  }
  const { imageStatus = 'ACTIVE' } = image;
  if (subject?.imageStatus !== 'ARCHIVED' || imageStatus !== 'ACTIVE') return;
  archive(draft, repositoryName, image, 'referrer-cleanup');
}

/** Whether an index keeps an artifact from following its subject, as signing reads it. */
function isKept({ state }: Draft, repository: Repository, imageDigest: string): boolean {
  const { referrersBehindIndex, archivedIndex } = state.registry.readings.signing ?? {};
  if (referrersBehindIndex === 'follow') return false;
  const guards = archivedIndex === 'guards';
  return guards
    ? parentsOf(repository, imageDigest).length > 0
    : isHeldByIndex(repository, imageDigest);
}
