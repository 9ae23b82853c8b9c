import { coversPattern } from '../../glob/covers.js';
import { patternOf } from '../../glob/pattern.js';
import type { OneOrMany, PolicyDocument, PolicyStatement } from '../types.js';
import { type AnalysisOptions, newAccessWithin } from './new-access.js';
import { budgetOf } from './realm.js';
import { idleStatementsWithin } from './statements.js';
import type { SinglePolicy } from './subject.js';

export interface Simplified {
  readonly document: PolicyDocument;
  /** Statements of the original that are gone: JSON pointers into it. */
  readonly dropped: readonly string[];
  /** Whether anything is simpler. What is emitted was proved to allow exactly what the original does. */
  readonly isSimpler: boolean;
}

/** A smaller policy that says the same, or the same policy. */
export function simplifyPolicy(policy: SinglePolicy, options: AnalysisOptions = {}): Simplified {
  const budget = budgetOf(options);
  const { kind, document } = policy;
  const same: Simplified = { document, dropped: [], isSimpler: false };
  let left = statementsOf(document).map((statement, index) => ({ statement, index }));
  const dropped: string[] = [];
  for (;;) {
    const findings = idleStatementsWithin(
      budget,
      {
        kind,
        document: withStatements(
          document,
          left.map(({ statement }) => statement),
        ),
      },
      options,
    ).findings.filter((finding) => finding.kind !== 'idle');
    // One at a time: two statements may each be idle only because of the other.
    const place = findings[0]?.at ?? '';
    const gone = left[Number(/\/(\d+)$/.exec(place)?.[1] ?? 'NaN')];
    if (gone === undefined || left.length === 1) break;
    dropped.push(`/Statement/${gone.index}`);
    left = left.filter((one) => one !== gone);
  }
  const shorter = left.map(({ statement }) => withShortLists(statement));
  const isShorter = shorter.some((statement, index) => statement !== left[index]?.statement);
  if (dropped.length === 0 && !isShorter) return same;
  const simple = withStatements(document, shorter);
  const isProved =
    newAccessWithin(budget, policy, { kind, document: simple }, options).kind === 'holds' &&
    newAccessWithin(budget, { kind, document: simple }, policy, options).kind === 'holds';
  return isProved ? { document: simple, dropped, isSimpler: true } : same;
}

/** Without the document's reader nobody has proved that there are any. */
function statementsOf(document: PolicyDocument | undefined): readonly PolicyStatement[] {
  const Statement = document?.Statement;
  // `Array.isArray` does not take a readonly list out of the union.
  return Array.isArray(Statement)
    ? (Statement as readonly PolicyStatement[])
    : [Statement as PolicyStatement];
}

function withStatements(
  document: PolicyDocument,
  statements: readonly PolicyStatement[],
): PolicyDocument {
  const [only, ...others] = statements;
  const isBare = !Array.isArray(document?.Statement) && only !== undefined && others.length === 0;
  return { ...document, Statement: isBare ? only : statements };
}

/** Lists without values that another value of theirs covers. */
function withShortLists(statement: PolicyStatement): PolicyStatement {
  const lists = (['Action', 'NotAction', 'Resource', 'NotResource'] as const).flatMap((element) => {
    const values = statement?.[element];
    const list = shortened(values, element.endsWith('Action'));
    return list === undefined ? [] : [[element, list]];
  });
  return lists.length === 0 ? statement : { ...statement, ...Object.fromEntries(lists) };
}

/** A shorter list; undefined where there is none. */
function shortened(
  values: OneOrMany<string> | undefined,
  ignoreCase: boolean,
): readonly string[] | undefined {
  if (!Array.isArray(values) || values.some((value) => typeof value !== 'string')) return undefined;
  // As above.
  const list = values as readonly string[];
  const patterns = list.map((text) => patternOf([{ text, ignoreCase }]));
  const left = list.filter((_, index) => {
    const own = patterns[index];
    return !patterns.some((other, place) => {
      if (own === undefined || place === index || !coversPattern(other, own)) return false;
      // Of two that cover each other the first stays.
      return place < index || !coversPattern(own, other);
    });
  });
  return left.length === list.length ? undefined : left;
}
