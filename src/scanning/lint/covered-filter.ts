import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { coversGlob } from '../../glob/needless.js';
import { compileScanning } from '../compile.js';
import type { CompiledScanningFilter } from '../types.js';
import type { ScanningSubject } from './subject.js';

/** A filter whose repositories another one already has scanned as often, or more often. */
export const coveredFilter: LintRule<ScanningSubject> = {
  code: 'scanning/covered-filter',
  severity: 'warning',
  title: 'a filter selects only repositories that another filter has scanned as often already',
  why: `A filter without \`*\` is sought anywhere in the name, so \`prod\` covers \`prod-web\`; one with \`*\` stands for the
whole name. Where both rules match, continuous scanning wins. Remove the filter, or write what was meant.`,
  maturity: 'stable',
  since: '0.1.0',
  because: [
    'scanning.bareFilterContains',
    'scanning.starFilterMatchesWhole',
    'scanning.continuousWins',
  ] satisfies FactId[],
  check: ({ document }) => {
    const { filters } = compileScanning(document);
    return filters.flatMap((filter, index) => about(filters, filter, index));
  },
};

function about(
  filters: readonly CompiledScanningFilter[],
  filter: CompiledScanningFilter,
  index: number,
): RuleFinding[] {
  const other = filters.find(
    (wider, at) => at !== index && covers(wider, filter) && (at < index || !covers(filter, wider)),
  );
  if (other === undefined) return [];
  const at = `/rules/${filter.rule}/repositoryFilters/${placeOf(filters, filter)}`;
  const [narrow, wide] = [quote(filter.filter.filter), quote(other.filter.filter)];
  return [
    {
      at,
      message: `every repository that ${narrow} selects is selected by ${wide} already`,
      help: 'remove it, or write the repositories it was meant for',
      fix: { title: `remove ${narrow}`, edits: [{ at }] },
    },
  ];
}

function placeOf(
  filters: readonly CompiledScanningFilter[],
  filter: CompiledScanningFilter,
): number {
  return filters.filter(({ rule }) => rule === filter.rule).indexOf(filter);
}

function covers(wider: CompiledScanningFilter, filter: CompiledScanningFilter): boolean {
  const asOften =
    wider.scanFrequency === filter.scanFrequency || wider.scanFrequency === 'CONTINUOUS_SCAN';
  return asOften && coversGlob(wider.glob, filter.glob);
}
