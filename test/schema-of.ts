import { readFileSync } from 'node:fs';

/** A published schema, by its name. */
export function schemaOf(name: string): { readonly $id: string } {
  const file = new URL(`../schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A schema that also refuses members it does not name, which a published one lets pass since AWS may add some. */
export function closed<Schema>(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (_, value) => {
    const names = typeof value === 'object' && value !== null && 'properties' in value;
    return names ? { ...value, additionalProperties: false } : value;
  });
}
