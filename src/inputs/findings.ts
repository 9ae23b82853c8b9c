import type { Diagnostic, Severity } from '../base/diagnostic.js';
import { isRecord } from '../base/loose.js';
import { jsonKind, quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { kindOf, repositoryIn } from './kinds.js';
import { domain } from './pages.js';

interface Problem {
  readonly name: string;
  /** `error` unless said otherwise. */
  readonly severity?: Severity | undefined;
  readonly message: string;
  readonly at: string;
  readonly because: readonly FactId[];
  readonly help: string;
}

/** How findings about the text of an input are named and grounded. */
export const voice = { domain, otherwise: 'responses.areJson' satisfies FactId };

/** A finding of this room. */
export function problem({ name, severity = 'error', ...rest }: Problem): Diagnostic {
  return { code: `${domain}/${name}`, severity, ...rest };
}

/** What a reader wants, and how people get it. */
export interface Want {
  readonly name: string;
  readonly what: string;
  readonly command: (repositoryName: string) => string;
}

export const wants = {
  inventory: {
    name: 'not-an-inventory',
    what: 'the images of a repository are needed',
    command: (name) =>
      `aws ecr describe-images --repository-name ${name} --filter imageStatus=ANY --output json`,
  },
  manifests: {
    name: 'not-manifests',
    what: 'the manifests of images are needed',
    command: (name) =>
      `aws ecr batch-get-image --repository-name ${name} --image-ids imageDigest=DIGEST --output json`,
  },
  inUse: {
    name: 'not-in-use',
    what: 'what runs is needed: digests, tags, image URIs, Kubernetes pods or ECS tasks',
    command: () =>
      'kubectl get pods --all-namespaces -o json` or `aws ecs describe-tasks --cluster CLUSTER --tasks TASK --output json',
  },
} as const satisfies Record<string, Want>;

/** A document of another kind than the one wanted: what it is, and the command that gives what is needed. */
export function foreign(value: unknown, at: string, want: Want): Diagnostic {
  const kind = kindOf(value);
  return problem({
    name: want.name,
    message: `this is ${kind?.name ?? unknownKind(value)}, but ${want.what}`,
    at,
    because: kind?.command === undefined ? ['image.detail'] : ['responses.commandOfMembers'],
    help: `take it with \`${want.command(repositoryIn(value))}\``,
  });
}

function unknownKind(value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : 'a list of something else';
  if (value === undefined) return 'nothing';
  if (!isRecord(value)) return value === null ? 'null' : `the ${jsonKind(value)} ${quote(value)}`;
  const keys = Object.keys(value).slice(0, 3).map(quote);
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`;
}
