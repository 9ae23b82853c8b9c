import { join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { minimatch } from 'minimatch';
import type { MatchesGlob } from '../lint/index.js';
import type { Io } from './io.js';

/** Folders that hold other people's files, or what tools have put by. */
const foreignFolders = ['.git', 'node_modules', '.terraform', '.terragrunt-cache', '.venv'];

/** Where CDK puts what it synthesizes. It is usually kept out of git, and is what there is to look at. */
const cdkFolder = 'cdk.out';

const fileNames = /\.(?:json|ya?ml|template|tf|tofu)$/i;

/** Of CDK's output only the templates are documents; the rest is about building them. */
const cdkTemplates = /\.template\.(?:json|ya?ml)$/i;

/** JSON that never holds a policy and is often large. */
const otherJson = /^(?:package(?:-lock)?|composer|tsconfig(?:\..*)?|npm-shrinkwrap)\.json$/i;

/** Files that say what is not to be looked at, in the language of `.gitignore`. */
const ignoreFileNames = ['.gitignore', '.ecr-drydockignore'];

/**
 * The files below a folder that may hold documents, in the order of their names. What git ignores is left out, apart
 * from CDK's output, and so is what an `.ecr-drydockignore` names. `isIgnored` leaves out more.
 */
export function filesBelow(
  folder: string,
  io: Io,
  isIgnored: (path: string) => boolean,
): readonly string[] {
  const found: string[] = [];
  const visit = (path: string, above: readonly IgnoreFile[], inCdk: boolean): void => {
    const entries = io.entriesOf(path);
    const rules = [...above, ...ignoreFilesIn(path, entries, io)];
    for (const { name, isFolder } of entries) {
      const inside = path === '.' ? name : join(path, name);
      if (isIgnored(inside)) continue;
      if (isFolder) {
        if (foreignFolders.includes(name) || (inCdk && name.startsWith('asset.'))) continue;
        const isCdk = inCdk || name === cdkFolder;
        if (!isIgnoredBy(rules, inside, true, isCdk)) visit(inside, rules, isCdk);
      } else if (mayHoldDocuments(name, inCdk) && !isIgnoredBy(rules, inside, false, inCdk)) {
        found.push(inside);
      }
    }
  };
  visit(folder, ignoreFilesAbove(folder, io), folder.split(/[\\/]/).includes(cdkFolder));
  return found;
}

function mayHoldDocuments(name: string, inCdk: boolean): boolean {
  return inCdk ? cdkTemplates.test(name) : fileNames.test(name) && !otherJson.test(name);
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
  /** Whether it is ours, and holds for CDK's output as well. */
  readonly isOwn: boolean;
}

function ignoreFilesIn(
  folder: string,
  entries: readonly { readonly name: string }[],
  io: Io,
): readonly IgnoreFile[] {
  return ignoreFileNames
    .filter((name) => entries.some((entry) => entry.name === name))
    .map((name) => ({
      folder,
      rules: ignore().add(io.readText(folder === '.' ? name : join(folder, name))),
      isOwn: name !== '.gitignore',
    }));
}

/** The ignore files of the folders around, up to the root of the repository. */
function ignoreFilesAbove(folder: string, io: Io): readonly IgnoreFile[] {
  const found: IgnoreFile[] = [];
  for (let here = folder; !isRoot(here, io); ) {
    const above = join(here, '..');
    if (resolve(above) === resolve(here)) break;
    here = above;
    found.unshift(...ignoreFilesIn(here, io.entriesOf(here), io));
  }
  return found;
}

function isRoot(folder: string, io: Io): boolean {
  return io.entriesOf(folder).some(({ name }) => name === '.git');
}

/** The nearest file that says anything of a path decides, as it does for git. */
function isIgnoredBy(
  files: readonly IgnoreFile[],
  path: string,
  isFolder: boolean,
  inCdk: boolean,
): boolean {
  for (const { folder, rules, isOwn } of files.toReversed()) {
    if (inCdk && !isOwn) continue;
    const { ignored, unignored } = rules.test(
      posix(relative(folder, path)) + (isFolder ? '/' : ''),
    );
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

/** Globs of a configuration mean paths below its folder; one without a slash means files of any folder. */
export function globsFrom(folder: string): MatchesGlob {
  return (path, glob) => {
    const below = posix(relative(resolve(folder), resolve(path)));
    return minimatch(below, glob.replace(/^\.\//, ''), {
      dot: true,
      matchBase: !glob.includes('/'),
    });
  };
}

function posix(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
