import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { compileTagRule } from '../compile.js';
import { decideTagWrite } from '../decide.js';
import type { TagMutabilitySubject } from './subject.js';

/** Immutable tags where a signing tool that stores signatures under tags has to move them. */
export const signatureTagsLocked: LintRule<TagMutabilitySubject> = {
  code: 'tagging/signature-tags-locked',
  severity: 'info',
  title: 'signatures that are stored under a tag cannot be added to later',
  why: `Tools that store signatures and attestations under tags such as \`sha256-….sig\` push the same tag again for a
second signature, and an immutable tag refuses that. Exclude \`sha256-*\`, or let the tool store them as referrers.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['tagging.filterMatchesWholeTag'] satisfies FactId[],
  check: ({ document }) => {
    const verdict = decideTagWrite(compileTagRule(document), {
      tag: `sha256-${'0'.repeat(64)}.sig`,
      digest: 'sha256:b',
      currentDigest: 'sha256:a',
    });
    if (verdict.kind !== 'refused') return [];
    return [
      {
        at: '/imageTagMutability',
        message: 'a second signature under the tag `sha256-….sig` is refused',
        help: 'exclude `sha256-*`, or let the signing tool store signatures as referrers',
      },
    ];
  },
};
