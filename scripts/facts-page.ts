import { type Evidence, ledger } from '../src/facts/ledger/index.js';
import { factValues } from './fact-values.js';

/** `docs/facts.md`: every fact with its value, its standing and its source, a table a subject. */
export function factsPage(): string {
  const rows = Object.entries<Evidence>(ledger);
  const subjects = [...new Set(rows.map(([id]) => id.split('.')[0] ?? ''))];
  const tables = subjects.map((subject) => {
    const own = rows.filter(([id]) => id.startsWith(`${subject}.`));
    return [
      `## ${subject}`,
      '',
      heading,
      ...own.map(([id, evidence]) => row(id, evidence)),
      '',
    ].join('\n');
  });
  return `${preamble}\n${tables.join('\n')}`;
}

const preamble = `# Facts

What the library takes AWS to do, and where that is known from. Generated from \`src/facts/ledger\`; answers and
diagnostics cite these ids. *documented*: AWS writes it. *observed*: seen in the field or quoted from the service.
*inferred*: concluded from either. *unknown*: nobody says, and the library takes the careful side.
`;

const heading = '| fact | says | value | standing | source | seen |\n|---|---|---|---|---|---|';

function row(id: string, { says, standing, source, seen }: Evidence): string {
  const value = factValues.has(id) ? `\`${shown(factValues.get(id))}\`` : '';
  const cells = [`\`${id}\``, says, value, standing, source, seen];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** A table shows what fits; the whole value stands in `src/facts`. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= valueLengthMax ? text : `${text.slice(0, valueLengthMax)}…`;
}

const valueLengthMax = 160;
