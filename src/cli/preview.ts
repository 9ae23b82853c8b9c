import { parseInUse, parseManifests, withManifests } from '../inputs/index.js';
import { defaultReadings, type LifecycleReadings } from '../lifecycle/index.js';
import {
  previewAws,
  previewCsv,
  previewJson,
  previewMarkdown,
  previewText,
} from '../report/index.js';
import { answerPreview, type PreviewAnswer } from '../words/index.js';
import { fileOptions } from './file-options.js';
import { readInventory } from './inventory-files.js';
import type { Io } from './io.js';
import { readPolicyFile } from './policy-file.js';
import { exitCodes, instantOf, Reader, Unusable } from './reading.js';

/** Formats of `preview`. */
export const previewFormats = ['text', 'json', 'aws', 'markdown', 'csv'] as const;

export interface PreviewOptions {
  readonly policy: string;
  readonly images: readonly string[];
  readonly address?: string | undefined;
  readonly manifests?: string | undefined;
  readonly inUse?: string | undefined;
  readonly asOf?: string | undefined;
  readonly explain?: readonly string[] | undefined;
  readonly format: (typeof previewFormats)[number];
  readonly reading?: readonly string[] | undefined;
  readonly skipBroken?: boolean | undefined;
}

/** `ecr-drydock preview`: what a lifecycle policy does to one repository or to a folder of them. */
export function previewCommand(options: PreviewOptions, io: Io): number {
  const nowMs = instantOf(options.asOf, io);
  const readings = readingsOf(options.reading ?? []);
  const reader = new Reader(io, [
    fileOptions.policy,
    fileOptions.images,
    fileOptions.manifests,
    fileOptions.inUse,
  ]);
  const read = readPolicyFile(reader, options.policy, options);
  const inventory = readInventory(reader, options.images, options.skipBroken);
  const manifests =
    options.manifests === undefined
      ? []
      : reader
          .readAll(options.manifests, parseManifests, fileOptions.manifests)
          .flatMap(({ value }) => value);
  const references =
    options.inUse === undefined ? [] : reader.read(options.inUse, parseInUse, fileOptions.inUse);
  reader.demandUsable();
  if (read === undefined || references === undefined) return exitCodes.unusable;
  const { policy, text: policyText } = read;
  const images = withManifests(inventory, manifests);
  const explain = options.explain ?? [];
  const answer = answerPreview({ policy, images, references, nowMs, readings, explain });
  demandExplained(explain, answer);
  io.write(written(answer, options.format, policyText, io));
  return answer.repositories.some(({ inUse }) => inUse.length > 0) ? exitCodes.no : exitCodes.fine;
}

/** The readings that `--reading name=value` asks for. */
export function readingsOf(given: readonly string[]): Partial<LifecycleReadings> {
  const values = new Map<string, readonly (string | boolean)[]>([
    ['dayBoundary', ['strict-24h', 'floor-days']],
    ['restoredActsAsPush', [true, false]],
    ['referrers', ['counted', 'exempt']],
    ['indexChildren', ['counted', 'exempt']],
    ['childAfterParent', ['same-run', 'next-run']],
    ['archivedIndex', ['frees', 'guards']],
    ['referrersBehindIndex', ['follow', 'stay']],
    ['activating', ['skipped', 'archived']],
  ]);
  const entries = given.map((text) => {
    const [name = '', value = ''] = text.split('=');
    const allowed = values.get(name);
    if (allowed === undefined) {
      throw new Unusable(
        `--reading: there is no reading \`${name}\`; there are ${Object.keys(defaultReadings).join(', ')}\n`,
      );
    }
    const chosen = allowed.find((candidate) => String(candidate) === value);
    if (chosen === undefined)
      throw new Unusable(`--reading: ${name} is ${allowed.join(' or ')}, not \`${value}\`\n`);
    return [name, chosen];
  });
  return Object.fromEntries(entries);
}

function demandExplained(names: readonly string[], { repositories }: PreviewAnswer): void {
  if (names.length === 0 || repositories.some(({ explanations }) => explanations.length > 0))
    return;
  const asked = names.map((name) => `\`${name}\``).join(', ');
  throw new Unusable(`--explain: no image in the inventory has the digest or tag ${asked}\n`);
}

function written(
  answer: PreviewAnswer,
  format: PreviewOptions['format'],
  policyText: string,
  io: Io,
): string {
  switch (format) {
    case 'text':
      return previewText(answer, io);
    case 'json':
      return previewJson(answer);
    case 'aws':
      return previewAws(answer, policyText);
    case 'markdown':
      return previewMarkdown(answer);
    case 'csv':
      return previewCsv(answer);
  }
}
