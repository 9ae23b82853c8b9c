import { type Command, Option } from 'commander';
import { pushJson, pushMarkdown, pushText } from '../report/index.js';
import { answerPush, type PushAnswer, readPush } from '../words/index.js';
import type { Io } from './io.js';
import { asOfHelp, collected, formatOption } from './options.js';
import { exitCodes, instantOf, Reader, Unusable } from './reading.js';
import {
  homeOf,
  type RegistryFileOptions,
  readRegistryFiles,
  registryHelp,
} from './registry-files.js';

const pushFormats = ['text', 'json', 'markdown'] as const;

interface PushOptions extends RegistryFileOptions {
  readonly surface: 'oci' | 'api';
  readonly principal?: string | undefined;
  readonly asOf?: string | undefined;
  readonly format: (typeof pushFormats)[number];
}

/** Adds `push` to the program; `finish` is told the exit code. */
export function addPush(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('push')
    .description('what a push does: may its tags move, is the repository created, what follows')
    .argument(
      '<repository:tag...>',
      'what is pushed, or its URI; several tags are of one image; @sha256:… names the image',
    )
    .requiredOption('--registry <path...>', registryHelp, collected)
    .option('--region <region>', 'the Region, unless the files or a URI tell it')
    .option('--registry-id <account>', 'the account, unless the files or a URI tell it')
    .addOption(
      new Option('--surface <surface>', 'oci for docker, podman and the like; api for PutImage')
        .choices(['oci', 'api'])
        .default('oci'),
    )
    .option('--principal <arn>', 'who pushes; without it, nobody is denied')
    .option('--as-of <instant>', asOfHelp)
    .addOption(formatOption(pushFormats))
    .option('--skip-broken', 'leave out what cannot be read')
    .addHelpText(
      'after',
      `
Exit code: 0 it succeeds; 1 a tag or the whole push is refused; 2 something could not be read.
Without a digest, it is an image that the repository does not have.

  aws ecr describe-repositories > repositories.json
  aws ecr describe-images --repository-name team/web > images.json
  ecr-drydock push team/web:1.4 team/web:latest --registry repositories.json images.json`,
    )
    .exitOverride()
    .action((images: readonly string[], options: PushOptions) =>
      finish(pushCommand(images, options, io)),
    );
}

/** `ecr-drydock push`: what a push does to a copy of a registry; 1 when it is refused. */
function pushCommand(images: readonly string[], options: PushOptions, io: Io): number {
  const atMs = instantOf(options.asOf, io);
  const reader = new Reader(io);
  const registry = readRegistryFiles(reader, options);
  const home = homeOf(registry, options);
  const pushed = reader.take('the push', readPush(images, home));
  reader.demandUsable();
  if (pushed === undefined) return exitCodes.unusable;
  const { repositoryName, imageTags, imageDigest } = pushed;
  const isNamed = imageDigest.startsWith('sha256:');
  if (imageTags.length === 0 && !isNamed)
    throw new Unusable(`the push: \`${images[0]}\` names no tag; write \`${images[0]}:latest\`\n`);
  const { surface, principal } = options;
  const answer = answerPush({
    registry,
    home,
    repositoryName,
    imageTags,
    imageDigest: isNamed ? imageDigest : undefined,
    surface,
    principal,
    atMs,
  });
  io.write(written(answer, options.format, io));
  return answer.kind === 'done' ? exitCodes.fine : exitCodes.no;
}

function written(answer: PushAnswer, format: PushOptions['format'], io: Io): string {
  switch (format) {
    case 'text':
      return pushText(answer, io);
    case 'json':
      return pushJson(answer);
    case 'markdown':
      return pushMarkdown(answer);
  }
}
