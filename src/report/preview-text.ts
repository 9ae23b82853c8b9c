import type { Diagnostic } from '../base/diagnostic.js';
import { counted, grouped } from '../base/quote.js';
import type { ImageExplanation, LifecyclePolicy, LifecycleRule } from '../lifecycle/index.js';
import type { PreviewAnswer, RepositoryPreview } from '../words/index.js';
import { paint } from './diagnostics.js';
import { explanationText } from './explanation-text.js';
import {
  cut,
  type Palette,
  paletteOf,
  printable,
  type Style,
  shortDigest,
  size,
  table,
  wrapped,
} from './style.js';

/** Images named in a text; the other formats name them all. */
const imagesNamed = 20;

/** A preview for people: what each rule does, what goes, what is in doubt, what runs and would be missed. */
export function previewText(answer: PreviewAnswer, style: Style): string {
  const palette = paletteOf(style);
  const parts = answer.repositories.map((repository) =>
    repositoryText(answer, repository, palette, style),
  );
  if (answer.repositories.length > 1) parts.push(summaryText(answer, palette));
  return parts.join('\n');
}

function repositoryText(
  { at, policy }: PreviewAnswer,
  repository: RepositoryPreview,
  palette: Palette,
  style: Style,
): string {
  const { tally, diagnostics, explanations } = repository;
  const head = `${palette.title(nameOf(repository))}  ${grouped(tally.images.images)} images, ${size(tally.images.bytes)}, on ${at.slice(0, 16).replace('T', ' ')} UTC`;
  return [
    head,
    '',
    ...rulesTable(policy, repository),
    '',
    ...totals(repository, palette, style),
    ...departures(repository, palette, style),
    ...inUse(repository, palette, style),
    ...explanations.flatMap((explanation: ImageExplanation) => [
      '',
      explanationText(explanation, style),
    ]),
    ...notes(diagnostics, palette, style),
    '',
  ].join('\n');
}

/** How a repository is called in reports. */
export function nameOf({
  repositoryName,
  registryId,
}: Pick<RepositoryPreview, 'repositoryName' | 'registryId'>): string {
  const name = repositoryName ?? 'one repository';
  return printable(registryId === undefined ? name : `${registryId}/${name}`);
}

function rulesTable(
  policy: LifecyclePolicy,
  { tally, blocked }: RepositoryPreview,
): readonly string[] {
  const heldBack = blocked.length > 0;
  const follows = tally.rules.some((rule) => rule.follows > 0);
  const rows = tally.rules.map((rule) => [
    `rule ${rule.rulePriority}`,
    ruleSummary(ruleAt(policy, rule.at)),
    rule.selects,
    rule.owns,
    rule.expires,
    rule.archives,
    ...(heldBack ? [rule.blocked] : []),
    ...(follows ? [rule.follows] : []),
    rule.keeps,
  ]);
  const header = [
    '',
    '',
    'selects',
    'owns',
    'expires',
    'archives',
    ...(heldBack ? ['held back'] : []),
    ...(follows ? ['follow'] : []),
    'keeps',
  ];
  const blank = heldBack || follows ? [...(heldBack ? [''] : []), ...(follows ? [''] : [])] : [];
  const rest = ['', 'no rule selects', '', tally.unselected.images, '', '', ...blank, ''];
  return table([header, ...(tally.unselected.images > 0 ? [rest] : []), ...rows]).map(
    (line) => `  ${line}`,
  );
}

function ruleAt({ rules }: LifecyclePolicy, at: string): LifecycleRule | undefined {
  return rules[Number(at.slice(at.lastIndexOf('/') + 1))];
}

/** A rule in a few words: `tagged prod*: newest 10`, `untagged: 14 days after push`. */
export function ruleSummary(rule: LifecycleRule | undefined): string {
  if (rule === undefined) return '';
  const { tagStatus, tagPatternList, tagPrefixList, countType, countNumber, storageClass } =
    rule.selection;
  const prefixes = tagPrefixList?.map((prefix) => `${prefix}…`);
  const list =
    tagStatus === 'tagged' ? (tagPatternList ?? prefixes ?? []).join(' and ') : tagStatus;
  const where = storageClass === 'archive' ? 'archived ' : '';
  const days = counted(countNumber, 'day');
  const when = {
    imageCountMoreThan: `beyond the newest ${grouped(countNumber)}`,
    sinceImagePushed: `${days} after the push`,
    sinceImagePulled: `${days} after the last pull`,
    sinceImageTransitioned: `${days} in the archive`,
  }[countType];
  return `${where}${cut(list, 40)}, ${when}`;
}

function totals(
  { tally, blocked }: RepositoryPreview,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const { expires, archives, images } = tally;
  const lines: string[] = [];
  if (expires.images > 0) {
    lines.push(
      `${palette.bad('expires')} ${counted(expires.images, 'image')} and frees up to ${size(expires.bytes)}: layers are shared, and an index counts as its largest image`,
    );
  }
  if (archives.images > 0) {
    lines.push(
      `${palette.careful('archives')} ${counted(archives.images, 'image')}, up to ${size(archives.bytes)}`,
    );
  }
  if (expires.images + archives.images === 0) lines.push(palette.good('nothing goes'));
  if (blocked.length > 0)
    lines.push(`holds back ${counted(blocked.length, 'image')} behind an index that stays`);
  if (images.sizeUnknown > 0)
    lines.push(`the size of ${counted(images.sizeUnknown, 'image')} is not known`);
  return lines.map((line) => wrapped(line, columns, '  '));
}

function departures(
  repository: RepositoryPreview,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const { previewResults, cascaded } = repository;
  const lines = [
    ...previewResults.map(
      ({ imageDigest, imageTags, imagePushedAtMs, action, appliedRulePriority }) => [
        dayOf(imagePushedAtMs),
        action.type === 'EXPIRE' ? 'expires' : 'archived',
        `rule ${appliedRulePriority}`,
        shortDigest(imageDigest),
        tagsOf(imageTags),
      ],
    ),
    ...cascaded.map(({ imageDigest, action, subjectManifestDigest }) => [
      '',
      action.type === 'EXPIRE' ? 'expires' : 'archived',
      'follows',
      shortDigest(imageDigest),
      `refers to ${shortDigest(subjectManifestDigest)}`,
    ]),
  ];
  if (lines.length === 0) return [];
  const left = lines.length - imagesNamed;
  const header = ['pushed', '', 'by', 'image', ''];
  return [
    '',
    ...table([header, ...lines.slice(0, imagesNamed)]).map((line) => cut(`  ${line}`, columns)),
    ...(left > 0
      ? [palette.quiet(`  … and ${grouped(left)} more; --format csv lists them all`)]
      : []),
  ];
}

/** The day of an instant, or a question mark when no calendar holds it. */
function dayOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 10);
}

function tagsOf(tags: readonly string[]): string {
  return tags.length === 0 ? '(untagged)' : tags.join(', ');
}

function inUse(
  { inUse: images }: RepositoryPreview,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  if (images.length === 0) return [];
  const lines = images.flatMap(
    ({ imageDigest, imageTags, action, rulePriority, usedBy, through }) => {
      const deed = action.type === 'EXPIRE' ? 'expired' : 'archived';
      const by = rulePriority === null ? 'with its subject' : `by rule ${rulePriority}`;
      const how = through === 'itself' ? '' : ` through ${through}`;
      const text = `${shortDigest(imageDigest)} ${tagsOf(imageTags)} is running and would be ${deed} ${by}; used${how} by ${usedBy.join(', ')}`;
      return [`  ${wrapped(printable(text), columns - 2, '    ')}`];
    },
  );
  return ['', palette.bad(`${counted(images.length, 'image')} in use would go:`), ...lines];
}

function notes(
  diagnostics: readonly Diagnostic[],
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  if (diagnostics.length === 0) return [];
  const lines = diagnostics.flatMap(({ severity, message, help }) => [
    `  ${wrapped(`${paint(palette, severity)(severity === 'info' ? 'note' : severity)}: ${printable(message)}`, columns - 2, '    ')}`,
    ...(help === undefined ? [] : [`    ${wrapped(printable(help), columns - 4, '    ')}`]),
  ]);
  return ['', ...lines];
}

function summaryText({ repositories }: PreviewAnswer, palette: Palette): string {
  const rows = repositories.map((repository) => {
    const { tally } = repository;
    return [
      nameOf(repository),
      tally.images.images,
      tally.expires.images,
      size(tally.expires.bytes),
      tally.archives.images,
      size(tally.archives.bytes),
      repository.inUse.length,
    ];
  });
  const sum = (of: (repository: RepositoryPreview) => number) =>
    repositories.reduce((total, repository) => total + of(repository), 0);
  const all = [
    `${repositories.length} repositories`,
    sum(({ tally }) => tally.images.images),
    sum(({ tally }) => tally.expires.images),
    size(sum(({ tally }) => tally.expires.bytes)),
    sum(({ tally }) => tally.archives.images),
    size(sum(({ tally }) => tally.archives.bytes)),
    sum(({ inUse: images }) => images.length),
  ];
  const header = ['', 'images', 'expire', 'freed up to', 'archived', 'up to', 'in use'];
  return [
    palette.title('all together'),
    ...table([header, ...rows, all]).map((line) => `  ${line}`),
    '',
  ].join('\n');
}
