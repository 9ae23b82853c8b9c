import { pointer } from '../../base/json-text.js';
import { isRecord, members, property, textOf } from '../../base/loose.js';
import { dataDocument, isDataDocument } from './data-documents.js';
import { expressionPieces, withoutEscapes } from './expressions.js';
import { isTooDeep } from './json.js';
import { originOf } from './shapes.js';
import type { Sighting } from './sighting.js';
import { openTexts } from './templating.js';
import { isTerraformHolder, resourceSightings } from './terraform-resources.js';
import type { DocumentKind, UnknownPart } from './types.js';

type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a file of Terraform's language, read from HCL or written as `.tf.json`. */
export function isTerraformSyntax(value: Json): boolean {
  return ['resource', 'data'].some((key) => {
    const types = value[key];
    return isRecord(types) && Object.keys(types).some((type) => isOfInterest(type));
  });
}

function isOfInterest(type: string): boolean {
  return isTerraformHolder(type) || isDataDocument(type);
}

/** The documents of a file of Terraform's language. What an expression hides is unknown. */
export function terraformSyntaxSightings(file: Json, at: string): readonly Sighting[] {
  const locals = localsOf(file, at);
  const held = blocksOf(file, 'resource', at).flatMap((block) =>
    isTerraformHolder(block.type)
      ? resourceSightings({
          type: block.type,
          address: `${block.type}.${block.name}`,
          source: 'terraform',
          at: block.at,
          ...opened(block.values),
          attachedTo: { repositoryAddress: repositoryOf(block.values) },
        }).map((sighting) => withLocal(sighting, locals))
      : [],
  );
  const uses = new Map(held.flatMap((sighting) => useOf(sighting)));
  const data = blocksOf(file, 'data', at).flatMap((block) => dataSighting(block, uses));
  return [...held.filter((sighting) => !isMade(sighting, data)), ...data];
}

interface Block {
  readonly type: string;
  readonly name: string;
  readonly values: unknown;
  readonly at: string;
}

/** Blocks come as lists from HCL; `.tf.json` may have the one block itself. */
function blocksOf(file: Json, kind: 'resource' | 'data', at: string): readonly Block[] {
  return Object.entries(file[kind] ?? {}).flatMap(([type, named]) =>
    Object.entries(isOfInterest(type) && isRecord(named) ? named : {}).flatMap(([name, held]) => {
      const place = [kind, type, name].reduce(pointer, at);
      if (!Array.isArray(held)) return [{ type, name, values: held, at: place }];
      return held.map((values: unknown, index) => ({
        type,
        name,
        values,
        at: pointer(place, index),
      }));
    }),
  );
}

/** Attributes, and what expressions hide among them. A text of JSON with expressions in it is looked into later. */
function opened(values: unknown): {
  readonly values: unknown;
  readonly unknown: readonly UnknownPart[];
} {
  if (isTooDeep(values)) return { values: undefined, unknown: [] };
  const unknown: UnknownPart[] = [];
  const open = withDynamic(values, '', unknown);
  for (const { at, written } of openTexts(open)) {
    const isJson = /^\s*\{/.test(textOf(at.split('/').slice(1).reduce(property, open)) ?? '');
    if (!isJson && !unknown.some((part) => part.at === at)) {
      unknown.push({ at, reason: 'expression', hiddenBy: written });
    }
  }
  return { values: open, unknown };
}

/** Blocks that are made by `dynamic` are as many as an expression says. */
function withDynamic(value: unknown, at: string, unknown: UnknownPart[]): unknown {
  if (Array.isArray(value)) {
    return value.map((member, index) => withDynamic(member, pointer(at, index), unknown));
  }
  if (!isRecord(value)) return value;
  const made = Object.keys(isRecord(value['dynamic']) ? value['dynamic'] : {});
  const entries = Object.entries(value)
    .filter(([key]) => !(key === 'dynamic' && made.length > 0) && !made.includes(key))
    .map(([key, member]): [string, unknown] => [
      key,
      withDynamic(member, pointer(at, key), unknown),
    ]);
  for (const name of made) {
    unknown.push({ at: pointer(at, name), reason: 'expression', hiddenBy: `dynamic "${name}"` });
    entries.push([name, `dynamic "${name}"`]);
  }
  return Object.fromEntries(entries);
}

interface Local {
  readonly value: unknown;
  readonly at: string;
}

function localsOf(file: Json, at: string): ReadonlyMap<string, Local> {
  const blocks = Array.isArray(file['locals']) ? file['locals'] : [file['locals']];
  const place = pointer(at, 'locals');
  return new Map(
    blocks.flatMap((block: unknown, index): [string, Local][] =>
      Object.entries(isRecord(block) ? block : {}).map(([name, value]) => {
        const inside = Array.isArray(file['locals']) ? pointer(place, index) : place;
        return [name, { value, at: pointer(inside, name) }];
      }),
    ),
  );
}

/** A document that a local value of the same file holds. */
function withLocal(sighting: Sighting, locals: ReadonlyMap<string, Local>): Sighting {
  const [, name = ''] = /^\$\{local\.([\w-]+)\}$/.exec(hiddenWhole(sighting)) ?? [];
  const local = locals.get(name);
  const isJson = typeof local?.value === 'string' && /^\s*\{/.test(local.value);
  if (local === undefined || isTooDeep(local.value)) return sighting;
  if (!isJson && !isRecord(local.value)) return sighting;
  const { value, at } = local;
  const held = { ...sighting, at, unknown: [], isOpen: true };
  return typeof value === 'string'
    ? { ...held, value, pieces: expressionPieces(value, at) }
    : { ...held, value: withoutEscapes(value) };
}

function hiddenWhole({ unknown }: Sighting): string {
  return unknown.find(({ at }) => at === '')?.hiddenBy ?? '';
}

const dataUse = /^\$\{(data\.\w+\.[\w-]+)\.json\}$/;

/** The data source that a document comes from as it is. */
function useOf(sighting: Sighting): readonly [string, Sighting][] {
  const [, address] = dataUse.exec(hiddenWhole(sighting)) ?? [];
  return address === undefined ? [] : [[address, sighting]];
}

/** Whether a document is found where it is made. */
function isMade(sighting: Sighting, data: readonly Sighting[]): boolean {
  const [, address] = dataUse.exec(hiddenWhole(sighting)) ?? [];
  return address !== undefined && data.some((one) => one.address === address);
}

function dataSighting(
  { type, name, values, at }: Block,
  uses: ReadonlyMap<string, Sighting>,
): readonly Sighting[] {
  if (!isDataDocument(type)) return [];
  const address = `data.${type}.${name}`;
  const use = uses.get(address);
  const open = opened(values);
  const kind = use?.kind ?? kindByItself(type, open.values);
  const made = kind === undefined ? undefined : dataDocument(type, open.values, open.unknown);
  if (made === undefined) return [];
  return [
    {
      kind,
      sign:
        use === undefined
          ? `a data source \`${type}\` makes such a document`
          : `a data source \`${type}\` makes such a document for \`${use.address}\``,
      source: 'terraform',
      address,
      at,
      value: made.value,
      unknown: made.unknown,
      isOpen: true,
      attachedTo: use?.attachedTo ?? {},
      origin: (to) => originOf(made.origins, to),
    },
  ];
}

/** A policy without principals is an identity's wherever it is used; one with them may be a role's trust. */
function kindByItself(type: string, values: unknown): DocumentKind | undefined {
  if (type !== 'aws_iam_policy_document') return 'lifecycle';
  const statements = members(property(values, 'statement'));
  const names = ['principals', 'not_principals'];
  const isIdentity = statements.every((one) =>
    names.every((key) => property(one, key) === undefined),
  );
  return isIdentity && statements.length > 0 ? 'identity' : undefined;
}

/** The repository that `aws_ecr_repository.app.name` names, or its `id`, which is the same. */
function repositoryOf(values: unknown): string | undefined {
  const written = textOf(property(values, 'repository')) ?? '';
  return /^\$\{(aws_ecr_repository\.[\w-]+)\.(?:name|id)\}$/.exec(written)?.[1];
}
