import { counted } from '../base/quote.js';
import { type LintFinding, rulePage } from '../lint/index.js';
import type { LintOutcome } from './lint-text.js';
import { cut, printable } from './style.js';

/** Findings that are listed; a comment on GitHub holds 65,536 characters. */
const findingCountMax = 100;

/** What was found as a comment on a pull request: a sentence, a table, and what does not count folded away. */
export function lintMarkdown({ report }: LintOutcome): string {
  const { counts, findings, suppressed, documents } = report;
  const inAll = counted(documents.length, 'document');
  const sum = `${counted(counts.error, 'error')}, ${counted(counts.warning, 'warning')}, ${counted(counts.info, 'note')}`;
  const head =
    findings.length === 0
      ? `### ecr-drydock: nothing found in ${inAll}`
      : `### ecr-drydock: ${sum} in ${inAll}`;
  const left = findings.length - findingCountMax;
  return [
    head,
    '',
    ...(findings.length === 0 ? [] : [...tableOf(findings), '']),
    ...(left > 0 ? [`${counted(left, 'finding')} more.`, ''] : []),
    ...(suppressed.length === 0
      ? []
      : [
          '<details>',
          `<summary>${counted(suppressed.length, 'finding')} suppressed</summary>`,
          '',
          ...suppressed
            .slice(0, findingCountMax)
            .map(
              (one) =>
                `- \`${codeSpan(placeOf(one))}\` ${one.code}: ${cell(one.suppression.reason || 'no reason given')}`,
            ),
          '',
          '</details>',
          '',
        ]),
  ].join('\n');
}

const signs = { error: '🛑', warning: '⚠️', info: '💡' } as const;

function tableOf(findings: readonly LintFinding[]): readonly string[] {
  return [
    '| | where | what | rule |',
    '|---|---|---|---|',
    ...findings.slice(0, findingCountMax).map((finding) => {
      const { severity, message, help, code, address } = finding;
      const where = `\`${codeSpan(placeOf(finding))}\`${address === undefined ? '' : `<br>\`${codeSpan(address)}\``}`;
      const what = `${cell(message)}${help === undefined ? '' : `<br>→ ${cell(help)}`}`;
      const page = rulePage(code);
      const rule = page === undefined ? code : `[${code}](${page})`;
      return `| ${signs[severity]} | ${where} | ${what} | ${rule} |`;
    }),
  ];
}

function placeOf({ path, range }: LintFinding): string {
  return range === undefined ? path : `${path}:${range.start.line}`;
}

/** A stranger's text in a cell: what stands in backticks stays, all else that Markdown or HTML would read does not. */
function cell(text: string): string {
  return printable(cut(text, 400))
    .split('`')
    .map((part, index, parts) =>
      index % 2 === 1 && index < parts.length - 1
        ? `\`${codeSpan(part)}\``
        : part.replaceAll(/[\\*_[\]<>&|~#@]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    )
    .join('');
}

/** Within backticks only a bar ends the cell. */
function codeSpan(text: string): string {
  return printable(text).replaceAll('`', "'").replaceAll('|', '\\|');
}
