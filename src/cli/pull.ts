import type { Command } from 'commander';
import type { UpstreamAnswer } from '../pull-through/index.js';
import { pullJson, pullText } from '../report/index.js';
import { answerPull, readPush } from '../words/index.js';
import type { Io } from './io.js';
import { asOfHelp, collected, formatOption } from './options.js';
import { exitCodes, instantOf, Reader, Unusable } from './reading.js';
import {
  homeOf,
  type RegistryFileOptions,
  readRegistryFiles,
  registryHelp,
} from './registry-files.js';

interface PullOptions extends RegistryFileOptions {
  readonly upstream?: string | undefined;
  readonly asOf?: string | undefined;
  readonly format: 'text' | 'json';
}

/** Adds `pull` to the program; `finish` is told the exit code. */
export function addPull(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('pull')
    .description('what a pull gives: an image that is there, or one that a cache takes over')
    .argument('<repository:tag>', 'what is pulled, or its URI; repository@sha256:… for a digest')
    .requiredOption('--registry <path...>', registryHelp, collected)
    .option('--region <region>', 'the Region, unless the files or a URI tell it')
    .option('--registry-id <account>', 'the account, unless the files or a URI tell it')
    .option(
      '--upstream <answer>',
      'what the upstream of a cache answers: a digest, or lacks, denied, throttled, unavailable',
    )
    .option('--as-of <instant>', asOfHelp)
    .addOption(formatOption(['text', 'json']))
    .option('--skip-broken', 'leave out what cannot be read')
    .addHelpText(
      'after',
      `
Exit code: 0 it gives an image; 1 it does not, or that depends; 2 something could not be read.
Whoever pulls may do it; \`ecr-drydock can pull --cache-miss\` asks whether they may.

  aws ecr describe-pull-through-cache-rules > rules.json
  ecr-drydock pull docker-hub/library/nginx:1.27 --registry repositories.json rules.json`,
    )
    .exitOverride()
    .action((image: string, options: PullOptions) => finish(pullCommand(image, options, io)));
}

/** `ecr-drydock pull`: what a pull from a copy of a registry gives; 1 when that is nothing, or cannot be told. */
function pullCommand(image: string, options: PullOptions, io: Io): number {
  const atMs = instantOf(options.asOf, io);
  const upstream = upstreamOf(options.upstream);
  const reader = new Reader(io);
  const registry = readRegistryFiles(reader, options);
  const home = homeOf(registry, options);
  const pulled = reader.take('the pull', readPush([image], home));
  reader.demandUsable();
  if (pulled === undefined) return exitCodes.unusable;
  const { repositoryName, imageTags, imageDigest: named } = pulled;
  const imageDigest = named.startsWith('sha256:') ? named : undefined;
  const [imageTag] = imageTags;
  if (imageTag === undefined && imageDigest === undefined)
    throw new Unusable(`the pull: \`${image}\` names no tag; write \`${image}:latest\`\n`);
  const question = { registry, home, repositoryName, imageTag, imageDigest, upstream, atMs };
  const answer = answerPull(question);
  io.write(options.format === 'json' ? pullJson(answer) : pullText(answer, io));
  const gives = answer.kind !== 'failed' && answer.kind !== 'depends';
  return gives ? exitCodes.fine : exitCodes.no;
}

const refusals = ['lacks', 'denied', 'throttled', 'unavailable'] as const;

function upstreamOf(told: string | undefined): UpstreamAnswer {
  if (told === undefined) return { kind: 'unknown' };
  const refusal = refusals.find((kind) => kind === told);
  if (refusal !== undefined) return { kind: refusal };
  if (/^sha256:[0-9a-f]{64}$/.test(told)) return { kind: 'has', digest: told };
  throw new Unusable(
    `--upstream: takes a digest such as sha256:… in full, or ${refusals.join(', ')}, not \`${told}\`\n`,
  );
}
