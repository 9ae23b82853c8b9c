import type { RegistryAddress } from '../../model/registry.js';
import {
  type ImageDeleted,
  imageOf,
  type PolicyAction,
  type PolicyExecuted,
  type Registry,
  type RegistryEvent,
  repositoryIn,
  type StorageClassChanged,
} from '../../registry/index.js';
import type { MadeBy, SimulatedDeparture } from '../time/types.js';
import type { RefusalCount } from './types.js';

/** What may happen to a repository between two frames. */
const countedKinds = [
  'pushed',
  'pulled',
  'missedPulls',
  'expired',
  'archived',
  'blocked',
  'deleted',
  'failedDeletions',
  'copied',
  'failedCopies',
  'withheldTags',
  'signed',
  'scanned',
  'refused',
] as const;

export type Counted = (typeof countedKinds)[number];

export type HappenedCounts = { [Kind in Counted]: number };

/** What happened to one repository since the last frame. */
export interface Happened {
  readonly counts: HappenedCounts;
  readonly departures: readonly SimulatedDeparture[];
}

type Leaving = (ImageDeleted | StorageClassChanged) & RegistryEvent;

interface OpenHappened {
  readonly counts: HappenedCounts;
  readonly departures: SimulatedDeparture[];
}

/** How a repository is filed: neither an account nor a Region holds a blank. */
export function repositoryKey({ registryId, region }: RegistryAddress, name: string): string {
  return `${registryId} ${region} ${name}`;
}

/** Nothing, of everything that is counted from frame to frame. */
export function noCounts(): HappenedCounts {
  // Sound: a member for each kind, and no other.
  return Object.fromEntries(countedKinds.map((kind) => [kind, 0])) as HappenedCounts;
}

/** Reads the events of steps, and counts for each repository what happens until the next frame. */
export class Tally {
  private repositories = new Map<string, OpenHappened>();
  private refusals = new Map<string, RefusalCount>();
  /** What made an image, by repository and digest. */
  private readonly makers = new Map<string, Map<string, MadeBy>>();

  count(address: RegistryAddress, repositoryName: string, what: Counted, times = 1): void {
    this.of(repositoryKey(address, repositoryName)).counts[what] += times;
  }

  refuse(refusal: Omit<RefusalCount, 'count'>): void {
    const { repositoryName, operation, exception } = refusal;
    this.count(refusal, repositoryName, 'refused');
    const key = `${repositoryKey(refusal, repositoryName)} ${operation} ${exception}`;
    const before = this.refusals.get(key) ?? { ...refusal, count: 0 };
    this.refusals.set(key, { ...before, count: before.count + 1 });
  }

  /**
   * Takes note of what one step did to a registry. `made` tells what the image of that digest is; its copies are the
   * same.
   */
  note(
    before: Registry,
    events: readonly RegistryEvent[],
    made?: { readonly imageDigest: string; readonly by: MadeBy } | undefined,
  ): void {
    let leaving: Leaving[] = [];
    for (const event of events) {
      switch (event.kind) {
        case 'image-pushed':
          if (!event.isNew) break;
          if (made?.imageDigest === event.imageDigest) this.remember(event, made.by);
          if (event.cause === 'replication') this.count(event, event.repositoryName, 'copied');
          if (event.cause === 'signing') this.count(event, event.repositoryName, 'signed');
          break;
        case 'replicated':
          if (event.result === 'FAILED') this.count(event, event.repositoryName, 'failedCopies');
          if (event.withheldTag !== undefined)
            this.count(event, event.repositoryName, 'withheldTags');
          break;
        case 'scan-completed':
          this.count(event, event.repositoryName, 'scanned');
          break;
        case 'image-deleted':
        case 'image-archived':
          if (event.cause === 'lifecycle') leaving.push(event);
          else if (event.cause === 'lifecycle-cascade') leaving.push(event);
          else this.depart(before, event);
          break;
        case 'policy-executed':
          // A run tells what went before it tells of itself, one repository after the other.
          this.departAll(before, leaving, event);
          leaving = [];
          this.count(event, event.repositoryName, 'blocked', event.failures.length);
          break;
        default:
          break;
      }
    }
  }

  /** What happened since the last time, by repository; everything is counted anew from here. */
  frame(): {
    readonly repositories: ReadonlyMap<string, Happened>;
    readonly refusals: readonly RefusalCount[];
  } {
    const told = { repositories: this.repositories, refusals: [...this.refusals.values()] };
    this.repositories = new Map();
    this.refusals = new Map();
    return told;
  }

  private departAll(
    before: Registry,
    leaving: readonly Leaving[],
    { actions }: PolicyExecuted,
  ): void {
    if (leaving.length === 0) return;
    const marked = new Map(actions.map((action) => [action.imageDigest, action]));
    for (const gone of leaving) this.depart(before, gone, marked.get(gone.imageDigest));
  }

  private depart(before: Registry, event: Leaving, marked?: PolicyAction): void {
    const { repositoryName, imageDigest, imageTags } = event;
    const repository = repositoryIn(before, event, repositoryName);
    const image = repository === undefined ? undefined : imageOf(repository, imageDigest);
    const key = repositoryKey(event, repositoryName);
    const { counts, departures } = this.of(key);
    const isGone = event.kind === 'image-deleted';
    const made = this.makers.get(key)?.get(imageDigest);
    if (isGone) this.makers.get(key)?.delete(imageDigest);
    const isAsked = event.cause === 'request';
    counts[isGone ? (isAsked ? 'deleted' : 'expired') : 'archived'] += 1;
    const shared = {
      imageDigest,
      imageTags,
      imagePushedAtMs: image?.imagePushedAtMs ?? 0,
      imageSizeInBytes: image?.imageSizeInBytes,
    };
    if (marked !== undefined) {
      const { action, rulePriority } = marked;
      departures.push({ ...shared, action, reason: 'marked-by-owner-rule', rulePriority, made });
      return;
    }
    departures.push({
      ...shared,
      action: isGone ? { type: 'EXPIRE' } : { type: 'TRANSITION', targetStorageClass: 'ARCHIVE' },
      rulePriority: null,
      ...(isAsked
        ? { reason: 'deleted-by-request' }
        : {
            reason: 'follows-its-subject',
            subjectManifestDigest: image?.subjectManifestDigest,
          }),
      made,
    });
  }

  private remember(
    event: RegistryEvent & { repositoryName: string; imageDigest: string },
    by: MadeBy,
  ): void {
    const key = repositoryKey(event, event.repositoryName);
    const known = this.makers.get(key) ?? new Map<string, MadeBy>();
    this.makers.set(key, known.set(event.imageDigest, by));
  }

  private of(key: string): OpenHappened {
    const known = this.repositories.get(key);
    if (known !== undefined) return known;
    const fresh = { counts: noCounts(), departures: [] };
    this.repositories.set(key, fresh);
    return fresh;
  }
}
