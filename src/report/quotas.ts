import { counted, grouped } from '../base/quote.js';
import { isFull, type QuotasAnswer, type ToldQuota } from '../words/index.js';
import { answerJson } from './json.js';
import { literal, markdownTable, prose } from './markdown.js';
import { type Palette, paletteOf, printable, type Style, table, wrapped } from './style.js';

/** From this share on a quota is told in a sentence. */
const nearShare = 0.8;

/** The quotas of a registry for people: those in use, what is near its limit and where, and what is not known. */
export function quotasText({ quotas }: QuotasAnswer, style: Style): string {
  const palette = paletteOf(style);
  const known = quotas.filter(isKnown);
  const near = known.filter(({ share }) => share >= nearShare);
  const rows = known.map((answer) => [...cellsOf(answer), placeOf(answer)]);
  const [title = '', ...lines] = table([heading, ...rows], { right: [1, 2, 3] });
  const notes = near.map((answer) => wrapped(printable(answer.sentence), style.columns, '  '));
  const parts = [
    [palette.quiet(title), ...lines.map((line, index) => paintOf(known[index], palette)(line))],
    notes,
    [wrapped(unknownLine(quotas), style.columns, '  ')],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** The same as GitHub-flavoured Markdown. */
export function quotasMarkdown({ quotas }: QuotasAnswer): string {
  const known = quotas.filter(isKnown);
  const rows = known.map((answer) => [...cellsOf(answer), placeOf(answer)].map(literal));
  const notes = known
    .filter(({ share }) => share >= nearShare)
    .map(({ sentence }) => `- ${prose(sentence)}`);
  const full = known.filter(isFull).length;
  const parts = [
    `### ${full === 0 ? 'No quota is met' : `${counted(full, 'quota')} met or exceeded`}`,
    markdownTable([heading, ...rows], ['---', '--:', '--:', '--:', '---']),
    notes.join('\n'),
    prose(unknownLine(quotas)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The answer as JSON, with the schema it keeps to. */
export function quotasJson(answer: QuotasAnswer): string {
  return answerJson('quotas', answer);
}

const heading = ['quota', 'used', 'limit', 'share', 'most in'];

type KnownQuota = Exclude<ToldQuota, { kind: 'unknown' }>;

function isKnown(answer: ToldQuota): answer is KnownQuota {
  return answer.kind !== 'unknown';
}

function cellsOf({ quota, used, limit, share }: KnownQuota): readonly string[] {
  const percent = used > 0 && share < 0.01 ? 'below 1 %' : `${Math.floor(share * 100)} %`;
  return [quota, grouped(used), grouped(limit), percent];
}

function placeOf({ places }: KnownQuota): string {
  const [most] = places;
  if (most === undefined) return '';
  const rule = most.rule === undefined ? undefined : `rule ${most.rule + 1}`;
  return [most.repositoryName, most.imageDigest?.slice(0, 19), rule]
    .filter((part) => part !== undefined)
    .join(' ');
}

function paintOf(answer: KnownQuota | undefined, palette: Palette) {
  if (answer === undefined || answer.share < nearShare) return (text: string) => text;
  return isFull(answer) ? palette.bad : palette.careful;
}

/** A rate goes by the name of its operation, and those are too many to name. */
function unknownLine(quotas: readonly ToldQuota[]): string {
  const unknown = quotas.filter((answer) => !isKnown(answer)).map(({ quota }) => quota);
  const names = unknown.filter((quota) => !/^[A-Z]/.test(quota)).map((quota) => `\`${quota}\``);
  const rates =
    names.length < unknown.length ? [`${unknown.length - names.length} request rates`] : [];
  return `nothing given here tells of ${[...names, ...rates].join(', ')}`;
}
