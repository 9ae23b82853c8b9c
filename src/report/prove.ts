import { unreachable } from '../base/invariant.js';
import { counted, quote } from '../base/quote.js';
import type { AssertionResult, ExternalAccess, NewAccess } from '../iam/analyze/index.js';
import type { AuthorizationRequest } from '../iam/index.js';
import type { LifecycleVerdict, LifecycleWitness } from '../lifecycle/analyze/index.js';
import type { Image, LifecyclePreview } from '../lifecycle/index.js';
import { formatInstant } from '../model/instant.js';
import type { ProveAnswer } from '../words/index.js';
import { assumptionWords } from './diff-proof.js';
import { answerJson } from './json.js';
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
      const lines = details.map((line) => `- ${printable(line).replaceAll('|', '\\|')}`);
      return [
        `${mark} **${signs[kind]}**: ${printable(sentence)}`,
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
        lifecyclePart(answer.verdict, {
          holds: 'the new policy deletes no image that the old one keeps or archives',
          fails: 'an image is deleted by the new policy that the old one keeps or archives',
        }),
      ];
    case 'never-acts-on-more':
      return [
        lifecyclePart(answer.verdict, {
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
    case 'assertions':
      return answer.results.map(assertionPart);
    default:
      return unreachable(answer);
  }
}

function lifecyclePart(
  verdict: LifecycleVerdict,
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
        details: repositoryLines(verdict.witness, verdict.replay),
        // The repository was tried: nothing is taken for granted.
        assumptions: [],
      };
    case 'unknown':
      return unknownPart(verdict.reason, verdict.where, assumptions);
    default:
      return unreachable(verdict);
  }
}

/** Images of a witness that are shown one by one. */
const imagesShown = 8;

function repositoryLines(
  { images, nowMs, imageDigest, ownerRulePriority }: LifecycleWitness,
  { before, after }: { readonly before: LifecyclePreview; readonly after: LifecyclePreview },
): readonly string[] {
  const ordered = [...images].sort((a, b) => a.imagePushedAtMs - b.imagePushedAtMs);
  const chosen = ordered.findIndex((image) => image.imageDigest === imageDigest);
  const from = Math.max(0, Math.min(chosen, ordered.length - imagesShown));
  const shown = ordered.slice(from, from + imagesShown);
  const left = ordered.length - shown.length;
  return [
    `a repository of ${counted(images.length, 'image')}, looked at on ${formatInstant(nowMs)}:`,
    ...shown.map((image) => imageLine(image, imageDigest)),
    ...(left > 0 ? [`… and ${counted(left, 'image')} more, with tags of the same kind`] : []),
    `before: ${ruled(ownerRulePriority.before)}, ${doneTo(before, imageDigest)}`,
    `after: ${ruled(ownerRulePriority.after)}, ${doneTo(after, imageDigest)}`,
  ];
}

function imageLine({ imageTags, imagePushedAtMs, imageDigest }: Image, chosen: string): string {
  const tags = imageTags.length === 0 ? 'without a tag' : imageTags.map(quote).join(', ');
  const mark = imageDigest === chosen ? '→ ' : '· ';
  return `${mark}${tags}, pushed ${formatInstant(imagePushedAtMs)}`;
}

function ruled(priority: number | null): string {
  return priority === null ? 'no rule selects it' : `it belongs to rule ${priority}`;
}

function doneTo({ previewResults }: LifecyclePreview, digest: string): string {
  const result = previewResults.find(({ imageDigest }) => imageDigest === digest);
  if (result === undefined) return 'and it stays';
  return result.action.type === 'EXPIRE' ? 'which deletes it' : 'which archives it';
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
