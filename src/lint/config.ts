import { capped, type Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { pointer } from '../base/json-text.js';
import { jsonKind, quote } from '../base/quote.js';
import { type Result, unlessRefused } from '../base/result.js';
import { shapeDiagnostics } from '../base/shape.js';
import { validateLintBaseline } from '../generated/validators/lint-baseline.js';
import { validateLintConfig } from '../generated/validators/lint-config.js';
import { parseInstant } from '../model/instant.js';
import { isKnownCode, nearestCode } from './codes.js';
import { knownRules } from './rule-cards.js';
import type { LintBaseline, LintConfig } from './types.js';

const voice = { domain: 'lint-config', factOfLimit: {}, otherwise: '' };

/**
 * Reads a configuration from JSON text or from a value. Every problem is reported at once; a code that no rule has is
 * a warning, since another release may know it.
 */
export function parseLintConfig(input: unknown): Result<LintConfig> {
  const document = readDocument(input, voice);
  if (!document.ok) return { ok: false, diagnostics: document.diagnostics.map(withoutFact) };
  const { value, place } = document.value;
  const shape = shapeDiagnostics(validateLintConfig, value, {
    ...voice,
    knower: 'a configuration',
  });
  // The validator has proved the shape wherever it found nothing to say.
  const config = (shape.length === 0 ? value : {}) as LintConfig;
  const found = place([...shape, ...meaningOf(config)]);
  const problems = capped(voice.domain, [...document.diagnostics, ...found]).map(withoutFact);
  return unlessRefused(config, problems);
}

/** Reads a baseline from JSON text or from a value. */
export function parseLintBaseline(input: unknown): Result<LintBaseline> {
  const baseline = { ...voice, domain: 'lint-baseline', knower: 'a baseline' };
  const document = readDocument(input, baseline);
  if (!document.ok) return { ok: false, diagnostics: document.diagnostics.map(withoutFact) };
  const { value, place } = document.value;
  const shape = place(shapeDiagnostics(validateLintBaseline, value, baseline));
  const problems = [...document.diagnostics, ...shape].map(withoutFact);
  // The validator has proved the shape wherever the result is used.
  return unlessRefused(value as LintBaseline, problems);
}

/** A configuration is ours, and no fact about AWS stands behind what it may say. */
function withoutFact(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, because: [] };
}

function meaningOf({
  rules,
  options,
  overrides = [],
  suppressions = [],
}: LintConfig): Diagnostic[] {
  return [
    ...ofRules(rules, '/rules'),
    ...ofOptions(options, '/options'),
    ...overrides.flatMap((override, index) => [
      ...ofRules(override.rules, `/overrides/${index}/rules`),
      ...ofOptions(override.options, `/overrides/${index}/options`),
    ]),
    ...suppressions.flatMap(({ rule, expires }, index) => [
      ...unknownCode(rule, `/suppressions/${index}/rule`),
      ...noSuchDay(expires, `/suppressions/${index}/expires`),
    ]),
  ];
}

function ofRules(rules: LintConfig['rules'] = {}, at: string): Diagnostic[] {
  return Object.keys(rules).flatMap((code) => unknownCode(code, pointer(at, code)));
}

function unknownCode(code: string, at: string): Diagnostic[] {
  if (isKnownCode(code)) return [];
  const near = nearestCode(code);
  const message = `there is no rule ${quote(code)}`;
  const help = near === undefined ? 'docs/rules lists all rules' : `did you mean ${quote(near)}?`;
  return [{ code: 'lint/unknown-rule', severity: 'warning', message, at, because: [], help }];
}

function ofOptions(options: LintConfig['options'] = {}, at: string): Diagnostic[] {
  return Object.entries(options).flatMap(([code, set]) => {
    const place = pointer(at, code);
    const known = knownRules.get(code)?.options ?? {};
    return [
      ...unknownCode(code, place),
      ...Object.entries(set).flatMap(([name, value]) =>
        wrongOption(known[name]?.default, value, name, pointer(place, name)),
      ),
    ];
  });
}

function wrongOption(usual: unknown, value: unknown, name: string, at: string): Diagnostic[] {
  if (usual === undefined) {
    const message = `the rule has no option ${quote(name)}`;
    const help = 'remove it; `--explain-rule` lists the options of a rule';
    return [
      { code: 'lint-config/unknown-option', severity: 'error', message, at, because: [], help },
    ];
  }
  if (sameKind(usual, value)) return [];
  const message = `${quote(name)} is ${quote(value)}, but something like ${JSON.stringify(usual)} belongs here`;
  return [{ code: 'lint-config/wrong-option', severity: 'error', message, at, because: [] }];
}

function sameKind(usual: unknown, value: unknown): boolean {
  if (jsonKind(usual) !== jsonKind(value)) return false;
  return !Array.isArray(value) || value.every((member) => typeof member === 'string');
}

function noSuchDay(day: string | undefined, at: string): Diagnostic[] {
  if (day === undefined || parseInstant(day) !== undefined) return [];
  const message = `${quote(day)} is not a day of the calendar`;
  return [{ code: 'lint-config/no-such-day', severity: 'error', message, at, because: [] }];
}
