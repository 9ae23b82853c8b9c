import { type KnownRule, rulePage } from '../lint/index.js';
import { paletteOf, type Style, wrapped } from './style.js';

/** What a rule says of itself: what it finds, why it matters, what can be set, and where more is written. */
export function lintRuleText(rule: KnownRule, style: Style): string {
  const palette = paletteOf(style);
  const {
    code,
    severity,
    title,
    why,
    maturity,
    since,
    because,
    alsoKnownAs = [],
    options = {},
  } = rule;
  const standing = maturity === undefined ? 'reported by the reader' : maturity;
  const page = rulePage(code);
  const lines = [
    `${palette.title(code)} ${palette.quiet(`${severity}, ${standing}, since ${since}`)}`,
    '',
    wrapped(title, style.columns),
    '',
    wrapped(why.replaceAll('\n', ' '), style.columns),
    ...Object.entries(options).map(([name, option]) =>
      wrapped(
        `option ${name}: ${option.says} (usually ${JSON.stringify(option.default)})`,
        style.columns,
        '  ',
      ),
    ),
    ...(because.length === 0 ? [] : ['', palette.quiet(`facts: ${because.join(', ')}`)]),
    ...(alsoKnownAs.length === 0
      ? []
      : [palette.quiet(`also known as: ${alsoKnownAs.join(', ')}`)]),
    ...(page === undefined ? [] : [palette.quiet(page)]),
  ];
  return `${lines.join('\n')}\n`;
}
