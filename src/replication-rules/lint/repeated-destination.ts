import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { isSameRegistry } from '../../model/registry.js';
import type { ReplicationSubject } from './subject.js';

/** The same registry twice among the destinations of a rule. */
export const repeatedDestination: LintRule<ReplicationSubject> = {
  code: 'replication-rules/repeated-destination',
  severity: 'warning',
  title: 'a destination stands twice in a rule',
  why: 'An image is copied to a registry once, however often it is named. Remove it, or write the one that was meant.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['replication.destinationIsRegistry'] satisfies FactId[],
  check: ({ document }) =>
    document.rules.flatMap(({ destinations }, r) =>
      destinations.flatMap((destination, d) => {
        const first = destinations.findIndex((other) => isSameRegistry(other, destination));
        if (first === d) return [];
        const at = `/rules/${r}/destinations/${d}`;
        const shown = quote(`${destination.registryId} in ${destination.region}`);
        return [
          {
            at,
            message: `${shown} is a destination of this rule already`,
            help: 'remove it, or write the one that was meant',
            fix: { title: `remove the second ${shown}`, edits: [{ at }] },
          },
        ];
      }),
    ),
};
