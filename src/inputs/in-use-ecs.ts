import { isRecord } from '../base/loose.js';

import type { NamedImage } from './named-image.js';

type Members = Readonly<Record<string, unknown>>;

/** A task definition, bare or as `describe-task-definition` gives it, or the tasks of `describe-tasks`. */
export function isEcs(value: Members): boolean {
  return (
    isRecord(value['taskDefinition']) ||
    Array.isArray(value['containerDefinitions']) ||
    Array.isArray(value['tasks'])
  );
}

/** The images of a task definition or of running tasks; a running container is named by its tag and by its digest. */
export function imagesOfEcs(value: Members, at: string): NamedImage[] {
  const { taskDefinition, tasks } = value;
  if (isRecord(taskDefinition)) return containers(taskDefinition, `${at}/taskDefinition`);
  if (!Array.isArray(tasks)) return containers(value, at);
  return tasks.flatMap((task, index) =>
    isRecord(task) ? containers(task, `${at}/tasks/${index}`) : [],
  );
}

function containers(value: Members, at: string): NamedImage[] {
  return ['containerDefinitions', 'containers'].flatMap((list) => {
    const elements = value[list];
    if (!Array.isArray(elements)) return [];
    return elements.flatMap((element, index) => imagesOf(element, `${at}/${list}/${index}`));
  });
}

function imagesOf(container: unknown, at: string): NamedImage[] {
  if (!isRecord(container)) return [];
  const { image, imageDigest } = container;
  if (image === undefined || image === null) return [];
  const named = [{ text: image, at: `${at}/image` }];
  if (typeof image !== 'string' || typeof imageDigest !== 'string') return named;
  // The tag may have moved on since the task started; the digest is what runs.
  const running = `${withoutDigest(image)}@${imageDigest}`;
  return [...named, { text: running, at: `${at}/imageDigest` }];
}

function withoutDigest(image: string): string {
  const at = image.indexOf('@');
  return at === -1 ? image : image.slice(0, at);
}
