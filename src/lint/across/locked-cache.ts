import { property, textOf } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import {
  compilePullThrough,
  parsePullThroughRules,
  resolveUpstream,
} from '../../pull-through/index.js';
import {
  type AcrossFinding,
  type AcrossRule,
  mayShareRegistry,
  ofKind,
  type Placed,
} from './rule.js';

/** An immutable repository that caches another registry. */
export const lockedCache: AcrossRule = {
  code: 'across/locked-cache',
  severity: 'warning',
  title: 'a repository that caches another registry has immutable tags',
  why: `When the upstream moves a tag, such as \`latest\`, an immutable cache cannot follow and goes on serving the old
image. Make the tags mutable, or exclude those that move.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['pull-through.lockedTagStays', 'tagging.immutableRefuses'] satisfies FactId[],
  check: (documents) => {
    const caches = ofKind(documents, 'pull-through');
    return ofKind(documents, 'repository-settings').flatMap((repository) =>
      locked(repository, caches),
    );
  },
};

function locked(repository: Placed, caches: readonly Placed[]): AcrossFinding[] {
  const name = textOf(property(repository.value, 'repositoryName')) ?? repository.repositoryName;
  if (name === undefined || property(repository.value, 'imageTagMutability') !== 'IMMUTABLE')
    return [];
  const cache = caches.find((rules) => mayShareRegistry(rules, repository) && isUnder(rules, name));
  if (cache === undefined) return [];
  return [
    {
      document: repository.index,
      at: '/imageTagMutability',
      message: `${quote(name)} is a cache of another registry (${quote(cache.address)}), and an immutable tag never follows the upstream`,
      help: 'write `MUTABLE`, or exclude the tags that move',
    },
  ];
}

/** A rule for `ROOT` covers whatever has no rule of its own, also what nobody means to cache. */
function isUnder(rules: Placed, repositoryName: string): boolean {
  const read = parsePullThroughRules(rules.value);
  if (!read.ok) return false;
  const named = read.value.filter(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix !== 'ROOT');
  return resolveUpstream(compilePullThrough(named), repositoryName).kind === 'cached';
}
