import { byCodeUnit } from '../base/order.js';
import type { LintFinding, LintReport } from '../lint/index.js';
import type { LintOutcome } from './lint-text.js';

/** JUnit's XML, as Jenkins and others read it: a suite for each file, a test for each document, a failure a finding. */
export function lintJunit({ report }: LintOutcome): string {
  const paths = [...new Set([...report.documents, ...report.findings].map(({ path }) => path))];
  const suites = paths.sort(byCodeUnit).map((path) => suiteOf(path, report));
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ecr-drydock" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteOf(path: string, { documents, findings }: LintReport) {
  const inFile = findings.filter((finding) => finding.path === path);
  const troubled = new Set(inFile.map(({ address = '' }) => address));
  const sound = documents.filter((one) => one.path === path && !troubled.has(one.address));
  const cases = [
    ...sound.map(({ kind, address }) =>
      testCase(path, address === '' ? kind : `${kind} ${address}`, []),
    ),
    ...inFile.map((finding) => testCase(path, nameOf(finding), failureOf(finding))),
  ];
  const failures = inFile.filter(({ severity }) => severity !== 'info').length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0"`;
  return {
    tests: cases.length,
    failures,
    lines: [`  <testsuite name="${attribute(path)}" ${counts}>`, ...cases.flat(), '  </testsuite>'],
  };
}

function nameOf({ code, address, at, range }: LintFinding): string {
  const place = [address, at].filter((part) => part !== undefined && part !== '').join(' ');
  const line = range === undefined ? '' : ` line ${range.start.line}`;
  return `${code}${place === '' ? '' : ` ${place}`}${line}`;
}

function testCase(path: string, name: string, inside: readonly string[]): readonly string[] {
  const head = `    <testcase classname="${attribute(path)}" name="${attribute(name)}"`;
  return inside.length === 0 ? [`${head}/>`] : [`${head}>`, ...inside, '    </testcase>'];
}

/** Advice is told, and lets the test pass. */
function failureOf({
  severity,
  code,
  message,
  help,
  path,
  range,
  awsMessage,
}: LintFinding): readonly string[] {
  const place = range === undefined ? path : `${path}:${range.start.line}:${range.start.column}`;
  const text = [
    `${place}: ${message}`,
    ...(help === undefined ? [] : [`do: ${help}`]),
    ...(awsMessage === undefined ? [] : [`AWS says: ${awsMessage}`]),
  ].join('\n');
  if (severity === 'info') return [`      <system-out>${content(text)}</system-out>`];
  const head = `<failure type="${attribute(code)}" message="${attribute(`${severity}: ${message}`)}">`;
  return [`      ${head}${content(text)}</failure>`];
}

/** XML 1.0 cannot hold most control characters, not even escaped. */
function content(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return content(text)
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n\r]/g, ' ');
}
