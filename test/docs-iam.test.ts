import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCan } from './can-run.js';

const guide = new URL('../docs/guides/why-was-i-denied.md', import.meta.url);

/** The guide with every example run again, and every file shown as it is. */
function rewritten(text: string): string {
  return text
    .replace(/```console\n\$ (ecr-drydock can .*)\n[\s\S]*?```/g, (_, command: string) => {
      const { out, error } = runCan(command.split(' ').slice(2));
      return `\`\`\`console\n$ ${command}\n${error}${out}\`\`\``;
    })
    .replace(/```json file=(\S+)\n[\s\S]*?```/g, (_, path: string) => {
      const file = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
      return `\`\`\`json file=${path}\n${file}\`\`\``;
    });
}

describe('the guide to denials', () => {
  it('prints what its commands print; with UPDATE_DOCS=1 it is brought up to date', () => {
    const text = readFileSync(guide, 'utf8');
    const current = rewritten(text);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(guide, current);
    expect(text.match(/^\$ ecr-drydock can /gm)?.length).toBeGreaterThanOrEqual(5);
    expect(process.env['UPDATE_DOCS'] === '1' ? current : text).toBe(current);
  });
});
