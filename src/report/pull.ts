import type { PullAnswer } from '../words/index.js';
import { answerJson } from './json.js';
import { type Palette, paletteOf, printable, type Style, wrapped } from './style.js';

/** What a pull gives, for people: the verdict, its ground, and what makes the repository where one is missing. */
export function pullText(answer: PullAnswer, style: Style): string {
  const { sentence, exception, message, creation, because } = answer;
  const line = (text: string, indent = '  ') =>
    `${indent}${wrapped(printable(text), style.columns, `${indent}  `, indent.length)}`;
  const word = wordOf(answer);
  const facts = [...because, ...(creation?.because ?? [])];
  return [
    `${paintOf(answer, paletteOf(style))(word)}: ${wrapped(printable(sentence), style.columns, '  ', word.length + 2)}`,
    ...(message === undefined ? [] : [line(shown(exception, message))]),
    ...(creation === undefined ? [] : [line(creation.sentence)]),
    ...(answer.kind === 'depends' ? [line('tell with --upstream what the upstream answers')] : []),
    ...(facts.length === 0 ? [] : [line(`facts: ${[...new Set(facts)].join(', ')}`)]),
    '',
  ].join('\n');
}

/** AWS's answer, or what the client of a cache shows of it. */
function shown(exception: string | undefined, message: string): string {
  return exception === undefined
    ? `docker shows: ${message}`
    : `AWS answers ${exception}: ${message}`;
}

function wordOf({ kind }: PullAnswer): string {
  return kind === 'depends' ? 'it depends' : kind;
}

function paintOf({ kind }: PullAnswer, { good, careful, bad }: Palette): (text: string) => string {
  if (kind === 'failed') return bad;
  return kind === 'depends' ? careful : good;
}

/** The whole answer, with the id of its schema. */
export function pullJson(answer: PullAnswer): string {
  return answerJson('pull', answer);
}
