import { type LintFormat, lintFormats } from '../report/index.js';
import { Unusable } from './reading.js';

/** What `--format` and `--output` said, in the order of the call. */
export type OutputWish =
  | { readonly kind: 'format'; readonly format: string }
  | { readonly kind: 'output'; readonly file: string };

/** A report to write: to a file, or to standard output. */
export interface OutputPlan {
  readonly format: LintFormat;
  readonly file?: string | undefined;
}

/**
 * Which reports go where. A `--format` directly before an `--output` names that file's format; otherwise the file's
 * name tells it, or `FORMAT=FILE` does. A `--format` on its own goes to standard output; if none does, text goes there.
 * One `--format` and one `--output` belong together in either order.
 */
export function outputPlans(wishes: readonly OutputWish[]): readonly OutputPlan[] {
  const ordered = inUsualOrder(wishes);
  const plans: OutputPlan[] = [];
  for (const [index, wish] of ordered.entries()) {
    const next = ordered[index + 1];
    const before = ordered[index - 1];
    if (wish.kind === 'format') {
      if (next?.kind !== 'output' || isSpelledOut(next.file))
        plans.push({ format: known(wish.format) });
    } else if (before?.kind === 'format' && !isSpelledOut(wish.file)) {
      plans.push({ format: known(before.format), file: wish.file });
    } else {
      plans.push(byName(wish.file));
    }
  }
  const shown = plans.filter(({ file }) => file === undefined);
  if (shown.length > 1) {
    throw new Unusable(
      '--format: only one report fits on standard output; give the others a file with --output\n',
    );
  }
  return shown.length === 1 ? plans : [{ format: 'text' }, ...plans];
}

function inUsualOrder(wishes: readonly OutputWish[]): readonly OutputWish[] {
  const [first, second] = wishes;
  if (wishes.length !== 2 || first?.kind !== 'output' || second?.kind !== 'format') return wishes;
  return isSpelledOut(first.file) ? wishes : [second, first];
}

function isSpelledOut(file: string): boolean {
  return lintFormats.some((format) => file.startsWith(`${format}=`));
}

function byName(file: string): OutputPlan {
  const spelled = lintFormats.find((format) => file.startsWith(`${format}=`));
  if (spelled !== undefined) return { format: spelled, file: file.slice(spelled.length + 1) };
  const format = formatOfName(file);
  if (format !== undefined) return { format, file };
  throw new Unusable(
    `--output: the name ${file} does not tell its format; write FORMAT=${file}, with one of ${lintFormats.join(', ')}\n`,
  );
}

/** Names that CI systems expect, then the endings of files. */
function formatOfName(file: string): LintFormat | undefined {
  if (/gl-code-quality-report\.json$|code-?(?:quality|climate)[^/\\]*\.json$/i.test(file))
    return 'gitlab';
  if (/\.sarif(?:\.json)?$/i.test(file)) return 'sarif';
  if (/\.json$/i.test(file)) return 'json';
  if (/\.xml$/i.test(file)) return 'junit';
  if (/\.(?:md|markdown)$/i.test(file)) return 'markdown';
  if (/\.(?:txt|log)$/i.test(file)) return 'text';
  return undefined;
}

function known(format: string): LintFormat {
  const found = lintFormats.find((one) => one === format);
  if (found !== undefined) return found;
  throw new Unusable(`--format: takes one of ${lintFormats.join(', ')}, not \`${format}\`\n`);
}
