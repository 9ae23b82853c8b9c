import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';

/** What is said of the name of a repository. */
export const reported: readonly ReportedRule[] = [
  row(
    'name-empty',
    '',
    'the name is empty',
    'Give the repository a name of at least two characters.',
  ),
  row('name-too-short', 'a', 'the name is too short', 'A name has at least two characters.'),
  row(
    'name-too-long',
    'a'.repeat(257),
    'the name is too long',
    'A name has at most 256 characters, its namespaces included.',
  ),
  row(
    'name-upper-case',
    'Team/web',
    'the name has upper-case letters',
    'Only lower-case letters are accepted.',
  ),
  row(
    'name-character',
    'team/web:v1',
    'the name holds a character that is not accepted',
    'Letters, digits, dots, underscores, hyphens and slashes are. A tag is no part of the name.',
  ),
  row(
    'name-empty-part',
    'team//web',
    'the name begins or ends with a slash, or has two side by side',
    'Write one slash between two parts.',
  ),
  row(
    'name-separator-outside',
    'team/-web',
    'a part of the name starts or ends with a separator',
    'Start and end each part with a letter or a digit.',
  ),
  row(
    'name-separators',
    'team/we..b',
    'the name has separators side by side that may not be',
    'Write one separator.',
  ),
  {
    ...row(
      'name-digit-first',
      '1web',
      'the name starts with a digit',
      'The service accepts it and its guide does not. Start with a letter to be safe.',
    ),
    severity: 'info',
    because: ['repository.nameStartsWithLetter'] satisfies FactId[],
  },
  {
    ...row(
      'name-repeated-separators',
      'team--web',
      'the name has separators side by side, which not everything takes',
      'Filters of scanning and signing cannot spell it without an asterisk.',
    ),
    severity: 'info',
    because: ['repository.nameSingleSeparatorPattern'] satisfies FactId[],
  },
];

function row(name: string, repositoryName: string, title: string, why: string): ReportedRule {
  return {
    code: `repository/${name}`,
    severity: 'error',
    title,
    why,
    since: '0.1.0',
    because: ['repository.namePattern'] satisfies FactId[],
    example: JSON.stringify({ repositoryName }),
  };
}
