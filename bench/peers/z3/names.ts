import type { Term } from './smt.js';
import { exactly, letterOf, sequence } from './texts.js';

/** Names without a path: of sessions and federated users. */
export const nameLanguage = `(re.+ ${letterOf('a-zA-Z0-9+=,.@_-')})`;

/** Path and name of a user or a role. */
export const pathLanguage = sequence([
  `(re.* ${sequence([nameLanguage, exactly('/')])})`,
  nameLanguage,
]);

export const serviceLanguage = `(re.+ ${letterOf('a-z0-9.-')})`;

/** Names of repositories: two letters at least. The 256 that one may have are never in question here. */
export const repositoryLanguage = ((): Term => {
  const small = letterOf('a-z0-9');
  const marks = ['.', '_', '__', '/'].map(exactly).join(' ');
  const separator = `(re.opt (re.union ${marks} (re.+ ${exactly('-')})))`;
  return sequence([small, `(re.+ ${sequence([separator, small])})`]);
})();
