import { servicePrefix } from '../../facts/ecr-actions.js';
import { arnResourceType, nameLengthMax } from '../../facts/repository.js';
import { isRepositoryName } from '../../model/repository.js';
import type { ArnParts } from './resources.js';
import { variablesOf } from './variables.js';

/** What keeps a pattern for a resource of ECR from covering any repository. */
export interface Mismatch {
  /** Follows "no repository has this ARN: ". */
  readonly says: string;
  readonly help: string;
}

const prefix = `${arnResourceType}/`;

/** Why a pattern of six parts covers no repository; undefined when it may cover some, or is not about ECR. */
export function mismatchOf({ service, own }: ArnParts): Mismatch | undefined {
  if (service !== servicePrefix) return undefined;
  if (variablesOf(own).length > 0) return wrongType(own.slice(0, own.indexOf('${')));
  const wild = own.search(/[*?]/);
  const head = wild === -1 ? own : own.slice(0, wild);
  const typed = wrongType(head);
  if (typed !== undefined) return typed;
  if (wild === -1 && !own.startsWith(prefix)) return typeMissing(own);
  return wrongName(own.slice(prefix.length), wild !== -1);
}

/** What stands before the first wildcard has to begin as the ARN of a repository does, or be a beginning of that. */
function wrongType(head: string): Mismatch | undefined {
  if (head.startsWith(prefix) || prefix.startsWith(head)) return undefined;
  return typeMissing(head);
}

function typeMissing(own: string): Mismatch {
  const name = own.replace(/^repo(?:sitories)?\//, '');
  return {
    says: `it does not begin with \`${prefix}\``,
    help: `write \`${prefix}${name.startsWith('/') ? name.slice(1) : name}\``,
  };
}

function wrongName(name: string, hasWildcard: boolean): Mismatch | undefined {
  if (/^[^:@]*[:@]/.test(name)) {
    return {
      says: 'a tag or digest is no part of it',
      help: 'leave the tag out: permissions are about whole repositories',
    };
  }
  if (/[A-Z]/.test(name)) {
    return { says: 'a name has no upper-case letter', help: `write \`${name.toLowerCase()}\`` };
  }
  if (/[^a-z0-9._/*?-]/.test(name) || (!hasWildcard && !isRepositoryName(name))) {
    return { says: 'this is not how a name is spelled', help: 'check the name of the repository' };
  }
  if (name.replaceAll('*', '').length > nameLengthMax) {
    return { says: `a name has at most ${nameLengthMax} characters`, help: 'shorten it' };
  }
  return undefined;
}
