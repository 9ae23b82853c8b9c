import { explainRepositoryCreation } from '../creation-templates/index.js';
import { formatInstant } from '../model/instant.js';
import { resolveUpstream, type UpstreamResolution } from '../pull-through/index.js';
import {
  type CommandPrincipal,
  imageOf,
  type Outcome,
  type Registry,
  type RegistryAddress,
  type RegistryEvent,
  regionalRegistry,
  repositoryIn,
  step,
  taggedImage,
} from '../registry/index.js';
import { explainRepositoryScanning } from '../scanning/index.js';
import { explainSigning } from '../signing/index.js';
import { registriesOf } from '../simulate/whole/holdings.js';
import { compileTagRule, explainTagWrite, type TagVerdict } from '../tagging/index.js';

/** A push to a registry that is known as a whole. */
export interface PushQuestion {
  readonly registry: Registry;
  readonly home: RegistryAddress;
  readonly repositoryName: string;
  /** None for a push by digest alone. */
  readonly imageTags: readonly string[];
  /** Absent: an image that the repository does not have. */
  readonly imageDigest?: string | undefined;
  /** `oci` for docker and the like, `api` for PutImage itself. */
  readonly surface: 'api' | 'oci';
  /** Who pushes; without one, everything is permitted. */
  readonly principal?: string | CommandPrincipal | undefined;
  readonly atMs: number;
}

/** What a push does: what becomes of each tag, what follows from it, and what is set for the repository. */
export interface PushAnswer extends RegistryAddress {
  readonly kind: 'done' | 'refused';
  /** ISO 8601. */
  readonly at: string;
  readonly repositoryName: string;
  readonly imageDigest: string;
  readonly surface: 'api' | 'oci';
  /** One for each tag, in the order given; for a push by digest the only one, without a tag. */
  readonly writes: readonly PushedWrite[];
  /** What each setting of the registry says of this push. */
  readonly settings: readonly PushSetting[];
  /** Everything that changed, here and in other registries, in its order. */
  readonly events: readonly RegistryEvent[];
  /** Other registries that the push reaches and of which nothing was given, so that they were taken for empty. */
  readonly takenForEmpty: readonly RegistryAddress[];
}

/** What became of one tag. */
export interface PushedWrite {
  readonly imageTag?: string | undefined;
  readonly outcome: Outcome<'PutImage'>['kind'];
  /** AWS's exception and sentence, when it was refused. */
  readonly exception?: string | undefined;
  readonly message?: string | undefined;
  /** What the repository's tag settings say; absent where there is no repository, or no tag. */
  readonly tag?:
    | {
        readonly kind: TagVerdict['kind'];
        readonly sentence: string;
        readonly because: readonly string[];
      }
    | undefined;
}

/** What one setting says, and the facts it rests on. */
export interface PushSetting {
  readonly setting: 'creation-template' | 'pull-through-cache' | 'scanning' | 'signing';
  readonly sentence: string;
  readonly because: readonly string[];
}

/** Pushes to a copy, tag by tag as clients do, and tells what happened. */
export function answerPush(question: PushQuestion): PushAnswer {
  const { home, repositoryName, imageTags, surface, principal, atMs } = question;
  const imageDigest = question.imageDigest ?? newDigest(question);
  const writes: PushedWrite[] = [];
  const events: RegistryEvent[] = [];
  let { registry } = question;
  for (const imageTag of imageTags.length === 0 ? [undefined] : imageTags) {
    const tag = tagVerdict(registry, question, imageDigest, imageTag);
    const result = step(registry, {
      ...home,
      operation: 'PutImage',
      atMs,
      principal,
      surface,
      input: { repositoryName, imageDigest, imageTag },
    });
    registry = result.registry;
    events.push(...result.events);
    const { outcome } = result;
    const { exception, message } = outcome.kind === 'refused' ? outcome : {};
    writes.push({ imageTag, outcome: outcome.kind, exception, message, tag });
  }
  return {
    kind: writes.some(({ outcome }) => outcome === 'refused') ? 'refused' : 'done',
    at: formatInstant(atMs),
    registryId: home.registryId,
    region: home.region,
    repositoryName,
    imageDigest,
    surface,
    writes,
    settings: settingsOf(question),
    events,
    takenForEmpty: unknownPlaces(question.registry, events),
  };
}

function unknownPlaces(
  registry: Registry,
  events: readonly RegistryEvent[],
): readonly RegistryAddress[] {
  const known = new Set(registriesOf(registry).map(placeName));
  const reached = new Map(events.map((event) => [placeName(event), event]));
  return [...reached]
    .filter(([name]) => !known.has(name))
    .map(([, { registryId, region }]) => ({ registryId, region }));
}

function placeName({ registryId, region }: RegistryAddress): string {
  return `${registryId}/${region}`;
}

/** A digest that no image of the repository has. */
function newDigest({ registry, home, repositoryName }: PushQuestion): string {
  const repository = repositoryIn(registry, home, repositoryName);
  for (let number = 0; ; number++) {
    const digest = `sha256:${String(number).padStart(64, '0')}`;
    if (repository === undefined || imageOf(repository, digest) === undefined) return digest;
  }
}

function tagVerdict(
  registry: Registry,
  { home, repositoryName, surface }: PushQuestion,
  digest: string,
  tag: string | undefined,
): PushedWrite['tag'] {
  const repository = repositoryIn(registry, home, repositoryName);
  if (repository === undefined || tag === undefined) return undefined;
  const currentDigest = taggedImage(repository, tag)?.imageDigest;
  const write = { tag, digest, currentDigest, surface };
  const { verdict, sentence, because } = explainTagWrite(compileTagRule(repository), write);
  return { kind: verdict.kind, sentence, because };
}

function settingsOf({
  registry,
  home,
  repositoryName,
  surface,
}: PushQuestion): readonly PushSetting[] {
  const { creationTemplates, pullThrough, scanning, signing } = regionalRegistry(registry, home);
  const repository = repositoryIn(registry, home, repositoryName);
  const creation = { repositoryName, occasion: 'CREATE_ON_PUSH' } as const;
  const scanned = {
    repositoryName,
    scanOnPush: repository?.imageScanningConfiguration.scanOnPush,
  };
  const upstream = resolveUpstream(pullThrough.compiled, repositoryName);
  const pushed = { repositoryName, cause: 'push' } as const;
  return [
    // Only such a push creates a repository; PutImage itself never does.
    ...(repository === undefined && surface === 'oci'
      ? [told('creation-template', explainRepositoryCreation(creationTemplates.compiled, creation))]
      : []),
    ...(upstream.kind === 'cached'
      ? [
          {
            setting: 'pull-through-cache',
            sentence: cacheSentence(repositoryName, upstream),
            because: [],
          } as const,
        ]
      : []),
    told('scanning', explainRepositoryScanning(scanning.compiled, scanned)),
    ...(signing === undefined ? [] : [told('signing', explainSigning(signing.compiled, pushed))]),
  ];
}

function told(
  setting: PushSetting['setting'],
  { sentence, because }: { readonly sentence: string; readonly because: readonly string[] },
): PushSetting {
  return { setting, sentence, because };
}

function cacheSentence(
  repositoryName: string,
  { upstreamRegistryUrl, upstreamRepositoryName }: Extract<UpstreamResolution, { kind: 'cached' }>,
): string {
  return `\`${repositoryName}\` caches ${upstreamRegistryUrl}/${upstreamRepositoryName}, so that a pull may move its tags`;
}
