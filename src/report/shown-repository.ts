import { counted, quote } from '../base/quote.js';
import { formatInstant } from '../model/instant.js';
import type { ShownBy, ShownImage } from '../words/index.js';

/** Images of a repository that are shown one by one. */
const imagesShown = 8;

/** A repository that shows how two policies differ, line by line: its images, oldest first, and the fates of one. */
export function shownRepositoryLines({ at, images }: ShownBy): readonly string[] {
  const ordered = [...images].sort((a, b) => a.imagePushedAtMs - b.imagePushedAtMs);
  const chosen = ordered.findIndex(({ differs }) => differs);
  const from = Math.max(0, Math.min(chosen, ordered.length - imagesShown));
  const shown = ordered.slice(from, from + imagesShown);
  const left = ordered.length - shown.length;
  const image = ordered[chosen];
  return [
    `a repository of ${counted(images.length, 'image')}, looked at on ${at}:`,
    ...shown.map(imageLine),
    ...(left > 0 ? [`… and ${counted(left, 'image')} more, with tags of the same kind`] : []),
    ...(image === undefined ? [] : [`before: ${image.before}`, `after: ${image.after}`]),
  ];
}

function imageLine({ imageTags, imagePushedAtMs, differs }: ShownImage): string {
  const tags = imageTags.length === 0 ? 'without a tag' : imageTags.map(quote).join(', ');
  return `${differs ? '→' : '·'} ${tags}, pushed ${formatInstant(imagePushedAtMs)}`;
}
