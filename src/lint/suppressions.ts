import type { Diagnostic, Position } from '../base/diagnostic.js';
import { quote } from '../base/quote.js';
import { isKnownCode, nearestCode } from './codes.js';
import type { Comment } from './comments.js';
import type { MatchesGlob } from './settings.js';
import type {
  AppliedSuppression,
  ConfiguredSuppression,
  LintConfig,
  LintFinding,
} from './types.js';

/** What a finding is accepted by, and whether anything was. */
export interface Suppressor {
  /** The suppression that a finding falls under; undefined when it counts. */
  readonly of: (finding: Omit<LintFinding, 'fingerprint'>) => AppliedSuppression | undefined;
  /** What is wrong with suppressions once everything has been asked. */
  readonly complaints: () => readonly FileFinding[];
}

/** A finding about a file, or about the configuration when it has no path. */
export type FileFinding = Diagnostic & { readonly path: string };

/** Suppressions of a configuration. Those about files that were not looked at cannot be called unused. */
export function configuredSuppressor(
  { suppressions = [] }: LintConfig,
  configPath: string,
  {
    paths,
    matches,
    atMs,
  }: { paths: readonly string[]; matches: MatchesGlob; atMs?: number | undefined },
): Suppressor {
  const used = new Set<number>();
  const live = suppressions.map((one) => !isExpired(one, atMs));
  return {
    of: (finding) => {
      const index = suppressions.findIndex(
        (one, at) =>
          live[at] &&
          isMeant(one, finding) &&
          one.files.some((glob) => matches(finding.path, glob)),
      );
      if (index === -1) return undefined;
      used.add(index);
      return { by: 'configuration', reason: suppressions[index]?.reason ?? '' };
    },
    complaints: () =>
      suppressions.flatMap((one, index) => {
        const at = `/suppressions/${index}`;
        const isSeen = paths.some((path) => one.files.some((glob) => matches(path, glob)));
        return [
          ...(live[index] ? [] : [expired(one, configPath, at)]),
          ...(live[index] && isSeen && !used.has(index)
            ? [unused(one.rule, { path: configPath, at })]
            : []),
          ...(one.reason.trim() === '' ? [reasonless(one.rule, { path: configPath, at })] : []),
        ];
      }),
  };
}

/** Suppressions in the comments of a file. */
export function commentSuppressor(path: string, comments: readonly Comment[]): Suppressor {
  const used = new Set<string>();
  return {
    of: ({ code, range, path: where }) => {
      if (where !== path) return undefined;
      for (const [index, comment] of comments.entries()) {
        const rule = comment.rules.find((one) => covers(one, code));
        if (rule === undefined || !reaches(comment, range?.start)) continue;
        used.add(`${index} ${rule}`);
        return { by: 'comment', reason: comment.reason };
      }
      return undefined;
    },
    complaints: () =>
      comments.flatMap((comment, index) => {
        const place = { path, at: '', range: comment.range };
        return [
          ...comment.rules
            .filter((rule) => isKnownCode(rule) && !used.has(`${index} ${rule}`))
            .map((rule) => unused(rule, place)),
          ...comment.rules.filter((rule) => !isKnownCode(rule)).map((rule) => unknown(rule, place)),
          ...(comment.reason === '' ? [reasonless(comment.rules.join(', '), place)] : []),
        ];
      }),
  };
}

/** A comment about the whole file reaches findings without a place as well. */
function reaches({ lines }: Comment, start: Position | undefined): boolean {
  if (lines === 'file') return true;
  return start !== undefined && start.line >= lines.first && start.line <= lines.last;
}

function covers(rule: string, code: string): boolean {
  return rule === code || (rule.endsWith('/*') && code.startsWith(rule.slice(0, -1)));
}

function isMeant(one: ConfiguredSuppression, finding: Omit<LintFinding, 'fingerprint'>): boolean {
  const { at = '' } = one;
  return (
    covers(one.rule, finding.code) &&
    (one.address === undefined || one.address === finding.address) &&
    (finding.at === at || finding.at.startsWith(at === '' ? '' : `${at}/`))
  );
}

/** The last day is still part of the acceptance. Without an instant nothing is ever over. */
function isExpired({ expires }: ConfiguredSuppression, atMs: number | undefined): boolean {
  if (expires === undefined || atMs === undefined) return false;
  return atMs >= Date.parse(`${expires}T00:00:00Z`) + 86_400_000;
}

type Place = Pick<FileFinding, 'path' | 'at' | 'range'>;

function unused(rule: string, place: Place): FileFinding {
  return {
    code: 'lint/unused-suppression',
    severity: 'warning',
    message: `nothing here is suppressed for ${quote(rule)}`,
    because: [],
    help: 'remove the suppression, or move it to the finding',
    ...place,
  };
}

function unknown(rule: string, place: Place): FileFinding {
  const near = nearestCode(rule);
  return {
    code: 'lint/unknown-rule',
    severity: 'warning',
    message: `there is no rule ${quote(rule)}`,
    because: [],
    help:
      near === undefined
        ? 'write the code that stands behind a finding'
        : `did you mean ${quote(near)}?`,
    ...place,
  };
}

function reasonless(rule: string, place: Place): FileFinding {
  return {
    code: 'lint/suppression-without-reason',
    severity: 'warning',
    message: `the suppression of ${quote(rule)} does not say why`,
    because: [],
    help: 'write the reason behind it',
    ...place,
  };
}

function expired({ rule, expires }: ConfiguredSuppression, path: string, at: string): FileFinding {
  return {
    code: 'lint/expired-suppression',
    severity: 'warning',
    message: `the suppression of ${quote(rule)} ended with ${expires}`,
    at,
    because: [],
    help: 'mend what it was about, or give it another day and say why',
    path,
  };
}
