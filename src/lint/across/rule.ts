import type { RuleCard, RuleFinding } from '../../base/lint-rule.js';

/** A document among all that were found, with what is known of where it belongs. */
export interface AcrossDocument {
  readonly kind: string;
  /** The document as a value, with the API's names. */
  readonly value: unknown;
  readonly registryId?: string | undefined;
  readonly region?: string | undefined;
  readonly repositoryName?: string | undefined;
  /** What its file calls it, or its path: for messages about the other document. */
  readonly address: string;
}

/** Advice about several documents together. */
export interface AcrossRule extends RuleCard {
  readonly check: (documents: readonly AcrossDocument[]) => readonly AcrossFinding[];
}

/** A finding about one of the documents; its pointer leads into that one. */
export interface AcrossFinding extends RuleFinding {
  /** Index of the document. */
  readonly document: number;
}

/** A document with its index. */
export interface Placed extends AcrossDocument {
  readonly index: number;
}

/** The documents of one kind, each with its index. */
export function ofKind(documents: readonly AcrossDocument[], kind: string): readonly Placed[] {
  return documents
    .map((document, index) => ({ ...document, index }))
    .filter((document) => document.kind === kind);
}

/** Whether two documents may belong to the same registry: nothing known of them says otherwise. */
export function mayShareRegistry(one: AcrossDocument, other: AcrossDocument): boolean {
  return mayEqual(one.registryId, other.registryId) && mayEqual(one.region, other.region);
}

function mayEqual(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
