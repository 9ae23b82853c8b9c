import { readFileSync } from 'node:fs';

/** The cases of one file under `test/cases`, in the shape the test expects of them. */
export function cases<Case>(path: string): readonly Case[] {
  return JSON.parse(readFileSync(new URL(`./cases/${path}.json`, import.meta.url), 'utf8'));
}

/** The one case that a file under `test/cases` holds. */
export function oneCase<Case>(path: string): Case {
  return JSON.parse(readFileSync(new URL(`./cases/${path}.json`, import.meta.url), 'utf8'));
}
