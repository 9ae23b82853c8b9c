import { type Command, Option } from 'commander';
import { failure } from '../base/result.js';
import { type Policies, parseAssertions, type ZoneOfTrust } from '../iam/analyze/index.js';
import { type PolicyKind, parsePolicy, policyKinds } from '../iam/index.js';
import { guessPolicyKind } from '../inputs/index.js';
import { proveJson, proveMarkdown, proveText } from '../report/index.js';
import {
  isProved,
  type ProveAnswer,
  proveAssertions,
  proveLifecycle,
  proveNoNewAccess,
  proveNotPublic,
} from '../words/index.js';
import { fileOptions, mixedUp, statements } from './file-options.js';
import type { Io } from './io.js';
import { addressHelp, policyFileHelp, readPolicyFile } from './policy-file.js';
import { exitCodes, Reader } from './reading.js';

const proveFormats = ['text', 'json', 'markdown'] as const;
interface Formatted {
  readonly format: (typeof proveFormats)[number];
}

interface ChangeOptions extends Formatted {
  readonly before: string;
  readonly after: string;
  readonly address?: string | undefined;
  readonly kind?: PolicyKind | undefined;
}

interface PolicyOptions extends Formatted {
  readonly policy: string;
  readonly kind?: PolicyKind | undefined;
  readonly assertions: string;
  readonly trustAccount?: readonly string[] | undefined;
  readonly trustOrganization?: readonly string[] | undefined;
  readonly trustVpc?: readonly string[] | undefined;
  readonly trustVpcEndpoint?: readonly string[] | undefined;
  readonly trustNetwork?: readonly string[] | undefined;
  readonly askServices?: boolean | undefined;
}

/** Adds `prove` and what can be proved to the program; `finish` is told the exit code. */
export function addProve(program: Command, io: Io, finish: (code: number) => void): void {
  const prove = program
    .command('prove')
    .description('prove something of policies for all inputs, or be shown one against it')
    .addHelpText(
      'after',
      `
Exit code: 0 proved; 1 it does not hold, or cannot be told; 2 something could not be read.

  ecr-drydock prove never-deletes-more --before before.json --after policy.json
  ecr-drydock prove no-new-access --before old.json --after new.json --format markdown
  ecr-drydock prove not-public --policy repository-policy.json --trust-organization o-abc1234567`,
    )
    .exitOverride();
  const add: AddClaim = (command, answer) => {
    command
      .addOption(
        new Option('--format <format>', 'how to print').choices(proveFormats).default('text'),
      )
      .exitOverride()
      .action((options) => {
        const reader = new Reader(io);
        finish(tell(answer(options, reader), options, io));
      });
  };
  addLifecycleClaims(prove, add);
  addNoNewAccess(prove, add);
  addNotPublic(prove, add);
  addAssertions(prove, add);
}

/** Adds one claim; its answer is undefined when something could not be read. */
type AddClaim = <Options>(
  command: Command,
  answer: (options: Options & Formatted, reader: Reader) => ProveAnswer | undefined,
) => void;

const lifecycleClaims = {
  'never-deletes-more': 'the second policy deletes no image that the first keeps or archives',
  'never-acts-on-more':
    'the second policy deletes or archives no image that the first leaves alone',
} as const;

function addLifecycleClaims(prove: Command, add: AddClaim): void {
  for (const claim of ['never-deletes-more', 'never-acts-on-more'] as const) {
    add<ChangeOptions>(
      prove
        .command(claim)
        .description(lifecycleClaims[claim])
        .requiredOption('--before <file>', `as it is: ${policyFileHelp}`)
        .requiredOption('--after <file>', 'what shall take its place, in any of these')
        .option('--address <address>', addressHelp),
      ({ before, after, address }, reader) => {
        const moment = before === after ? 'before' : 'after';
        const old = readPolicyFile(reader, before, { address, moment }, fileOptions.before);
        const now = readPolicyFile(reader, after, { address }, fileOptions.after);
        return old && now && proveLifecycle(claim, old.policy, now.policy);
      },
    );
  }
}

function addNoNewAccess(prove: Command, add: AddClaim): void {
  add<ChangeOptions>(
    withKind(
      prove
        .command('no-new-access')
        .description('the second policy allows no request that the first does not allow')
        .requiredOption('--before <file>', 'the policy as it is')
        .requiredOption('--after <file>', 'the policy that shall take its place'),
    ),
    ({ before, after, kind }, reader) => {
      const [old, now] = [policyOf(reader, before, kind), policyOf(reader, after, kind)];
      return old && now && proveNoNewAccess(old, now);
    },
  );
}

function addNotPublic(prove: Command, add: AddClaim): void {
  add<PolicyOptions>(
    prove
      .command('not-public')
      .description('nobody outside a zone of trust gets in by a repository or registry policy')
      .requiredOption('--policy <file>', 'the repository policy, or the registry policy')
      .addOption(
        new Option('--kind <kind>', 'what it is the policy of')
          .choices(['repository', 'registry'])
          .default('repository'),
      )
      .option('--trust-account <id...>', 'accounts of the zone; the own one always is')
      .option('--trust-organization <id...>', 'organizations of the zone')
      .option('--trust-vpc <id...>', 'VPCs of the zone')
      .option('--trust-vpc-endpoint <id...>', 'VPC endpoints of the zone')
      .option('--trust-network <cidr...>', 'networks of the zone')
      .option('--ask-services', 'look for AWS services that act for strangers as well'),
    (options, reader) => {
      const policy = policyOf(reader, options.policy, options.kind);
      return policy && proveNotPublic(policy, zoneOf(options));
    },
  );
}

function addAssertions(prove: Command, add: AddClaim): void {
  add<PolicyOptions>(
    withKind(
      prove
        .command('assertions')
        .description('what a file of assertions says must never, or must always, be allowed')
        .requiredOption('--policy <file>', 'the policy')
        .requiredOption('--assertions <file>', 'requests in the words of a policy statement'),
    ),
    (options, reader) => {
      const policy = policyOf(reader, options.policy, options.kind);
      const assertions = reader.read(options.assertions, parseAssertions, fileOptions.assertions);
      return policy && assertions && proveAssertions(policy, assertions);
    },
  );
}

function withKind(command: Command): Command {
  return command.addOption(
    new Option('--kind <kind>', 'what kind of policy it is, where content does not tell').choices(
      policyKinds,
    ),
  );
}

/** A policy as the kind it was said to be, or as its content tells. */
function policyOf(
  reader: Reader,
  file: string,
  said: PolicyKind | undefined,
): Policies | undefined {
  const text = reader.text(file);
  if (text === undefined) return undefined;
  const kind = said === undefined ? guessPolicyKind(text).kind : said;
  if (kind === 'untold' || kind === 'authorization-details') {
    const mixed = mixedUp({ path: file, text }, statements);
    if (mixed === undefined) reader.refuse(`${file}: error: ${untold}\n`);
    else reader.take(file, failure([mixed]));
    return undefined;
  }
  const document = reader.read(file, (policy) => parsePolicy(policy, kind), statements);
  return document && { kind, document };
}

const untold =
  'its content does not tell what kind of policy it is; give --kind, such as `identity`';

function zoneOf(options: PolicyOptions): ZoneOfTrust {
  return {
    accounts: options.trustAccount,
    organizations: options.trustOrganization,
    vpcs: options.trustVpc,
    vpcEndpoints: options.trustVpcEndpoint,
    networks: options.trustNetwork,
    services: options.askServices === true ? 'asked' : 'trusted',
  };
}

function tell(answer: ProveAnswer | undefined, { format }: Formatted, io: Io): number {
  if (answer === undefined) return exitCodes.unusable;
  io.write(written(answer, format, io));
  return isProved(answer) ? exitCodes.fine : exitCodes.no;
}

function written(answer: ProveAnswer, format: Formatted['format'], io: Io): string {
  switch (format) {
    case 'text':
      return proveText(answer, io);
    case 'json':
      return proveJson(answer);
    case 'markdown':
      return proveMarkdown(answer);
  }
}
