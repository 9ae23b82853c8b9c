import { at } from '../../base/invariant.js';
import { indexMediaTypes } from '../../facts/image.js';
import { restoreMsMax } from '../../facts/simulate.js';
import type { CompiledLifecyclePolicy } from '../../lifecycle/index.js';
import { LivingRepository } from '../../lifecycle/living/index.js';
import type { Image } from '../../model/image.js';
import { dayOf, dayText } from '../schedule/calendar.js';
import { digestOf, stateOf } from '../schedule/random.js';
import type {
  BuiltImage,
  CompiledBuild,
  CompiledSchedule,
  Deed,
  ScheduledPull,
  ScheduledPush,
  TagTemplate,
} from '../schedule/types.js';
import { NewestFirst } from './newest.js';
import { Stock } from './stock.js';
import type { MadeBy, RepositoryFrame, SimulatedDeparture, StartingRepository } from './types.js';

/** A policy that does nothing. */
const noPolicy: CompiledLifecyclePolicy = {
  globs: [],
  rules: [],
  readings: {
    dayBoundary: 'strict-24h',
    restoredActsAsPush: true,
    referrers: 'counted',
    indexChildren: 'counted',
    childAfterParent: 'same-run',
    activating: 'skipped',
  },
};

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
      targets.includes(index) ? this.firstNumber(build) : 1,
    );
    this.pools = schedule.pulls.map(({ pull, targets }) =>
      targets.includes(index) ? new NewestFirst(pull, this.living.images()) : undefined,
    );
    this.restoring = [...this.living.images()]
      .filter(({ imageStatus }) => imageStatus === 'ACTIVATING')
      .map(({ imageDigest }) => imageDigest);
    this.restoredAtMs = fromMs + restoreMsMax;
  }

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
      const { imageDigest, imageTags, imagePushedAtMs, imageSizeInBytes } = image;
      const made = this.makers.get(imageDigest);
      const left = this.living.get(imageDigest);
      if (left === undefined) this.forget(image);
      else this.stock.replace(image, left);
      this.stock.count(left === undefined ? 'expired' : 'archived');
      const shared = { imageDigest, imageTags, imagePushedAtMs, imageSizeInBytes, action };
      if (rulePriority !== null)
        return { ...shared, reason: 'marked-by-owner-rule', rulePriority, made };
      const { subjectManifestDigest } = image;
      return {
        ...shared,
        reason: 'follows-its-subject',
        rulePriority,
        subjectManifestDigest,
        made,
      };
    });
    const { registryId, repositoryName } = this.start;
    return { registryId, repositoryName, ...this.stock.frame(blockedCount), departures: told };
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

  private named({ imageTag, imageDigest }: ScheduledPull): Image | undefined {
    const digest = imageDigest ?? this.bearers.get(imageTag ?? '');
    return digest === undefined ? undefined : this.living.get(digest);
  }

  /** An image in the archive, or on its way out of it, cannot be pulled. */
  private pull(image: Image | undefined, atMs: number): void {
    const isThere = image !== undefined && (image.imageStatus ?? 'ACTIVE') === 'ACTIVE';
    this.stock.count(isThere ? 'pulled' : 'missedPulls');
    if (isThere) this.replace(image, { ...image, lastRecordedPullTimeMs: atMs });
  }

  private build(index: number, atMs: number): void {
    const { build } = at(this.schedule.builds, index);
    const number = at(this.numbers, index);
    this.numbers[index] = number + 1;
    const day = dayText(dayOf(atMs)).replaceAll('-', '');
    const imageTags = build.tags.map((template) => written(template, String(number), day));
    this.make(build, imageTags, atMs, index);
  }

  private firstNumber({ firstNumber, tags }: CompiledBuild): number {
    if (firstNumber !== undefined) return firstNumber;
    const numbered = tags.find((template) => template.some((piece) => isHole(piece, 'n')));
    if (numbered === undefined) return 1;
    let greatest = 0;
    for (const tag of this.bearers.keys()) {
      const number = numberIn(numbered, tag);
      if (number !== undefined && number > greatest) greatest = number;
    }
    return greatest + 1;
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

  /** A new image: what the platforms need, an index over several, and what refers to it, a millisecond apart. */
  private make(
    { imageSizeInBytes, platforms = 1, referrers = 0 }: BuiltImage,
    imageTags: readonly string[],
    atMs: number,
    build: number | undefined,
    imageDigest: string = this.nextDigest(),
  ): void {
    const tags = [...new Set(imageTags)];
    this.takeTags(tags, imageDigest);
    const children =
      platforms > 1 ? Array.from({ length: platforms }, () => this.nextDigest()) : [];
    const total = children.length + 1 + referrers;
    const whenPushed = (index: number) => atMs - (total - 1 - index);
    for (const [index, digest] of children.entries())
      this.arrive({ ...this.bare(digest, whenPushed(index)), imageSizeInBytes }, 'platform', build);
    const image = { ...this.bare(imageDigest, whenPushed(children.length)), imageTags: tags };
    this.arrive(
      children.length === 0
        ? { ...image, imageSizeInBytes }
        : {
            ...image,
            imageSizeInBytes,
            imageManifestMediaType: indexMediaTypes[1],
            references: children,
          },
      'image',
      build,
    );
    for (let index = 0; index < referrers; index++) {
      const referrer = this.bare(this.nextDigest(), whenPushed(children.length + 1 + index));
      this.arrive(
        { ...referrer, imageSizeInBytes: 0, subjectManifestDigest: imageDigest },
        'referrer',
        build,
      );
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

function isHole(piece: TagTemplate[number], fill: 'n' | 'day'): boolean {
  return typeof piece !== 'string' && piece.fill === fill;
}

function written(template: TagTemplate, number: string, day: string): string {
  return template
    .map((piece) => (typeof piece === 'string' ? piece : piece.fill === 'n' ? number : day))
    .join('');
}

/** The number that stands in a tag where the template has its first; undefined when the tag is none of its kind. */
function numberIn(template: TagTemplate, tag: string): number | undefined {
  let from = 0;
  let number: number | undefined;
  for (const piece of template) {
    if (typeof piece === 'string') {
      if (!tag.startsWith(piece, from)) return undefined;
      from += piece.length;
      continue;
    }
    const digits = /^\d+/.exec(tag.slice(from))?.[0] ?? '';
    const taken = piece.fill === 'day' ? digits.slice(0, 8) : digits;
    if (taken === '') return undefined;
    if (piece.fill === 'n') number ??= Number(taken);
    from += taken.length;
  }
  return from === tag.length && Number.isSafeInteger(number) ? number : undefined;
}
