import { capped, type Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { filled } from '../base/frame.js';
import { members, property, textOf } from '../base/loose.js';
import { quote } from '../base/quote.js';
import { type Respelled, type Spellings, unwrapped } from '../base/respell.js';
import { type Result, unlessRefused } from '../base/result.js';
import { shapeDiagnostics } from '../base/shape.js';
import type { FactId } from '../facts/ledger/index.js';
import { legalFrequencies, scanRefusals } from '../facts/scanning.js';
import {
  factOfLimit,
  validateRegistryScanningConfiguration,
} from '../generated/validators/registry-scanning-configuration.js';
import type { ScanningConfiguration, ScanningRule, ScanType } from './types.js';

const voice = {
  domain: 'scanning',
  factOfLimit,
  otherwise: 'scanning.scanTypes' satisfies FactId,
};

/**
 * Reads a registry's scanning configuration, from a value or from JSON text: the input of
 * PutRegistryScanningConfiguration, what it or `aws ecr get-registry-scanning-configuration` prints, or the same in the
 * spelling of Terraform or CloudFormation. Every problem is reported at once. Without a `scanType` it is basic scanning.
 */
export function parseScanningConfiguration(input: unknown): Result<ScanningConfiguration> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, within } = openConfiguration(document.value.value);
  const shape = shapeDiagnostics(validateRegistryScanningConfiguration, value, voice);
  const meaning = [...foreignFrequencies(value), ...repeatedFrequencies(value)];
  const placed = document.value.place(within([...shape, ...meaning]));
  const problems = capped(voice.domain, [...document.diagnostics, ...placed]);
  return unlessRefused(configurationOf(value), problems);
}

/** The configuration inside the answer or resource it stands in, and the way back to its places. */
export function openConfiguration(document: unknown): Respelled {
  return unwrapped(document, wrappers, spellings);
}

/** What the two operations call the configuration in their answers. */
const wrappers = ['scanningConfiguration', 'registryScanningConfiguration'];

/** How Terraform and CloudFormation spell it. */
const spellings: Spellings = {
  names: {
    scan_type: 'scanType',
    rule: 'rules',
    scan_frequency: 'scanFrequency',
    repository_filter: 'repositoryFilters',
    filter_type: 'filterType',
    ScanType: 'scanType',
    Rules: 'rules',
    ScanFrequency: 'scanFrequency',
    RepositoryFilters: 'repositoryFilters',
    Filter: 'filter',
    FilterType: 'filterType',
  },
  emptyIsAbsent: ['rule'],
};

function configurationOf(value: unknown): ScanningConfiguration {
  // The validator has proved the shape wherever the result is used.
  const { scanType, rules } = (value ?? {}) as Partial<ScanningConfiguration>;
  return { scanType: scanType ?? 'BASIC', rules: rules ?? [] };
}

function foreignFrequencies(value: unknown): Diagnostic[] {
  const scanType = scanTypeOf(value);
  if (scanType === undefined) return [];
  const legal: readonly string[] = legalFrequencies[scanType];
  return frequencies(value).flatMap(({ frequency, at }) => {
    if (legal.includes(frequency) || !isFrequency(frequency)) return [];
    const because: FactId[] = ['scanning.legalFrequencies'];
    return [
      {
        code: 'scanning/frequency-of-other-type',
        severity: 'error',
        message: `${quote(frequency)} is not a frequency of ${scanType.toLowerCase()} scanning`,
        at,
        because,
        help: `write ${legal.map(quote).join(' or ')}, or change \`scanType\``,
        awsMessage: filled(scanRefusals.frequency, scanType, frequency),
      },
    ];
  });
}

function repeatedFrequencies(value: unknown): Diagnostic[] {
  const seen = new Set<string>();
  return frequencies(value).flatMap(({ frequency, at }) => {
    if (!seen.has(frequency)) {
      seen.add(frequency);
      return [];
    }
    const because: FactId[] = ['scanning.scanRefusals'];
    return [
      {
        code: 'scanning/duplicate-frequency',
        severity: 'error',
        message: `${quote(frequency)} stands in two rules`,
        at,
        because,
        help: 'put the filters of both into one rule',
        awsMessage: filled(scanRefusals.duplicateFrequencies, frequency),
      },
    ];
  });
}

/** Undefined when the document says something that is no scan type. */
function scanTypeOf(value: unknown): ScanType | undefined {
  const said = property(value, 'scanType') ?? 'BASIC';
  return said === 'BASIC' || said === 'ENHANCED' ? said : undefined;
}

function isFrequency(text: string): text is ScanningRule['scanFrequency'] {
  return Object.values<readonly string[]>(legalFrequencies).some((list) => list.includes(text));
}

function frequencies(value: unknown): { frequency: string; at: string }[] {
  return members(property(value, 'rules')).flatMap((rule, index) => {
    const frequency = textOf(property(rule, 'scanFrequency'));
    return frequency === undefined ? [] : [{ frequency, at: `/rules/${index}/scanFrequency` }];
  });
}
