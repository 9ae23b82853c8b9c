import fc from 'fast-check';
import type { ScanningConfiguration, ScanningFilter } from '../../src/scanning/index.js';

const letter = fc.constantFrom('a', 'b', '1');
const separator = fc.constantFrom('-', '.', '_', '/');

/** A repository's name of a small alphabet. */
export const repositoryName: fc.Arbitrary<string> = fc
  .tuple(
    fc.string({ unit: letter, minLength: 2, maxLength: 3 }),
    fc.array(fc.tuple(separator, fc.string({ unit: letter, minLength: 1, maxLength: 3 })), {
      maxLength: 3,
    }),
  )
  .map(([first, rest]) => first + rest.map((pair) => pair.join('')).join(''));

/** A filter as AWS's grammar spells it, with and without asterisks. */
export const scanFilter: fc.Arbitrary<string> = fc
  .array(
    fc
      .array(fc.constantFrom('a', 'b', '1', '*'), { minLength: 1, maxLength: 3 })
      .map((characters) => characters.join('')),
    { minLength: 1, maxLength: 3 },
  )
  .chain((words) => fc.constantFrom('-', '.', '/').map((between) => words.join(between)));

/** A name grown from a filter, in which anything may stand for an asterisk, and perhaps spoilt by one letter. */
export const nameNear = (filter: string): fc.Arbitrary<string> =>
  fc
    .record({
      fillings: fc.array(fc.constantFrom('', 'a', '/b', '1.a'), { minLength: 9, maxLength: 9 }),
      before: fc.constantFrom('', 'b', 'a/'),
      after: fc.constantFrom('', '1', '-a'),
      spoil: fc.option(fc.tuple(fc.nat(12), letter), { nil: undefined }),
    })
    .map(({ fillings, before, after, spoil }) => {
      const left = [...fillings];
      const grown = before + filter.replaceAll('*', () => left.shift() ?? '') + after;
      if (spoil === undefined) return grown;
      const at = spoil[0] % (grown.length + 1);
      return grown.slice(0, at) + spoil[1] + grown.slice(at + 1);
    });

const filters = fc
  .array(scanFilter, { maxLength: 3 })
  .map((list) => list.map((filter): ScanningFilter => ({ filter, filterType: 'WILDCARD' })));

/** A configuration that AWS takes. */
export const scanningConfiguration: fc.Arbitrary<ScanningConfiguration> = fc
  .record({
    scanType: fc.constantFrom('BASIC', 'ENHANCED'),
    one: fc.option(filters, { nil: undefined }),
    other: fc.option(filters, { nil: undefined }),
    turned: fc.boolean(),
  })
  .map(({ scanType, one, other, turned }) => {
    const second = scanType === 'BASIC' ? 'MANUAL' : 'CONTINUOUS_SCAN';
    const rules = [
      ...(one === undefined
        ? []
        : [{ scanFrequency: 'SCAN_ON_PUSH' as const, repositoryFilters: one }]),
      ...(other === undefined
        ? []
        : [{ scanFrequency: second, repositoryFilters: other } as const]),
    ];
    return { scanType, rules: turned ? rules.reverse() : rules };
  });

/** What DescribeImageScanFindings answers, with few names so that exceptions meet findings. */
export const findingsAnswer = fc.record({
  basic: fc.array(
    fc.record({
      name: fc.constantFrom('CVE-1', 'CVE-2', 'CVE-10'),
      severity: fc.constantFrom('UNDEFINED', 'INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'),
      package: fc.constantFrom(undefined, 'curl', 'libcurl', 'tar'),
    }),
    { maxLength: 3 },
  ),
  enhanced: fc.array(
    fc.record({
      name: fc.constantFrom('CVE-1', 'cve-2', 'CVE-10'),
      severity: fc.constantFrom('UNTRIAGED', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'),
      fix: fc.constantFrom(undefined, 'YES', 'NO', 'PARTIAL'),
      status: fc.constantFrom(undefined, 'ACTIVE', 'SUPPRESSED', 'CLOSED'),
      packages: fc.array(
        fc.record({
          name: fc.constantFrom('curl', 'libcurl', 'tar'),
          fixedInVersion: fc.constantFrom(undefined, 'NotAvailable', '1.2'),
        }),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 3 },
  ),
  status: fc.constantFrom(
    'COMPLETE',
    'ACTIVE',
    'ACTIVE',
    'COMPLETE',
    'PENDING',
    'FAILED',
    'UNSUPPORTED_IMAGE',
    'SCAN_ELIGIBILITY_EXPIRED',
    undefined,
  ),
  token: fc.constantFrom(undefined, undefined, null, '', 'more'),
  unlisted: fc.option(
    fc.dictionary(fc.constantFrom('LOW', 'HIGH', 'CRITICAL', 'UNTRIAGED'), fc.nat(2), {
      maxKeys: 2,
    }),
    { nil: undefined },
  ),
  repositoryName: fc.constantFrom('team/web', 'team/api', 'web'),
});

export type FindingsAnswer = typeof findingsAnswer extends fc.Arbitrary<infer T> ? T : never;

/** The answer as AWS writes it. Counts are those of the open findings and of what was left out. */
export function awsAnswer(answer: FindingsAnswer): Record<string, unknown> {
  const counts: Record<string, number> = { ...answer.unlisted };
  const open = [
    ...answer.basic,
    ...answer.enhanced.filter(({ status }) => status === undefined || status === 'ACTIVE'),
  ];
  for (const { severity } of open) counts[severity] = (counts[severity] ?? 0) + 1;
  return {
    repositoryName: answer.repositoryName,
    imageId: { imageTag: '1' },
    ...(answer.status === undefined ? {} : { imageScanStatus: { status: answer.status } }),
    imageScanFindings: {
      ...(answer.unlisted === undefined ? {} : { findingSeverityCounts: counts }),
      findings: answer.basic.map(({ name, severity, package: of }) => ({
        name,
        severity,
        ...(of === undefined ? {} : { attributes: [{ key: 'package_name', value: of }] }),
      })),
      enhancedFindings: answer.enhanced.map(({ name, severity, fix, status, packages }) => ({
        severity,
        ...(fix === undefined ? {} : { fixAvailable: fix }),
        ...(status === undefined ? {} : { status }),
        packageVulnerabilityDetails: {
          vulnerabilityId: name,
          vulnerablePackages: packages.map(({ name: of, fixedInVersion }) => ({
            name: of,
            ...(fixedInVersion === undefined ? {} : { fixedInVersion }),
          })),
        },
      })),
    },
    ...(answer.token === undefined ? {} : { nextToken: answer.token }),
  };
}
