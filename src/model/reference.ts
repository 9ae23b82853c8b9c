import {
  digestAlgorithms,
  impliedNamespace,
  impliedRegistryHost,
  impliedTag,
} from '../facts/image.js';
import { imageTagPattern, nameLengthMax, namePattern } from '../facts/repository.js';
import { hostRegistry } from './host.js';
import { isRegistryId } from './registry.js';

/** Names an image as those who run it do; what it does not say is absent. */
export interface ImageReference {
  /** The account and the Region of an ECR registry. */
  readonly registryId?: string | undefined;
  readonly region?: string | undefined;
  /** The registry's host, ECR's or another one; absent when the text names none. */
  readonly host?: string | undefined;
  readonly repositoryName?: string | undefined;
  readonly tag?: string | undefined;
  /** Decides when there is a tag as well. */
  readonly digest?: string | undefined;
  /** As it was written. */
  readonly text: string;
}

/**
 * An image as Kubernetes, ECS and docker write it: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:v1@sha256:…`,
 * perhaps with a scheme such as `docker-pullable://`. Without a host it is an image of Docker Hub, without tag and digest
 * it is `latest`. Undefined when the text is no such name.
 */
export function imageReferenceOf(text: string): ImageReference | undefined {
  const reference = parseNamed(text);
  if (reference === undefined || reference.host !== undefined) return reference;
  const { repositoryName = '' } = reference;
  if (repositoryName === '') return reference;
  return {
    ...reference,
    host: impliedRegistryHost,
    repositoryName: repositoryName.includes('/')
      ? repositoryName
      : `${impliedNamespace}/${repositoryName}`,
  };
}

/**
 * An image as people note it down: a digest, a tag, or a URI. A repository with a tag but without a host (`team/web:v1`)
 * may be in any registry. Undefined when the text is none of these.
 */
export function imageNoteOf(text: string): ImageReference | undefined {
  if (/[/:@]/.test(text)) return parseNamed(text);
  return isTag(text) ? reference({ text, tag: text }) : undefined;
}

// These patterns are facts, not a user's text, and cost no more than the length of what they are held against.
const nameShape = /* @__PURE__ */ new RegExp(namePattern);
const tagShape = /* @__PURE__ */ new RegExp(imageTagPattern);

/** A repository's name in any registry; that ECR asks for two characters is no matter here. */
function isName(text: string): boolean {
  return text.length <= nameLengthMax && nameShape.test(text);
}

/** Whether a text may be the tag of an image. */
export function isTag(text: string): boolean {
  return tagShape.test(text);
}

function isDigest(text: string): boolean {
  return digestAlgorithms.some(
    (algorithm) =>
      text.startsWith(`${algorithm}:`) &&
      /^[A-Za-z0-9]{1,256}$/.test(text.slice(algorithm.length + 1)),
  );
}

/** Every reference is built alike. */
function reference(parts: ImageReference): ImageReference {
  const { registryId, region, host, repositoryName, tag, digest, text } = parts;
  return { registryId, region, host, repositoryName, tag, digest, text };
}

/** A name with its parts; `tag` is implied when neither it nor a digest is there. */
function parseNamed(text: string): ImageReference | undefined {
  const scheme = text.indexOf('://');
  const rest = scheme === -1 ? text : text.slice(scheme + 3);
  if (isDigest(rest)) return reference({ text, digest: rest });
  const [name, digest] = cutAt(rest, rest.indexOf('@'));
  const colon = name.lastIndexOf(':');
  const [path, tag] = cutAt(name, colon > name.lastIndexOf('/') ? colon : -1);
  const place = placeOf(path);
  if (!isName(place.repositoryName)) return undefined;
  if (digest !== undefined && !isDigest(digest)) return undefined;
  if (tag !== undefined && !isTag(tag)) return undefined;
  const implied = digest === undefined ? impliedTag : undefined;
  return reference({ ...place, tag: tag ?? implied, digest, text });
}

function cutAt(text: string, at: number): [string, string | undefined] {
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** The first part is a host if it looks like one: a name has neither a dot nor a colon before its first slash. */
function placeOf(path: string) {
  const slash = path.indexOf('/');
  const first = path.slice(0, Math.max(slash, 0));
  if (!/[.:]/.test(first) && first !== 'localhost') return { repositoryName: path };
  return { ...registryOf(first), host: first, repositoryName: path.slice(slash + 1) };
}

/** Account and Region in a host of ECR; nothing for another registry. */
function registryOf(host: string): { registryId?: string; region?: string } {
  const registry = hostRegistry(host);
  return registry !== undefined && isRegistryId(registry.registryId) ? registry : {};
}
