import { servicePrefix } from '../../facts/ecr-actions.js';
import { arnPartCount } from '../../facts/iam.js';
import { compileWildcards, matchesWildcards } from '../../glob/wildcards.js';
import type { PlacedText } from './placed.js';
import { colonsOutsideVariables } from './variables.js';

/** One resource of a statement. */
export interface ResourceView extends PlacedText {
  /** `*`, in however many asterisks. */
  readonly everything: boolean;
  /** The six parts of an ARN; undefined where a pattern has fewer. */
  readonly parts?: ArnParts | undefined;
}

/** Parts of the pattern for an ARN. */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All after the fifth colon. */
  readonly own: string;
}

/** Takes a resource apart. A colon in a policy variable separates nothing. */
export function resourceView({ text, at }: PlacedText): ResourceView {
  if (/^\*+$/.test(text)) return { text, at, everything: true };
  return { text, at, everything: false, parts: arnPartsOf(text) };
}

/** The parts of an ARN or a pattern for one; undefined when it has fewer than six. */
export function arnPartsOf(text: string): ArnParts | undefined {
  const ends = colonsOutsideVariables(text).slice(0, arnPartCount - 1);
  if (ends.length < arnPartCount - 1) return undefined;
  const [, partition = '', service = '', region = '', account = ''] = ends.map((end, index) =>
    text.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end),
  );
  const own = text.slice((ends.at(-1) ?? 0) + 1);
  return { partition, service, region, account, own };
}

/** Whether a resource can be one of ECR's; a short pattern may reach anywhere. */
export function mayBeOfEcr({ everything, text, parts }: ResourceView): boolean {
  if (everything) return true;
  const service = parts?.service ?? text.split(':')[2];
  return service === undefined || matchesWildcards(compileWildcards(service), servicePrefix);
}
