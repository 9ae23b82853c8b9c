import { type Command, Option } from 'commander';
import { type CanOptions, type CommandIo, canCommand } from './can.js';

/** Adds `can` to the program; `exit` is told the exit code. */
export function addCan(program: Command, io: CommandIo, exit: (code: number) => void): void {
  program
    .command('can')
    .description('may somebody pull, push, log in, or do one action, and if not, what is missing')
    .argument('<what>', '`pull`, `push`, `login` or an action such as `ecr:PutImage`')
    .requiredOption('--principal <arn>', 'who asks: a user, role session, account root or service')
    .option('--resource <arn>', 'the repository; an action that names no resource needs none')
    .option('--identity <file...>', 'policies of the principal, its groups included')
    .option('--boundary <file...>', 'its permissions boundary')
    .option('--session <file...>', 'session policies')
    .option('--repository <file>', 'the repository policy')
    .option('--registry <file>', 'the registry policy')
    .option('--endpoint <file>', 'the policy of the VPC endpoint that is used')
    .option('--scp <level=file...>', 'service control policies, by level, the root first')
    .option('--rcp <level=file...>', 'resource control policies, by level, the root first')
    .option('--policies <file...>', 'files whose content tells what they are')
    .option('--principal-role <arn>', 'the role behind a session, when the role has a path')
    .option('--principal-user <arn>', 'the user behind a federated-user session')
    .option('--context <key=value...>', 'condition keys of the request')
    .addOption(
      new Option('--missing-context <as>', 'what other condition keys are').choices([
        'absent',
        'unknown',
      ]),
    )
    .addOption(
      new Option('--registry-scope <scope>', 'the REGISTRY_POLICY_SCOPE').choices(['V1', 'V2']),
    )
    .option('--create-repository', 'the repository is created by the push or the cache miss')
    .option('--cache-miss', 'the image is not in the pull through cache yet')
    .option(
      '--mount-from <arn=file...>',
      'repositories that layers are mounted from, with their policies',
    )
    .option('--signing-profile <arn...>', 'profiles that managed signing signs with')
    .option('--as-of <instant>', 'when, as ISO 8601 text; now, when absent')
    .option('--explain', 'say what every policy and every statement has to say')
    .addOption(
      new Option('--format <format>', 'how to print the answer').choices([
        'text',
        'json',
        'markdown',
      ]),
    )
    .action((what: string, options: Omit<CanOptions, 'what'>) => {
      exit(canCommand(io, { ...options, what }));
    });
}
