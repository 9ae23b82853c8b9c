import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { members, property, textOf } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { type Result, unlessRefused } from '../../base/result.js';
import { shapeDiagnostics } from '../../base/shape.js';
import type { FactId } from '../../facts/ledger/index.js';
import { factOfLimit, validateScanExceptions } from '../../generated/validators/scan-exceptions.js';
import { parseInstant } from '../../model/instant.js';
import type { AcceptedFinding, AcceptedFindings } from './types.js';

const voice = {
  domain: 'scanning',
  factOfLimit,
  otherwise: 'scanning.exceptionNeedsReasonAndEnd' satisfies FactId,
};

/** Reads a list of accepted findings, from a value or from JSON text. Every problem is reported at once. */
export function parseScanExceptions(input: unknown): Result<readonly AcceptedFinding[]> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, place } = document.value;
  const shape = shapeDiagnostics(validateScanExceptions, value, voice);
  const found = place([...shape, ...impossibleDays(value), ...repeated(value)]);
  const problems = capped(voice.domain, [...document.diagnostics, ...found]);
  // The validator has proved the shape wherever the result is used.
  const { exceptions = [] } = (value ?? {}) as Partial<AcceptedFindings>;
  return unlessRefused(exceptions, problems);
}

/** A day of the calendar that does not exist, such as 30 February. */
function impossibleDays(value: unknown): Diagnostic[] {
  return members(property(value, 'exceptions')).flatMap((exception, index) => {
    const expires = textOf(property(exception, 'expires'));
    if (expires === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(expires)) return [];
    if (parseInstant(expires) !== undefined) return [];
    return [
      problem(
        'no-such-day',
        'error',
        `${quote(expires)} is not a day of the calendar`,
        index,
        'expires',
      ),
    ];
  });
}

/** The same finding accepted twice: whoever prolongs one of them will wonder. */
function repeated(value: unknown): Diagnostic[] {
  const seen = new Map<string, number>();
  return members(property(value, 'exceptions')).flatMap((exception, index) => {
    const vulnerability = textOf(property(exception, 'vulnerability'));
    if (vulnerability === undefined) return [];
    const [inPackage, inRepository] = ['package', 'repository'].map((key) =>
      property(exception, key),
    );
    const key = JSON.stringify([vulnerability.toUpperCase(), inPackage, inRepository]);
    const before = seen.get(key);
    seen.set(key, before ?? index);
    if (before === undefined) return [];
    const message = `${quote(vulnerability)} is accepted twice for the same place`;
    return [problem('accepted-twice', 'warning', message, index, 'vulnerability')];
  });
}

function problem(
  name: string,
  severity: Diagnostic['severity'],
  message: string,
  index: number,
  key: string,
): Diagnostic {
  const because: FactId[] = ['scanning.exceptionNeedsReasonAndEnd'];
  return {
    code: `scanning/${name}`,
    severity,
    message,
    at: `/exceptions/${index}/${key}`,
    because,
  };
}
