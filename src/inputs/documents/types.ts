import type { Diagnostic, Range } from '../../base/diagnostic.js';

/** A file as it was given: the path people know it by, and its whole text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What a document is. The policies of IAM go by the layer they act in; `repository` is a repository's policy,
 * `registry` the registry's. `policy` is one of those whose layer nothing tells.
 */
export type DocumentKind =
  | 'lifecycle'
  | 'identity'
  | 'boundary'
  | 'session'
  | 'repository'
  | 'registry'
  | 'scp'
  | 'rcp'
  | 'endpoint'
  | 'policy'
  | 'repository-settings'
  | 'replication-rules'
  | 'scanning'
  | 'signing'
  | 'creation-templates'
  | 'pull-through';

/** What kind of file a document was found in. */
export type DocumentSource =
  | 'document' // a file that is the document
  | 'aws-cli'
  | 'terraform-plan'
  | 'terraform-state'
  | 'terraform' // HCL
  | 'cloudformation';

/** Why a part of a document is not known. */
export type UnknownReason =
  | 'known-after-apply' // Terraform computes it when it applies the plan
  | 'sensitive' // Terraform marks it as secret
  | 'intrinsic' // a function of CloudFormation hides it
  | 'expression' // an expression of Terraform's language hides it
  | 'template'; // a `${…}` or `{{…}}` that a tool has yet to fill in

/** A part of a document that is not known. A stand-in fills its place in the value and in the text. */
export interface UnknownPart {
  /** JSON pointer into the document; everything at or below it is unknown. */
  readonly at: string;
  readonly reason: UnknownReason;
  /** What hides it, as its author wrote it: `Fn::ImportValue`, `var.account`, `${account_id}`. */
  readonly hiddenBy: string;
}

/** What a document belongs to, as far as its file tells for certain. */
export interface AttachedTo {
  readonly registryId?: string | undefined;
  readonly region?: string | undefined;
  readonly repositoryName?: string | undefined;
  /** Address, in the same file, of the repository that it belongs to. */
  readonly repositoryAddress?: string | undefined;
  /** Name or ARN of the user, group, role or policy that carries it. */
  readonly carriedBy?: string | undefined;
}

/** Where a document stands. */
export interface FilePlace {
  readonly path: string;
  /** Absent when the place in the text is not known, as in percent-encoded text. */
  readonly range?: Range | undefined;
}

/** A policy or a configuration that was found in a file. Its value has the API's names, however its file spells them. */
export interface FoundDocument {
  readonly kind: DocumentKind;
  /** What it was recognised by, in words that follow "because". */
  readonly sign: string;
  /**
   * The text that the readers of its kind take: its own, or its value printed as JSON. It is empty when the whole
   * document is unknown.
   */
  readonly text: string;
  /** Whether `text` is to the letter what AWS is given, so that its length and its ranges count. */
  readonly isVerbatim: boolean;
  /** The document as a value; undefined when its text is no JSON, or when all of it is unknown. */
  readonly value: unknown;
  readonly unknown: readonly UnknownPart[];
  /**
   * What the file calls it: `aws_ecr_lifecycle_policy.app`, `Resources.Repo.Properties.LifecyclePolicy`,
   * `repositories[2]`; empty when the file is the document.
   */
  readonly address: string;
  readonly place: FilePlace;
  readonly source: DocumentSource;
  readonly attachedTo: AttachedTo;
  /** Of a planned change, whether it stands before or after it. */
  readonly moment?: 'before' | 'after' | undefined;
  /**
   * Ranges in the file of values at these JSON pointers into the document, of the nearest value around where one has
   * no place of its own. Costs one walk over the document, however many are asked.
   */
  readonly rangesOf: (pointers: Iterable<string>) => ReadonlyMap<string, Range>;
  /** The range in the file of a range in `text`; undefined when `text` is not verbatim. */
  readonly rangeInFile: (range: Range) => Range | undefined;
}

/** A finding about a file. */
export interface FileDiagnostic extends Diagnostic {
  readonly path: string;
}

/** What finding documents gives: all that were found, and what is wrong with files. */
export type FoundDocuments =
  | {
      readonly ok: true;
      readonly value: readonly FoundDocument[];
      readonly diagnostics: readonly FileDiagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly FileDiagnostic[] };

/** How documents are looked for. */
export interface FindOptions {
  /** Readers of files that are no JSON; JSON is always read. The first that takes a path reads it. */
  readonly notations?: readonly Notation[] | undefined;
  /** The kind of every IAM policy whose file does not tell it by more than its content. */
  readonly kind?: DocumentKind | undefined;
  /** Documents as they stand before a planned change as well; a plan otherwise gives those after it. */
  readonly before?: boolean | undefined;
}

/** A way of writing values down as text, such as YAML. */
export interface Notation {
  readonly name: string;
  readonly takes: (file: TextFile) => boolean;
  readonly read: (file: TextFile) => ReadFile;
}

/** A file read into values, with the way back to the text. */
export interface ReadFile {
  /** Several where a file holds several, one after another; each with the pointer at which it stands. */
  readonly roots: readonly { readonly value: unknown; readonly at: string }[];
  /** What is wrong with the text, each with its range. */
  readonly problems: readonly Diagnostic[];
  /** What the notation knows not to be known, by pointer. */
  readonly unknown: readonly UnknownPart[];
  /** Where values stand; pointers that lead nowhere are left out. */
  readonly stretches: (pointers: Iterable<string>) => ReadonlyMap<string, Stretch>;
  /** Positions of offsets in the text. */
  readonly rangeOf: (start: number, end: number) => Range;
}

/** Where a value stands in a text, by UTF-16 offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /**
   * Of a text value, where each of its characters stands: the offset in the file of an offset in the value. `isEnd` is
   * true of an offset that ends a range, which matters where two parts of a text meet. Undefined when it cannot be told.
   */
  readonly within?: ((offset: number, isEnd?: boolean) => number) | undefined;
  /** Where values below this one stand, by pointers relative to it; cheaper than asking the whole file. */
  readonly below?: ((pointers: Iterable<string>) => ReadonlyMap<string, Stretch>) | undefined;
}
