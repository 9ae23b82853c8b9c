import { type Command, Option } from 'commander';
import { addCan } from './can-options.js';
import { type CostOptions, costCommand, costFormats } from './cost.js';
import { addDiff } from './diff.js';
import { addForecast } from './forecast.js';
import type { Io } from './io.js';
import { addLint, type LintCommand } from './lint-options.js';
import { asOfHelp, collected, formatOption, imagesHelp } from './options.js';
import { addressHelp, policyFileHelp } from './policy-file.js';
import { type PreviewOptions, previewCommand, previewFormats } from './preview.js';
import { addProve } from './prove.js';
import { addPull } from './pull.js';
import { addPush } from './push.js';
import { type QuotasOptions, quotasCommand, quotasFormats } from './quotas.js';
import {
  type ReplicateOptions,
  replicateCauses,
  replicateCommand,
  replicateFormats,
} from './replicate.js';
import { runWith } from './run.js';
import { type ScanGateOptions, scanGateCommand, scanGateFormats } from './scan-gate.js';
import { addSimulate } from './simulate.js';
import { type VerifyOptions, verifyCommand } from './verify.js';

/**
 * Runs one call of the command line, whichever command it names. What `lint` does is given in, for it is heavy and is
 * needed by nothing else; here it has to end at once.
 */
export function run(
  args: readonly string[],
  io: Io,
  version: () => string,
  lint: (...args: Parameters<LintCommand>) => number,
): number {
  return runWith(args, io, version, (program, finish) => {
    addCan(program, io, finish);
    addPreview(program, io, finish);
    addVerify(program, io, finish);
    addDiff(program, io, finish);
    addSimulate(program, io, finish);
    addForecast(program, io, finish);
    addProve(program, io, finish);
    addPush(program, io, finish);
    addPull(program, io, finish);
    addReplicate(program, io, finish);
    addScanGate(program, io, finish);
    addQuotas(program, io, finish);
    addCost(program, io, finish);
    addLint(program, { io, finish: (code) => finish(Number(code)), version, lint });
  });
}

function addPreview(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('preview')
    .description('which images a lifecycle policy expires or archives, by which rule, and why')
    .requiredOption('--policy <file>', policyFileHelp)
    .option('--address <address>', addressHelp)
    .requiredOption('--images <path...>', imagesHelp, collected)
    .option('--manifests <path>', 'batch-get-image output, which tells the images behind an index')
    .option(
      '--in-use <file>',
      'what runs: digests, tags, URIs, kubectl get pods -o json, ECS task definitions',
    )
    .option('--as-of <instant>', asOfHelp)
    .option('--explain <digest|tag>', 'why this image goes or stays (repeatable)', collected)
    .addOption(formatOption(previewFormats))
    .option(
      '--reading <name=value>',
      'read one of the silences of AWS otherwise (repeatable)',
      collected,
    )
    .option('--skip-broken', 'leave out records that cannot be read')
    .addHelpText(
      'after',
      `
Exit code: 0 fine; 1 an image in use would go; 2 something could not be read.

An inventory with everything in it:
  aws ecr describe-images --repository-name NAME --filter imageStatus=ANY > images.json`,
    )
    .exitOverride()
    .action((options: PreviewOptions) => finish(previewCommand(options, io)));
}

function addVerify(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('verify')
    .description('holds our preview against the output of get-lifecycle-policy-preview')
    .requiredOption('--policy <file>', 'the policy, or get-lifecycle-policy output')
    .requiredOption('--images <path...>', imagesHelp, collected)
    .requiredOption('--aws-preview <file>', 'get-lifecycle-policy-preview output')
    .option('--manifests <path>', 'batch-get-image output, which tells the images behind an index')
    .option('--as-of <instant>', asOfHelp)
    .addOption(formatOption(['text', 'json']))
    .option('--skip-broken', 'leave out records that cannot be read')
    .addHelpText(
      'after',
      '\nExit code: 0 the previews agree; 1 they differ; 2 something could not be read.',
    )
    .exitOverride()
    .action((options: VerifyOptions) => finish(verifyCommand(options, io)));
}

function addReplicate(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('replicate')
    .description('which registries get a copy of a push, with which tags, and why not all do')
    .requiredOption('--config <file>', 'describe-registry output, or a replication configuration')
    .requiredOption(
      '--push <repository:tag>',
      'what is pushed, or its URI; repeat it for more tags of the same image',
      collected,
    )
    .option('--region <region>', 'the Region that is pushed to, unless a URI tells it')
    .option('--registry-id <account>', 'the account, unless the file or a URI tells it')
    .addOption(
      new Option('--cause <cause>', 'what happened to the image')
        .choices(replicateCauses)
        .default('push'),
    )
    .addOption(formatOption(replicateFormats))
    .optionsGroup('What is known of the destinations, as [WHERE=]VALUE (repeatable):')
    .option('--repository <exists|missing>', 'whether the repository is there', collected)
    .option('--tag <free|same|movable|locked>', 'what the pushed tag is there', collected)
    .option('--copy <absent|present|archived>', 'whether the image is there already', collected)
    .option(
      '--may-replicate <allowed|denied>',
      'ecr:ReplicateImage in its registry policy',
      collected,
    )
    .option(
      '--may-create <allowed|denied>',
      'ecr:CreateRepository in its registry policy',
      collected,
    )
    .option('--may-tag <allowed|denied>', 'ecr:TagResource in its registry policy', collected)
    .option('--opted-in <yes|no>', 'whether both accounts have enabled the Regions', collected)
    .option(
      '--template <prefix|none>',
      'the creation template a missing repository gets',
      collected,
    )
    .option(
      '--templates <file>',
      'describe-repository-creation-templates output of the destination',
      collected,
    )
    .addHelpText(
      'after',
      `
WHERE is a Region, an account, or account/region; without it the value holds everywhere.
Exit code: 0 fine; 1 a destination that is meant cannot get it, or none is meant; 2 something could
not be read.

  aws ecr describe-registry > registry.json
  ecr-drydock replicate --config registry.json --push team/web:1.4 --region eu-central-1 \\
    --repository exists --may-replicate 222222222222=denied`,
    )
    .exitOverride()
    .action((options: ReplicateOptions) => finish(replicateCommand(options, io)));
}

function addScanGate(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('scan-gate')
    .description('whether images may pass with what their scans found')
    .requiredOption(
      '--findings <path...>',
      'describe-image-scan-findings output: files, folders of them, or - (repeatable)',
      collected,
    )
    .option('--fail-on <severity>', 'fail at this severity or above', 'high')
    .option('--only-fixable', 'let pass what AWS says has no fix')
    .option('--exceptions <file>', 'accepted findings, each with a reason and a last day')
    .option('--as-of <instant>', asOfHelp)
    .addOption(formatOption(scanGateFormats))
    .addHelpText(
      'after',
      `
Exit code: 0 every image passes; 1 one fails or cannot be judged; 2 something could not be read.

All findings of an image, and what an exception is:
  aws ecr describe-image-scan-findings --repository-name NAME --image-id imageTag=TAG > web.json
  {"exceptions": [{"vulnerability": "CVE-2026-1", "reason": "not reachable",
                   "expires": "2026-12-31"}]}`,
    )
    .exitOverride()
    .action((options: ScanGateOptions) => finish(scanGateCommand(options, io)));
}

function addQuotas(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('quotas')
    .description('how full the quotas of a registry are, and where')
    .requiredOption('--images <path...>', imagesHelp, collected)
    .option('--replication <file>', 'describe-registry output')
    .option('--scanning <file>', 'get-registry-scanning-configuration output')
    .option('--signing <file>', 'get-signing-configuration output')
    .option('--pull-through <file>', 'describe-pull-through-cache-rules output')
    .addOption(formatOption(quotasFormats))
    .option('--skip-broken', 'leave out records that cannot be read')
    .addHelpText(
      'after',
      `
Exit code: 0 there is room everywhere; 1 a quota is met or exceeded; 2 something could not be read.

Limits are those AWS sets for a new account; one that was raised for yours is judged too strictly.`,
    )
    .exitOverride()
    .action((options: QuotasOptions) => finish(quotasCommand(options, io)));
}

function addCost(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('cost')
    .description('what stored images cost at prices you give, by the values of a resource tag')
    .requiredOption('--images <path...>', imagesHelp, collected)
    .requiredOption('--prices <file>', 'prices of a gigabyte and month, taken from your price list')
    .option(
      '--tags <[repository=]file>',
      'resource tags: get-resources output, or of one repository list-tags-for-resource output (repeatable)',
      collected,
    )
    .option('--by <key>', 'the key of the tag to allocate by')
    .addOption(formatOption(costFormats))
    .option('--skip-broken', 'leave out records that cannot be read')
    .addHelpText(
      'after',
      `
The tags of all repositories, and what prices are (ask your Region's price list for the numbers):
  aws resourcegroupstaggingapi get-resources --resource-type-filters ecr:repository > tags.json
  {"asOf": "2026-06-01", "currency": "USD",
   "standard": [{"pricePerGbMonth": 0.1}], "archive": [{"pricePerGbMonth": 0.05}]}`,
    )
    .exitOverride()
    .action((options: CostOptions) => finish(costCommand(options, io)));
}
