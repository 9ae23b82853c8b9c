import { type Command, Option } from 'commander';
import { parseManifests, withManifests } from '../inputs/index.js';
import {
  diffCsv,
  diffJson,
  diffMarkdown,
  diffText,
  proofJson,
  proofMarkdown,
  proofText,
} from '../report/index.js';
import { parseStoragePrices } from '../simulate/index.js';
import { answerDiff, answerProof, type DiffAnswer } from '../words/index.js';
import { fileOptions } from './file-options.js';
import { readInventory } from './inventory-files.js';
import type { Io } from './io.js';
import { asOfHelp, collected, formatOption, imagesHelp } from './options.js';
import { addressHelp, policyFileHelp, readPolicyFile } from './policy-file.js';
import { readingsOf } from './preview.js';
import { exitCodes, instantOf, Reader, Unusable } from './reading.js';

const diffFormats = ['text', 'json', 'markdown', 'csv'] as const;
const diffGates = ['deletes-more', 'acts-on-more'] as const;

interface DiffOptions {
  readonly before: string;
  readonly after: string;
  readonly address?: string | undefined;
  readonly images?: readonly string[] | undefined;
  readonly manifests?: string | undefined;
  readonly prices?: string | undefined;
  readonly asOf?: string | undefined;
  readonly failOn?: (typeof diffGates)[number] | undefined;
  readonly reading?: readonly string[] | undefined;
  readonly format: (typeof diffFormats)[number];
  readonly skipBroken?: boolean | undefined;
}

/** Adds `diff` to the program; `finish` is told the exit code. */
export function addDiff(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('diff')
    .description('which images another fate awaits under a second lifecycle policy, and why')
    .requiredOption('--before <file>', `as it is: ${policyFileHelp}`)
    .requiredOption(
      '--after <file>',
      'what shall take its place, in any of these; the same plan twice shows what it changes',
    )
    .option('--address <address>', addressHelp)
    .option(
      '--images <path...>',
      `${imagesHelp}; without it, what holds for every repository`,
      collected,
    )
    .option('--manifests <path>', 'batch-get-image output, which tells the images behind an index')
    .option('--prices <file>', 'prices of a gigabyte and month, to be told what the change costs')
    .option('--as-of <instant>', asOfHelp)
    .addOption(
      new Option(
        '--fail-on <what>',
        'exit with 1 when some image is deleted (or acted on) only by the second policy',
      ).choices(diffGates),
    )
    .addOption(formatOption(diffFormats))
    .option(
      '--reading <name=value>',
      'read one of the silences of AWS otherwise (repeatable)',
      collected,
    )
    .option('--skip-broken', 'leave out records that cannot be read')
    .addHelpText(
      'after',
      `
Exit code: 0 fine; 1 what --fail-on names is the case; 2 something could not be read.
Images count one by one: sparing one does not make up for deleting another. A Terraform plan given
as both gives the policy before the change and the one after it.

  aws ecr get-lifecycle-policy --repository-name NAME > before.json
  aws ecr describe-images --repository-name NAME --filter imageStatus=ANY > images.json
  ecr-drydock diff --before before.json --after policy.json --images images.json \\
    --fail-on deletes-more --format markdown`,
    )
    .exitOverride()
    .action((options: DiffOptions) => finish(diffCommand(options, io)));
}

/** `ecr-drydock diff`: two policies on one inventory; 1 when the second does what the gate forbids. */
function diffCommand(options: DiffOptions, io: Io): number {
  const nowMs = instantOf(options.asOf, io);
  const readings = readingsOf(options.reading ?? []);
  const reader = new Reader(io, [
    fileOptions.before,
    fileOptions.after,
    fileOptions.images,
    fileOptions.manifests,
    fileOptions.prices,
  ]);
  const { address } = options;
  // One plan given for both shows what it changes.
  const moment = options.before === options.after ? 'before' : 'after';
  const before = readPolicyFile(
    reader,
    options.before,
    { address, moment },
    fileOptions.before,
  )?.policy;
  const after = readPolicyFile(reader, options.after, { address }, fileOptions.after)?.policy;
  if (options.images === undefined) {
    reader.demandUsable();
    if (before === undefined || after === undefined) return exitCodes.unusable;
    return proofCommand(options, { before, after, readings }, io);
  }
  const inventory = readInventory(reader, options.images, options.skipBroken);
  const manifests =
    options.manifests === undefined
      ? []
      : reader
          .readAll(options.manifests, parseManifests, fileOptions.manifests)
          .flatMap(({ value }) => value);
  const prices =
    options.prices === undefined
      ? undefined
      : reader.read(options.prices, parseStoragePrices, fileOptions.prices);
  reader.demandUsable();
  if (before === undefined || after === undefined) return exitCodes.unusable;
  const images = withManifests(inventory, manifests);
  const answer = answerDiff({
    before,
    after,
    images,
    prices,
    nowMs,
    readings,
  });
  io.write(written(answer, options.format, io));
  return isForbidden(answer, options.failOn) ? exitCodes.no : exitCodes.fine;
}

/** Without an inventory: what holds for every repository; a gate passes only what is proved. */
function proofCommand(
  options: DiffOptions,
  question: Parameters<typeof answerProof>[0],
  io: Io,
): number {
  const { format, failOn, manifests, prices } = options;
  if (format === 'csv' || manifests !== undefined || prices !== undefined) {
    const what = format === 'csv' ? '--format csv' : manifests ? '--manifests' : '--prices';
    throw new Unusable(`${what}: needs an inventory; give --images\n`);
  }
  const proof = answerProof(question);
  const write = { text: () => proofText(proof, io), json: () => proofJson(proof) };
  io.write(format === 'markdown' ? proofMarkdown(proof) : write[format]());
  const asked = { 'deletes-more': proof.neverDeletesMore, 'acts-on-more': proof.neverActsOnMore };
  const isPassed = failOn === undefined || asked[failOn].verdict.kind === 'holds';
  return isPassed ? exitCodes.fine : exitCodes.no;
}

function isForbidden({ verdict }: DiffAnswer, gate: DiffOptions['failOn']): boolean {
  switch (gate) {
    case 'deletes-more':
      return verdict.deletesMore;
    case 'acts-on-more':
      return verdict.actsOnMore;
    case undefined:
      return false;
  }
}

function written(answer: DiffAnswer, format: DiffOptions['format'], io: Io): string {
  switch (format) {
    case 'text':
      return diffText(answer, io);
    case 'json':
      return diffJson(answer);
    case 'markdown':
      return diffMarkdown(answer);
    case 'csv':
      return diffCsv(answer);
  }
}
