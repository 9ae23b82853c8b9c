import { at } from '../../base/invariant.js';
import { byCodeUnit } from '../../base/order.js';
import { restoreMsMax } from '../../facts/simulate.js';
import { compileLifecyclePolicy } from '../../lifecycle/index.js';
import { LivingRepository } from '../../lifecycle/living/index.js';
import type { Image } from '../../model/image.js';
import { planSignatureRemoval } from '../../signing/index.js';
import { firstNumberOf, manifestsOf, tagsOf } from '../schedule/make.js';
import { digestOf, stateOf } from '../schedule/random.js';
import type {
  BuiltImage,
  CompiledSchedule,
  Deed,
  ScheduledDeletion,
  ScheduledPull,
  ScheduledPush,
} from '../schedule/types.js';
import { NewestFirst } from './newest.js';
import { Stock } from './stock.js';
import type { MadeBy, RepositoryFrame, SimulatedDeparture, StartingRepository } from './types.js';

/** A policy that does nothing. */
const noPolicy = /* @__PURE__ */ compileLifecyclePolicy({ rules: [] });

/** One repository of a simulation: things happen to it, and now and then its policy runs. */
export class SimulatedRepository {
  private readonly start: StartingRepository;
  private readonly schedule: CompiledSchedule;
  private readonly living: LivingRepository;
  private readonly stock = new Stock();
  /** Which image bears a tag: one, for a tag that is pushed again moves. */
  private readonly bearers = new Map<string, string>();
  private readonly pools: readonly (NewestFirst | undefined)[];
  /** The number of the next build of each rhythm, told by what there is at the start. */
  private readonly numbers: number[];
  /** What made an image. */
  private readonly makers = new Map<string, MadeBy>();
  private readonly state: number;
  private serial = 0;

  constructor(
    start: StartingRepository,
    index: number,
    schedule: CompiledSchedule,
    fromMs: number,
  ) {
    const { images, policy = noPolicy, repositoryName = '', registryId = '' } = start;
    this.start = start;
    this.schedule = schedule;
    this.living = new LivingRepository(policy, images);
    this.state = stateOf(schedule.seed ?? 0, registryId, repositoryName);
    for (const image of this.living.images()) this.stock.add(image);
    for (const image of this.living.images()) {
      for (const tag of image.imageTags) this.bearers.set(tag, image.imageDigest);
    }
    this.numbers = schedule.builds.map(({ build, targets }) =>
      targets.includes(index) ? firstNumberOf(build, this.bearers.keys()) : 1,
    );
    this.pools = schedule.pulls.map(({ pull, targets }) =>
      targets.includes(index) ? new NewestFirst(pull, this.living.images()) : undefined,
    );
    this.restoring = [...this.living.images()]
      .filter(({ imageStatus }) => imageStatus === 'ACTIVATING')
      .map(({ imageDigest }) => imageDigest);
    this.restoredAtMs = fromMs + restoreMsMax;
  }

  /** What went since the last frame without a run of the policy. */
  private since: SimulatedDeparture[] = [];
  /** Artifacts that are to follow an image which was deleted, by their digests. */
  private readonly following = new Map<string, { subject: string; dueMs: number }>();

  /** Images whose restoring had begun before the simulation, and when it is taken to be over. */
  private restoring: readonly string[];
  private readonly restoredAtMs: number;

  happen(deed: Deed): void {
    this.passTo(deed.atMs);
    switch (deed.kind) {
      case 'push':
        this.push(deed.push, deed.atMs);
        return;
      case 'build':
        this.build(deed.build, deed.atMs);
        return;
      case 'pull':
        this.pull(this.named(deed.pull), deed.atMs);
        return;
      case 'delete':
        this.delete(deed.deletion, deed.atMs);
        return;
      case 'draw':
        this.pull(
          this.pools[deed.rhythm]?.find(deed.turn, (digest) => this.living.get(digest)),
          deed.atMs,
        );
    }
  }

  /** Runs the policy and tells what has happened since the last time. */
  run(nowMs: number): RepositoryFrame {
    this.passTo(nowMs);
    const { departures, blockedCount } = this.living.run(nowMs);
    const told = departures.map(({ image, action, rulePriority }): SimulatedDeparture => {
      const { imageDigest } = image;
      const shared = { ...this.departing(image), action };
      const left = this.living.get(imageDigest);
      if (left === undefined) this.following.delete(imageDigest);
      if (left === undefined) this.forget(image);
      else this.stock.replace(image, left);
      this.stock.count(left === undefined ? 'expired' : 'archived');
      if (rulePriority !== null) return { ...shared, reason: 'marked-by-owner-rule', rulePriority };
      const { subjectManifestDigest } = image;
      return { ...shared, reason: 'follows-its-subject', rulePriority, subjectManifestDigest };
    });
    const { registryId, repositoryName } = this.start;
    const since = this.since;
    this.since = [];
    const frame = { registryId, repositoryName, ...this.stock.frame(blockedCount) };
    return { ...frame, departures: since.length === 0 ? told : [...since, ...told] };
  }

  /** What is told of an image that goes, or is archived. */
  private departing({ imageDigest, imageTags, imagePushedAtMs, imageSizeInBytes }: Image) {
    const made = this.makers.get(imageDigest);
    return { imageDigest, imageTags, imagePushedAtMs, imageSizeInBytes, made };
  }

  /** The images there are, each with what made it. */
  *images(): Generator<{ readonly image: Image; readonly made: MadeBy | undefined }> {
    for (const image of this.living.images()) {
      yield { image, made: this.makers.get(image.imageDigest) };
    }
  }

  /** The instant after which time alone changes something; undefined when it never does. */
  nextDueMs(): number | undefined {
    const due = this.living.nextDueMs();
    if (this.restoring.length === 0) return due;
    // A restored image is there at that very instant.
    return Math.min(due ?? this.restoredAtMs, this.restoredAtMs - 1);
  }

  private passTo(nowMs: number): void {
    this.cleanUp(nowMs);
    if (this.restoring.length === 0 || nowMs < this.restoredAtMs) return;
    for (const digest of this.restoring) {
      const image = this.living.get(digest);
      if (image?.imageStatus === 'ACTIVATING') this.restore(image, this.restoredAtMs);
    }
    this.restoring = [];
  }

  private restore(image: Image, atMs: number): void {
    this.replace(image, { ...image, imageStatus: 'ACTIVE', lastActivatedAtMs: atMs });
  }

  private replace(before: Image, after: Image): void {
    this.living.change(after);
    this.stock.replace(before, after);
  }

  private forget(image: Image): void {
    this.stock.remove(image);
    this.makers.delete(image.imageDigest);
    for (const tag of image.imageTags) {
      if (this.bearers.get(tag) === image.imageDigest) this.bearers.delete(tag);
    }
  }

  private named({ imageTag, imageDigest }: ScheduledPull | ScheduledDeletion): Image | undefined {
    const digest = imageDigest ?? this.bearers.get(imageTag ?? '');
    return digest === undefined ? undefined : this.living.get(digest);
  }

  /** An image in the archive, or on its way out of it, cannot be pulled. */
  private pull(image: Image | undefined, atMs: number): void {
    const isThere = image !== undefined && (image.imageStatus ?? 'ACTIVE') === 'ACTIVE';
    this.stock.count(isThere ? 'pulled' : 'missedPulls');
    if (isThere) this.replace(image, { ...image, lastRecordedPullTimeMs: atMs });
  }

  /** As BatchDeleteImage does it: an image behind an index stays, and a tag that is not the last goes alone. */
  private delete(deletion: ScheduledDeletion, atMs: number): void {
    const image = this.named(deletion);
    const { imageTag } = deletion;
    if (image === undefined) {
      this.stock.count('failedDeletions');
      return;
    }
    if (imageTag !== undefined && image.imageTags.length > 1) {
      this.bearers.delete(imageTag);
      const imageTags = image.imageTags.filter((tag) => tag !== imageTag);
      this.replace(image, { ...image, imageTags });
      return;
    }
    const { imageDigest } = image;
    if (this.living.isReferenced(imageDigest)) {
      this.stock.count('failedDeletions');
      return;
    }
    this.letFollow(imageDigest, atMs);
    this.leave(image, 'deleted-by-request');
    this.stock.count('deleted');
  }

  /** Artifacts about a deleted image go by themselves, within a day, where there is a policy. */
  private letFollow(imageDigest: string, atMs: number): void {
    const { policy } = this.start;
    if (policy === undefined || !this.living.isSubject(imageDigest)) return;
    const removal = { remove: [imageDigest], atMs, hasLifecyclePolicy: true };
    const { following } = planSignatureRemoval({ ...removal, images: [...this.living.images()] });
    for (const { imageDigest: digest, subjectManifestDigest: subject, notBeforeMs } of following) {
      this.following.delete(digest);
      this.following.set(digest, { subject, dueMs: notBeforeMs });
    }
  }

  private cleanUp(nowMs: number): void {
    if (this.following.size === 0) return;
    const due = [...this.following]
      .filter(([, { dueMs }]) => dueMs <= nowMs)
      .sort(([a, one], [b, other]) => one.dueMs - other.dueMs || byCodeUnit(a, b));
    for (const [digest, { subject }] of due) {
      this.following.delete(digest);
      const image = this.living.get(digest);
      if (image === undefined || this.living.get(subject) !== undefined) continue;
      if (this.living.isReferenced(digest, 'by-active')) continue;
      this.leave(image, 'follows-its-subject');
      this.stock.count('expired');
    }
  }

  private leave(image: Image, reason: 'deleted-by-request' | 'follows-its-subject'): void {
    const { subjectManifestDigest } = image;
    const about = reason === 'follows-its-subject' ? { subjectManifestDigest } : {};
    const action = { type: 'EXPIRE' } as const;
    const shared = { ...this.departing(image), action, rulePriority: null };
    this.since.push({ ...shared, reason, ...about });
    this.living.remove(image.imageDigest);
    this.following.delete(image.imageDigest);
    this.forget(image);
  }

  private build(index: number, atMs: number): void {
    const { build } = at(this.schedule.builds, index);
    const number = at(this.numbers, index);
    this.numbers[index] = number + 1;
    this.make(build, tagsOf(build, number, atMs), atMs, index);
  }

  private push(push: ScheduledPush, atMs: number): void {
    const { imageTags = [], imageDigest } = push;
    const known = imageDigest === undefined ? undefined : this.living.get(imageDigest);
    if (known === undefined) {
      this.make(push, imageTags, atMs, undefined, imageDigest);
      return;
    }
    this.stock.count('pushed');
    this.takeTags(imageTags, known.imageDigest);
    if (known.imageStatus === 'ARCHIVED' || known.imageStatus === 'ACTIVATING')
      this.restore(known, atMs);
    // As it is after its restoring.
    const now = this.living.get(known.imageDigest) ?? known;
    const tagged = { ...now, imageTags: [...new Set([...now.imageTags, ...imageTags])] };
    this.replace(now, tagged);
    for (const pool of this.pools) pool?.add(tagged);
  }

  /** A new image with all that is around it. */
  private make(
    built: BuiltImage,
    imageTags: readonly string[],
    atMs: number,
    build: number | undefined,
    imageDigest: string = this.nextDigest(),
  ): void {
    const tags = [...new Set(imageTags)];
    this.takeTags(tags, imageDigest);
    const made = manifestsOf(built, imageDigest, atMs, () => this.nextDigest());
    for (const { as, atMs: pushedAtMs, ...manifest } of made) {
      const image = { ...this.bare(manifest.imageDigest, pushedAtMs), ...manifest };
      this.arrive(as === 'image' ? { ...image, imageTags: tags } : image, as, build);
    }
  }

  private arrive(image: Image, as: MadeBy['as'], build: number | undefined): void {
    this.living.add(image);
    this.stock.add(image);
    this.stock.count('pushed');
    if (build !== undefined) this.makers.set(image.imageDigest, { build, as });
    for (const pool of this.pools) pool?.add(image);
  }

  private bare(imageDigest: string, imagePushedAtMs: number): Image {
    const { registryId, repositoryName } = this.start;
    return { registryId, repositoryName, imageDigest, imageTags: [], imagePushedAtMs };
  }

  private nextDigest(): string {
    this.serial += 1;
    return digestOf(this.state, this.serial);
  }

  /** Tags move: whoever bears one of them loses it. */
  private takeTags(tags: readonly string[], imageDigest: string): void {
    for (const tag of tags) {
      const bearer = this.bearers.get(tag);
      this.bearers.set(tag, imageDigest);
      const image = bearer === undefined ? undefined : this.living.get(bearer);
      if (image === undefined || bearer === imageDigest) continue;
      const imageTags = image.imageTags.filter((other) => other !== tag);
      this.replace(image, { ...image, imageTags });
    }
  }
}
