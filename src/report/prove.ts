import { unreachable } from '../base/invariant.js';
import type {
  AssertionResult,
  CapabilityGap,
  CapabilityGaps,
  ExternalAccess,
  NewAccess,
} from '../iam/analyze/index.js';
import type { AuthorizationRequest } from '../iam/index.js';
import type { ProveAnswer } from '../words/index.js';
import { assumptionWords } from './diff-proof.js';
import { answerJson } from './json.js';
import { prose } from './markdown.js';
import { shownRepositoryLines } from './shown-repository.js';
import { paletteOf, printable, type Style, wrapped } from './style.js';

/** A proof, or a witness against what was claimed, for people. */
export function proveText(answer: ProveAnswer, style: Style): string {
  const palette = paletteOf(style);
  return partsOf(answer)
    .map(({ kind, sentence, details, assumptions }) => {
      const colour = { holds: palette.good, fails: palette.bad, unknown: palette.careful }[kind];
      const lines = [
        colour(wrapped(printable(`${signs[kind]}: ${sentence}`), style.columns, '  ')),
        ...details.map((line) => `  ${wrapped(printable(line), style.columns - 2, '    ')}`),
        ...assumedIn(assumptions).map((line) =>
          palette.quiet(`  ${wrapped(line, style.columns - 2, '    ')}`),
        ),
      ];
      return `${lines.join('\n')}\n`;
    })
    .join('\n');
}

/** The same for the conversation about a change. */
export function proveMarkdown(answer: ProveAnswer): string {
  return partsOf(answer)
    .map(({ kind, sentence, details, assumptions }) => {
      const mark = { holds: '✅', fails: '❌', unknown: '❔' }[kind];
      const lines = details.map((line) => `- ${prose(line)}`);
      return [
        `${mark} **${signs[kind]}**: ${prose(sentence)}`,
        '',
        ...lines,
        ...(lines.length > 0 ? [''] : []),
        ...assumedIn(assumptions).flatMap((line) => [`<sub>${line}</sub>`, '']),
      ].join('\n');
    })
    .join('\n');
}

function assumedIn(assumptions: readonly string[]): readonly string[] {
  return assumptions.length === 0 ? [] : [`assumed: ${assumptions.join(', ')}`];
}

/** The library's own answer. */
export function proveJson(answer: ProveAnswer): string {
  return answerJson('prove-answer', answer);
}

const signs = { holds: 'proved', fails: 'does not hold', unknown: 'cannot be told' } as const;

/** One claim with what became of it, in words. */
interface Part {
  readonly kind: keyof typeof signs;
  readonly sentence: string;
  readonly details: readonly string[];
  readonly assumptions: readonly string[];
}

function partsOf(answer: ProveAnswer): readonly Part[] {
  switch (answer.claim) {
    case 'never-deletes-more':
      return [
        lifecyclePart(answer, {
          holds: 'the new policy deletes no image that the old one keeps or archives',
          fails: 'an image is deleted by the new policy that the old one keeps or archives',
        }),
      ];
    case 'never-acts-on-more':
      return [
        lifecyclePart(answer, {
          holds: 'the new policy acts on no image that the old one leaves alone',
          fails: 'an image is acted on by the new policy that the old one leaves alone',
        }),
      ];
    case 'no-new-access':
      return [
        accessPart(answer.verdict, {
          holds: 'whatever is allowed after the change was allowed before',
          fails: 'the change lets somebody in who was not let in before',
        }),
      ];
    case 'not-public':
      return [
        accessPart(answer.verdict, {
          holds: 'nobody outside the zone of trust gets in',
          fails:
            answer.verdict.kind === 'fails' && answer.verdict.isPublic
              ? 'anybody gets in'
              : 'somebody outside the zone of trust gets in',
        }),
      ];
    case 'no-gaps':
      return gapParts(answer.workflows);
    case 'assertions':
      return answer.results.map(assertionPart);
    default:
      return unreachable(answer);
  }
}

type LifecycleAnswer = Extract<ProveAnswer, { claim: 'never-deletes-more' | 'never-acts-on-more' }>;

function lifecyclePart(
  { verdict, shownBy }: LifecycleAnswer,
  said: { readonly holds: string; readonly fails: string },
): Part {
  const { kind } = verdict;
  const assumptions = verdict.assumptions.map((name) => assumptionWords[name]);
  switch (kind) {
    case 'holds':
      return {
        kind,
        sentence: `${said.holds}, whatever the repository holds`,
        details: [],
        assumptions,
      };
    case 'fails':
      return {
        kind,
        sentence: said.fails,
        details: shownBy === undefined ? [] : shownRepositoryLines(shownBy),
        // The repository was tried: nothing is taken for granted.
        assumptions: [],
      };
    case 'unknown':
      return unknownPart(verdict.reason, verdict.where, assumptions);
    default:
      return unreachable(verdict);
  }
}

function accessPart(
  verdict: Extract<ProveAnswer, { claim: 'no-new-access' | 'not-public' }>['verdict'],
  said: { readonly holds: string; readonly fails: string },
): Part {
  const { kind, assumptions } = verdict;
  switch (kind) {
    case 'holds':
      return { kind, sentence: said.holds, details: [], assumptions };
    case 'fails':
      return {
        kind,
        sentence: said.fails,
        details: [
          ...verdict.access.flatMap(accessLines),
          ...verdict.open.map(
            ({ actions, reason }) =>
              `cannot be told of ${actions.join(', ') || 'some actions'}: ${reasonWords(reason)}`,
          ),
        ],
        assumptions,
      };
    case 'unknown':
      return unknownPart(verdict.reason, verdict.where, assumptions);
    default:
      return unreachable(verdict);
  }
}

function accessLines(access: NewAccess | ExternalAccess): readonly string[] {
  const who = 'who' in access ? `${outsiderWords(access.who)}: ` : '';
  const [first, ...others] = access.actions;
  const more = others.length > 0 ? ` (and ${others.join(', ')})` : '';
  return [
    `${who}${first ?? access.witness.action}${more}`,
    `for example ${requestWords(access.witness)}`,
    ...(access.allowedBy.length > 0 ? [`allowed by ${access.allowedBy.join(', ')}`] : []),
  ];
}

function outsiderWords(who: ExternalAccess['who']): string {
  switch (who.kind) {
    case 'anybody':
      return 'anybody';
    case 'account':
      return `account ${who.account}`;
    case 'service':
      return who.service;
    default:
      return unreachable(who);
  }
}

function requestWords({ principal, action, resource, context = {} }: AuthorizationRequest): string {
  const keys = Object.entries(context).map(
    ([key, value]) => `${key} = ${[value].flat().join(', ')}`,
  );
  const where = keys.length > 0 ? `, with ${keys.join('; ')}` : '';
  return `${action} on ${resource} by ${principal}${where}`;
}

/** One for each gap and each open step; where there is none of either, that is proved. */
function gapParts({ gaps, open, assumptions }: CapabilityGaps): readonly Part[] {
  const parts = [
    ...gaps.map((gap): Part => ({ kind: 'fails', ...gapWords(gap), assumptions })),
    ...open.map(({ workflow, can, cannot, reason }): Part => {
      const sentence = `whether whoever may begin a ${workflow} with ${can} may also ${cannot}; ${reasonWords(reason)}`;
      return { kind: 'unknown', sentence, details: [], assumptions };
    }),
  ];
  if (parts.length > 0) return parts;
  const sentence = assumptions.includes('token-from-elsewhere')
    ? 'whoever may begin a pull, a push or a replication may end it, once he has logged in'
    : 'whoever may begin a pull, a push or a replication may end it, and log in for it';
  return [{ kind: 'holds', sentence, details: [], assumptions }];
}

function gapWords({
  workflow,
  can,
  cannot,
  witness,
  refused,
}: CapabilityGap): Pick<Part, 'sentence' | 'details'> {
  // Only what names no repository is asked elsewhere, and that is the token.
  const isLogin = refused.resource !== witness.resource;
  const elsewhere = isLogin ? ` on ${refused.resource}` : '';
  const lack = isLogin ? 'not log in for it' : 'not end it';
  return {
    sentence: `somebody may begin a ${workflow} with ${can}, and ${lack}: ${cannot} is refused`,
    details: [`allowed: ${requestWords(witness)}`, `refused to him: ${cannot}${elsewhere}`],
  };
}

function assertionPart({ assertion, verdict }: AssertionResult): Part {
  const name = assertion.name ?? `the assertion at ${assertion.at}`;
  const { kind, assumptions } = verdict;
  switch (kind) {
    case 'holds':
      return { kind, sentence: name, details: [], assumptions };
    case 'fails':
      return {
        kind,
        sentence: name,
        details: [
          `${assertion.kind === 'never' ? 'allowed' : 'not allowed'}: ${verdict.actions.join(', ')}`,
          `for example ${requestWords(verdict.witness)}`,
        ],
        assumptions,
      };
    case 'unknown': {
      const part = unknownPart(verdict.reason, verdict.where, assumptions);
      return { ...part, sentence: `${name}; ${part.sentence}` };
    }
    default:
      return unreachable(verdict);
  }
}

function unknownPart(reason: string, where: string, assumptions: readonly string[]): Part {
  const place = where === '' ? '' : ` (at ${where})`;
  return { kind: 'unknown', sentence: `${reasonWords(reason)}${place}`, details: [], assumptions };
}

function reasonWords(reason: string): string {
  return reasons[reason] ?? reason.replaceAll('-', ' ');
}

const reasons: Readonly<Record<string, string>> = {
  budget: 'the question was too hard to be answered in reasonable time',
  tags: 'there were too few tags to build an example',
  readings: 'the two policies are read under different readings',
  replay: 'what was found did not stand when it was asked again',
  'policy-variable': 'a policy variable stands for something that only the request tells',
  'mixed-types': 'one key is compared as values of different types',
  comparison: 'a condition compares in a way that cannot be followed for all values',
  placeholder: 'a part of the policy is still to be filled in',
};
