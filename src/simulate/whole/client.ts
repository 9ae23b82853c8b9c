import { at, unreachable } from '../../base/invariant.js';
import { keysOf, valuesOf } from '../../base/persistent-map.js';
import type { RegistryAddress } from '../../model/registry.js';
import {
  type CommandOf,
  type ImageIdentifier,
  imageOf,
  type Registry,
  type RegistryEvent,
  type Repository,
  repositoryIn,
  type StoredImage,
  step,
} from '../../registry/index.js';
import { firstNumberOf, type MadeManifest, manifestsOf, tagsOf } from '../schedule/make.js';
import { digestOf, stateOf } from '../schedule/random.js';
import type {
  BuiltImage,
  CompiledSchedule,
  Deed,
  ScheduledDeletion,
  ScheduledPull,
  ScheduledPush,
} from '../schedule/types.js';
import { NewestFirst } from '../time/newest.js';
import type { MadeBy } from '../time/types.js';
import type { Holdings } from './holdings.js';
import type { LivingPolicies } from './living-policies.js';
import type { Tally } from './tally.js';
import type { RegistrySimulationOptions } from './types.js';

/** The registry of a simulation as it is by now, and what has been done to it. */
export interface Stage {
  registry: Registry;
  readonly tally: Tally;
  readonly policies: LivingPolicies;
  readonly holdings: Holdings;
}

/** Goes on with what a step has made of the registry. `made` tells what the image of that digest is. */
export function take(
  stage: Stage,
  { registry, events }: { readonly registry: Registry; readonly events: readonly RegistryEvent[] },
  made?: { readonly imageDigest: string; readonly by: MadeBy } | undefined,
): void {
  stage.tally.note(stage.registry, events, made);
  stage.policies.note(events);
  stage.holdings.note(stage.registry, registry, events);
  stage.registry = registry;
}

/** Where a client pushes and pulls, and in whose name. */
export interface ClientPlace extends RegistryAddress {
  readonly repositoryName: string;
  readonly principal?: RegistrySimulationOptions['principal'];
}

/**
 * Who pushes to one repository and pulls from it, as docker does: the images behind an index before it, each tag on its
 * own, and no more of a build once a manifest of it was refused altogether.
 */
export class Client {
  private readonly stage: Stage;
  private readonly place: ClientPlace;
  private readonly schedule: CompiledSchedule;
  private readonly pools: readonly (NewestFirst | undefined)[];
  /** The number of the next build of each rhythm, told by what there is at the start. */
  private readonly numbers: number[];
  private readonly state: number;
  private serial = 0;

  constructor(stage: Stage, place: ClientPlace, index: number, schedule: CompiledSchedule) {
    this.stage = stage;
    this.place = place;
    this.schedule = schedule;
    this.state = stateOf(schedule.seed ?? 0, place.registryId, place.repositoryName);
    const repository = this.repository();
    const images = repository === undefined ? [] : valuesOf(repository.images);
    const tags = repository === undefined ? [] : keysOf(repository.digestOfTag);
    this.numbers = schedule.builds.map(({ build, targets }) =>
      targets.includes(index) ? firstNumberOf(build, tags) : 1,
    );
    this.pools = schedule.pulls.map(({ pull, targets }) =>
      targets.includes(index) ? new NewestFirst(pull, images) : undefined,
    );
  }

  happen(deed: Deed): void {
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
        this.delete(this.named(deed.deletion), deed.atMs);
        return;
      case 'draw':
        this.pull(this.drawn(deed.rhythm, deed.turn), deed.atMs);
        return;
      default:
        unreachable(deed);
    }
  }

  private repository(): Repository | undefined {
    return repositoryIn(this.stage.registry, this.place, this.place.repositoryName);
  }

  private image(imageDigest: string): StoredImage | undefined {
    const repository = this.repository();
    return repository === undefined ? undefined : imageOf(repository, imageDigest);
  }

  private named({ imageTag, imageDigest }: ScheduledPull | ScheduledDeletion): ImageIdentifier {
    return imageDigest === undefined ? { imageTag } : { imageDigest };
  }

  private drawn(rhythm: number, turn: number): ImageIdentifier | undefined {
    const image = this.pools[rhythm]?.find(turn, (digest) => this.image(digest));
    return image === undefined ? undefined : { imageDigest: image.imageDigest };
  }

  private pull(imageId: ImageIdentifier | undefined, atMs: number): void {
    const { repositoryName } = this.place;
    const isServed = imageId !== undefined && this.isServed(imageId, atMs);
    this.stage.tally.count(this.place, repositoryName, isServed ? 'pulled' : 'missedPulls');
  }

  private isServed(imageId: ImageIdentifier, atMs: number): boolean {
    const { repositoryName, ...from } = this.place;
    const input = { repositoryName, imageIds: [imageId] };
    const operation = 'BatchGetImage';
    const { stage } = this;
    const command = { ...from, operation, surface: 'oci', atMs, input } as const;
    const result = step(stage.registry, command);
    take(stage, result);
    const { outcome } = result;
    if (outcome.kind === 'done') return outcome.output.images.length > 0;
    const { exception, message } = outcome;
    stage.tally.refuse({ ...this.address(), operation, exception, message });
    return false;
  }

  private delete(imageId: ImageIdentifier, atMs: number): void {
    const { repositoryName, ...from } = this.place;
    const operation = 'BatchDeleteImage';
    const input = { repositoryName, imageIds: [imageId] };
    const { stage } = this;
    const command = { ...from, operation, surface: 'oci', atMs, input } as const;
    const result = step(stage.registry, command);
    take(stage, result);
    const { outcome } = result;
    if (outcome.kind === 'done' && outcome.output.failures.length === 0) return;
    stage.tally.count(this.place, repositoryName, 'failedDeletions');
    if (outcome.kind === 'done') return;
    const { exception, message } = outcome;
    stage.tally.refuse({ ...this.address(), operation, exception, message });
  }

  private address(): RegistryAddress & { readonly repositoryName: string } {
    const { registryId, region, repositoryName } = this.place;
    return { registryId, region, repositoryName };
  }

  private build(index: number, atMs: number): void {
    const { build } = at(this.schedule.builds, index);
    const number = at(this.numbers, index);
    this.numbers[index] = number + 1;
    this.make(build, tagsOf(build, number, atMs), atMs, index);
  }

  private push(push: ScheduledPush, atMs: number): void {
    const { imageTags = [], imageDigest } = push;
    if (imageDigest === undefined || this.image(imageDigest) === undefined)
      this.make(push, imageTags, atMs, undefined, imageDigest);
    else this.put({ as: 'image', imageDigest, atMs }, imageTags, undefined);
  }

  private make(
    built: BuiltImage,
    imageTags: readonly string[],
    atMs: number,
    build: number | undefined,
    imageDigest: string = this.nextDigest(),
  ): void {
    for (const manifest of manifestsOf(built, imageDigest, atMs, () => this.nextDigest())) {
      const made = build === undefined ? undefined : { build, as: manifest.as };
      const tags = manifest.as === 'image' ? imageTags : [];
      if (!this.put(manifest, tags, made)) return;
    }
  }

  /** Pushes one manifest under each of its tags, and says whether at least one of these pushes was taken. */
  private put(manifest: MadeManifest, tags: readonly string[], made: MadeBy | undefined): boolean {
    const { as: _, atMs, imageDigest, ...image } = manifest;
    const { repositoryName, ...to } = this.place;
    const distinct = tags.length === 0 ? [undefined] : new Set(tags);
    let isTaken = false;
    for (const imageTag of distinct) {
      const command: CommandOf<'PutImage'> = {
        ...to,
        operation: 'PutImage',
        surface: 'oci',
        atMs,
        input: { repositoryName, imageDigest, imageTag },
        outside: { image },
      };
      if (this.isAccepted(command, made && { imageDigest, by: made })) isTaken = true;
    }
    if (!isTaken) return false;
    this.stage.tally.count(this.place, repositoryName, 'pushed');
    const present = this.image(imageDigest);
    if (present !== undefined) for (const pool of this.pools) pool?.add(present);
    return true;
  }

  private isAccepted(
    command: CommandOf<'PutImage'>,
    made: { readonly imageDigest: string; readonly by: MadeBy } | undefined,
  ): boolean {
    const { stage } = this;
    const result = step(stage.registry, command);
    take(stage, result, made);
    const { outcome } = result;
    if (outcome.kind === 'done') return true;
    const { exception, message } = outcome;
    stage.tally.refuse({ ...this.address(), operation: command.operation, exception, message });
    return false;
  }

  private nextDigest(): string {
    this.serial += 1;
    return digestOf(this.state, this.serial);
  }
}
