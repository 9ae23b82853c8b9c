import type { Fix, Range } from '../base/diagnostic.js';
import {
  type KnownRule,
  knownRules,
  type LintFinding,
  rulePage,
  type SuppressedFinding,
} from '../lint/index.js';
import type { LintOutcome } from './lint-text.js';

/** Most results that GitHub takes from one run; it refuses a file that holds more. */
const resultCountMax = 25_000;

/** What was found as SARIF 2.1.0: every rule that spoke with its help, every result with its region and its fix. */
export function lintSarif({ report, version }: LintOutcome): string {
  const all: readonly (LintFinding | SuppressedFinding)[] = [
    ...report.findings,
    ...report.suppressed,
  ];
  const shown = all.slice(0, resultCountMax);
  const codes = [...new Set(shown.map(({ code }) => code))].sort();
  const ruleIndex = new Map(codes.map((code, index) => [code, index]));
  const run = {
    tool: {
      driver: {
        name: 'ecr-drydock',
        version,
        semanticVersion: version,
        informationUri: 'https://www.npmjs.com/package/ecr-drydock',
        rules: codes.map((code) => ruleOf(code, knownRules.get(code))),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: shown.map((finding) => resultOf(finding, ruleIndex.get(finding.code) ?? 0)),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

function ruleOf(code: string, rule: KnownRule | undefined): object {
  if (rule === undefined)
    return { id: code, shortDescription: { text: `What reading reports as ${code}.` } };
  const text = `${rule.why.replaceAll('\n', ' ')}`;
  return {
    id: code,
    name: nameOf(code),
    shortDescription: { text: sentence(rule.title) },
    fullDescription: { text },
    help: { text, markdown: rule.why },
    helpUri: rulePage(code),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: [code.split('/')[0] ?? '', ...(rule.category === undefined ? [] : [rule.category])],
      ...(rule.maturity === undefined ? {} : { maturity: rule.maturity }),
    },
  };
}

/** `iam/public-repository` as `PublicRepository`, the spelling SARIF asks for. */
function nameOf(code: string): string {
  return (code.split('/')[1] ?? code).replace(/(?:^|-)(\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function resultOf(finding: LintFinding | SuppressedFinding, ruleIndex: number): object {
  const { code, severity, message, help, fingerprint, textEdits, fix } = finding;
  const text = help === undefined ? sentence(message) : `${sentence(message)} ${sentence(help)}`;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text },
    locations: [locationOf(finding)],
    partialFingerprints: { 'ecrDrydock/v1': fingerprint },
    ...(textEdits === undefined || fix === undefined
      ? {}
      : { fixes: [fixOf(finding, fix, textEdits)] }),
    ...('suppression' in finding ? { suppressions: [suppressionOf(finding)] } : {}),
  };
}

function locationOf({ path, range, address, at, kind }: LintFinding): object {
  const name = [address, at].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path) },
      ...(range === undefined ? {} : { region: regionOf(range) }),
    },
    ...(name === ''
      ? {}
      : {
          logicalLocations: [
            {
              fullyQualifiedName: name,
              ...(kind === undefined ? {} : { properties: { documentKind: kind } }),
            },
          ],
        }),
  };
}

function regionOf({ start, end }: Range): object {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  };
}

/** A relative path as a URI; the checkout's root is where it starts. */
function uriOf(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^\.\//, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

function fixOf(
  { path }: LintFinding,
  { title }: Fix,
  edits: NonNullable<LintFinding['textEdits']>,
): object {
  return {
    description: { text: sentence(title) },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(path) },
        replacements: edits.map(({ start, end, text }) => ({
          deletedRegion: { charOffset: start, charLength: end - start },
          ...(text === '' ? {} : { insertedContent: { text } }),
        })),
      },
    ],
  };
}

function suppressionOf({ suppression: { by, reason } }: SuppressedFinding): object {
  return {
    kind: by === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    ...(reason === '' ? {} : { justification: reason }),
  };
}
