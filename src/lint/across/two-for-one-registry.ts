import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { type AcrossFinding, type AcrossRule, ofKind, type Placed } from './rule.js';

/** Two configurations of the same kind for one registry. */
export const twoForOneRegistry: AcrossRule = {
  code: 'across/two-for-one-registry',
  severity: 'warning',
  title: 'two configurations of the same kind are for the same registry, which has room for one',
  why: `A registry, that is an account in a Region, has one replication configuration, one scanning configuration, one
signing configuration and one registry policy. Putting a second one replaces the first. Put both into one. Only
documents whose account and Region are both known are compared.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['repository.oneConfigurationOfAKind'] satisfies FactId[],
  check: (documents) =>
    Object.entries(nouns).flatMap(([kind, noun]) => {
      const known = ofKind(documents, kind).filter(
        ({ registryId, region }) => registryId !== undefined && region !== undefined,
      );
      return known.flatMap((document, index) => second(known.slice(0, index), document, noun));
    }),
};

const nouns = {
  'replication-rules': 'replication configuration',
  scanning: 'scanning configuration',
  signing: 'signing configuration',
  registry: 'registry policy',
} as const;

function second(before: readonly Placed[], document: Placed, noun: string): AcrossFinding[] {
  const { registryId, region } = document;
  const first = before.find((other) => other.registryId === registryId && other.region === region);
  if (first === undefined) return [];
  return [
    {
      document: document.index,
      at: '',
      message: `the registry ${quote(`${registryId} in ${region}`)} has a ${noun} already, in ${quote(first.address)}, and keeps only one of the two`,
      help: 'put both into one',
    },
  ];
}
