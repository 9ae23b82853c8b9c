import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseInventory } from '../../src/inputs/index.js';

/** A folder with recorded answers of AWS, `inventory/*.json` under `data` and `responses/*.json` under `response`. */
const corpus = process.env['ECR_DRYDOCK_CORPUS'];

describe.skipIf(corpus === undefined || !existsSync(corpus))('recorded answers', () => {
  const folders = [
    ['inventory', 'data', 17],
    ['responses', 'response', 6],
  ] as const;

  it.each(folders)(
    'in %s are read when they are an inventory, and else refused by name',
    (folder, member, count) => {
      const path = join(corpus ?? '', folder);
      const answers = readdirSync(path).map((file): [string, Record<string, unknown>] => [
        file,
        JSON.parse(readFileSync(join(path, file), 'utf8'))[member],
      ]);
      const read = answers.filter(([, answer]) => parseInventory(JSON.stringify(answer)).ok);
      const inventories = answers.filter(([, answer]) => 'imageDetails' in answer);
      expect(read.map(([file]) => file)).toEqual(inventories.map(([file]) => file));
      expect(read.length).toBe(count);
      for (const [file, answer] of answers.filter((one) => !read.includes(one))) {
        const [finding] = parseInventory(answer).diagnostics;
        expect([file, finding?.code]).toEqual([file, 'inputs/not-an-inventory']);
        expect(finding?.message).toMatch(/^this is (output of `aws|an error that AWS answered)/);
        expect(finding?.help).toContain('aws ecr describe-images --repository-name');
      }
    },
  );
});
