import { isRecord } from '../base/loose.js';

import type { NamedImage } from './named-image.js';

type Members = Readonly<Record<string, unknown>>;

/** A Kubernetes object, or a list of them as `kubectl get` gives it. */
export function isKubernetes(value: Members): boolean {
  return Object.hasOwn(value, 'apiVersion') && Object.hasOwn(value, 'kind');
}

/** The images of pods, of pod templates (Deployment, StatefulSet, Job, …) and of job templates (CronJob). */
export function imagesOfKubernetes(value: Members, at: string): NamedImage[] {
  const { items } = value;
  if (!Array.isArray(items)) return imagesOfObject(value, at);
  return items.flatMap((item, index) =>
    isRecord(item) ? imagesOfObject(item, `${at}/items/${index}`) : [],
  );
}

const podSpecPaths = [
  ['spec'],
  ['template', 'spec'],
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
] as const;
const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
const statusLists = [
  'initContainerStatuses',
  'containerStatuses',
  'ephemeralContainerStatuses',
] as const;

function imagesOfObject(value: Members, at: string): NamedImage[] {
  const specs = podSpecPaths.flatMap((path) =>
    containerLists.flatMap((list) => membersOf(value, at, [...path, list], 'image')),
  );
  const running = statusLists.flatMap((list) => membersOf(value, at, ['status', list], 'imageID'));
  return [...specs, ...running.filter(({ text }) => namesRegistry(text))];
}

/** Without an `@` it is the digest of the image's configuration, which no registry lists; before a start it is empty. */
function namesRegistry(imageId: unknown): boolean {
  return typeof imageId === 'string' && imageId.includes('@');
}

/** The given member of every element of the list at a path. */
function membersOf(
  value: Members,
  at: string,
  path: readonly string[],
  member: string,
): NamedImage[] {
  let list: unknown = value;
  for (const key of path) list = isRecord(list) ? list[key] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((element, index) => {
    const text = isRecord(element) ? element[member] : undefined;
    const place = `${at}/${path.join('/')}/${index}/${member}`;
    return text === undefined || text === null ? [] : [{ text, at: place }];
  });
}
