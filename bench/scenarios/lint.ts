import { lint, orThrow } from '../../src/index.js';
import { type Race, race } from '../harness.js';

/** Lifecycle and repository policies in turn, each with something to say about it. */
export function policyFiles(count: number): readonly { path: string; text: string }[] {
  return Array.from({ length: count }, (_, i) => ({
    path: `policies/${i}.json`,
    text: JSON.stringify(i % 2 === 0 ? lifecyclePolicy(i) : repositoryPolicy(i), null, 2),
  }));
}

function lifecyclePolicy(i: number): object {
  const selection = { tagStatus: 'tagged', tagPrefixList: ['prod', 'staging'] };
  return {
    rules: [
      {
        rulePriority: 1,
        selection: { ...selection, countType: 'imageCountMoreThan', countNumber: 10 + i },
        action: { type: 'expire' },
      },
    ],
  };
}

function repositoryPolicy(i: number): object {
  const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: `Pull${i}`, Effect: 'Allow', Principal: '*', Action: pull }],
  };
}

/** A thousand files of policies, against reading them as JSON alone. */
export function lintRace(): Race {
  const files = policyFiles(1000);
  return race('lint of 1,000 policy files', 5, [
    { name: 'ecr-drydock', run: () => orThrow(lint(files)).findings.length },
    { name: 'JSON.parse alone', run: () => files.map(({ text }) => JSON.parse(text)).length },
  ]);
}
