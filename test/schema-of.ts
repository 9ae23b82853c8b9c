import { readFileSync } from 'node:fs';

/** A published schema, by its name. */
export function schemaOf(name: string): { readonly $id: string } {
  const file = new URL(`../schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}
