import type { Diagnostic } from '../../base/diagnostic.js';
import type { documentMembers } from '../../facts/registry-documents.js';
import type { RegistryOptions } from '../value.js';

/** What a document tells of a registry: the AWS CLI command that gives it. */
export type RegistryDocumentKind = keyof typeof documentMembers;

/** Where a document belongs, as far as it does not say so itself. */
export interface RegistryPlace {
  /** The account's twelve digits. */
  readonly registryId?: string | undefined;
  readonly region?: string | undefined;
}

/** A file, or a document that is at hand. */
export interface RegistryFile extends RegistryPlace {
  /** How people know it; every finding about it carries this. */
  readonly path: string;
  /** Its text: one answer of the AWS CLI, several one after another, or one a line. */
  readonly text?: string | undefined;
  /** The document itself, where no text is at hand. */
  readonly value?: unknown;
  /** What it holds, where its content does not tell. */
  readonly kind?: RegistryDocumentKind | undefined;
  readonly repositoryName?: string | undefined;
}

/** How files are read. All of it is optional. */
export interface ReadRegistryOptions extends RegistryOptions, RegistryPlace {
  /** Leaves out what cannot be read, with its errors, where nothing would be given otherwise. */
  readonly skipBroken?: boolean | undefined;
}

/** A finding about one of the files; its place leads into that file. */
export type RegistryFinding = Diagnostic & { readonly path: string };
