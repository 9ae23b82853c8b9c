import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import {
  type AcrossFinding,
  type AcrossRule,
  mayShareRegistry,
  ofKind,
  type Placed,
} from './rule.js';

/** Two policies of the same kind for one repository, of which the second replaces the first. */
export const twoForOneRepository: AcrossRule = {
  code: 'across/two-for-one-repository',
  severity: 'warning',
  title: 'two policies of the same kind are for the same repository, which has room for one',
  why: `A repository has one lifecycle policy and one repository policy. Putting a second one replaces the first without
a word, and two resources of Terraform replace each other's for ever. Put the rules or statements of both into one.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['repository.onePolicyOfAKind'] satisfies FactId[],
  check: (documents) =>
    ['lifecycle', 'repository'].flatMap((kind) => {
      const named = ofKind(documents, kind).filter(
        ({ repositoryName }) => repositoryName !== undefined,
      );
      return named.flatMap((document, index) => second(named.slice(0, index), document));
    }),
};

function second(before: readonly Placed[], document: Placed): AcrossFinding[] {
  const first = before.find(
    (other) =>
      other.repositoryName === document.repositoryName && mayShareRegistry(other, document),
  );
  if (first === undefined) return [];
  const noun = document.kind === 'lifecycle' ? 'lifecycle policy' : 'repository policy';
  return [
    {
      document: document.index,
      at: '',
      message: `${quote(document.repositoryName)} has a ${noun} already, in ${quote(first.address)}, and keeps only one of the two`,
      help: 'put both into one policy',
    },
  ];
}
