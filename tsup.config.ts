import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { defineConfig } from 'tsup';

/** One entry per door; `package.json` names the same ones, and a test holds the two together. */
const doors = {
  index: 'src/index.ts',
  'iam/index': 'src/iam/index.ts',
  'iam/ecr/index': 'src/iam/ecr/index.ts',
  'iam/analyze/index': 'src/iam/analyze/index.ts',
  'lifecycle/index': 'src/lifecycle/index.ts',
  'lifecycle/analyze/index': 'src/lifecycle/analyze/index.ts',
  'tagging/index': 'src/tagging/index.ts',
  'tagging/analyze/index': 'src/tagging/analyze/index.ts',
  'tagging/resources/index': 'src/tagging/resources/index.ts',
  'replication-rules/index': 'src/replication-rules/index.ts',
  'replication-rules/analyze/index': 'src/replication-rules/analyze/index.ts',
  'creation-templates/index': 'src/creation-templates/index.ts',
  'creation-templates/analyze/index': 'src/creation-templates/analyze/index.ts',
  'pull-through/index': 'src/pull-through/index.ts',
  'pull-through/analyze/index': 'src/pull-through/analyze/index.ts',
  'scanning/index': 'src/scanning/index.ts',
  'signing/index': 'src/signing/index.ts',
  'registry/index': 'src/registry/index.ts',
  'registry/events/index': 'src/registry/events/index.ts',
  'simulate/index': 'src/simulate/index.ts',
  'inputs/index': 'src/inputs/index.ts',
  'lint/index': 'src/lint/index.ts',
  'notations/index': 'src/notations/index.ts',
  'report/index': 'src/report/index.ts',
};

/** jsonc-parser's scanner fills an enumeration of letters that it never reads: a third of its weight. */
const withoutEnumerations: Plugin = {
  name: 'without-enumerations',
  setup({ onLoad }) {
    onLoad({ filter: /jsonc-parser.lib.esm.impl.scanner\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /^\(function \((\w+)\) \{$.*?^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/ms,
        '',
      ),
    }));
  },
};

export default defineConfig([
  {
    entry: doors,
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral', // a door never touches node: modules
    // Bundled: its own files are CommonJS, and loading them took longer than all of a door's code.
    noExternal: [/^jsonc-parser\//, /^@noble\/hashes\//],
    esbuildPlugins: [withoutEnumerations],
    esbuildOptions: (options) => {
      options.mainFields = ['module', 'main'];
    },
    // One file a door: a door split into shared pieces took twice as long to import.
    splitting: false,
    treeshake: true,
    sourcemap: false, // what is published is readable as it is
    clean: true,
    // tsup sets baseUrl, which TypeScript 6 reports as deprecated.
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
    removeNodeProtocol: false,
  },
  {
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['esm'],
    target: 'node20',
    platform: 'node',
    // In one piece with what it uses: reading a hundred small files took as long as everything else.
    noExternal: [/.*/],
    splitting: true, // A command loads what it needs.
    minifyWhitespace: true, // Compiling is what starting costs.
    esbuildOptions: (options) => {
      options.mainFields = ['module', 'main'];
      // Some of what is bundled is CommonJS and asks for modules of Node.
      options.banner = {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      };
    },
    sourcemap: false,
    dts: false,
    removeNodeProtocol: false,
  },
]);
