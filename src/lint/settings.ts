import type { RuleOptionValue } from '../base/lint-rule.js';
import type { Chosen, OptionsOf } from './check.js';
import { knownRules } from './rule-cards.js';
import type {
  LintConfig,
  LintOverride,
  PolicyKindName,
  Preset,
  RuleOptions,
  RuleSetting,
} from './types.js';

/** Whether a path is one of those a glob means. */
export type MatchesGlob = (path: string, glob: string) => boolean;

/** What a configuration says of one file. */
export interface FileSettings {
  /** How much findings of this code weigh; undefined where the finding itself says it. */
  readonly settingOf: (code: string) => RuleSetting | undefined;
  readonly chosen: Chosen;
  readonly optionsOf: OptionsOf;
  /** What policies in the file are, where somebody says so. */
  readonly kind: PolicyKindName | undefined;
}

/**
 * The settings of a file: the preset, then the configuration, then each override whose globs mean the file, the last
 * one winning. Within one of these the exact code wins over that of a domain, which weighs what the preset runs, and
 * brings nothing back that it leaves out.
 */
export function settingsOf(config: LintConfig, path: string, matches: MatchesGlob): FileSettings {
  const layers: readonly (LintConfig | LintOverride)[] = [
    config,
    ...overridesOf(config, path, matches),
  ].reverse();
  const settingOf = (code: string) => {
    const isRunning = isInPreset(code, config.preset ?? 'recommended');
    for (const { rules } of layers) {
      const ofDomain = isRunning ? own(rules, `${code.split('/')[0]}/*`) : undefined;
      const setting = own(rules, code) ?? ofDomain;
      if (setting !== undefined) return setting;
    }
    return isRunning ? undefined : 'off';
  };
  return {
    settingOf,
    chosen: (code) => settingOf(code) !== 'off',
    optionsOf: (code) =>
      Object.assign({}, ...layers.map((layer) => optionsIn(layer, code)).reverse()),
    kind: layers.map((layer) => ('kind' in layer ? layer.kind : undefined)).find(isSaid),
  };
}

/** Whether a configuration leaves a file out. */
export function isIgnored(
  { ignore = [] }: LintConfig,
  path: string,
  matches: MatchesGlob,
): boolean {
  return ignore.some((glob) => matches(path, glob));
}

function overridesOf(
  { overrides = [] }: LintConfig,
  path: string,
  matches: MatchesGlob,
): readonly LintOverride[] {
  return overrides.filter(({ files }) => files.some((glob) => matches(path, glob)));
}

function own<T>(values: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined;
}

function optionsIn(
  { options }: LintConfig | LintOverride,
  code: string,
): Readonly<Record<string, RuleOptionValue>> {
  // Reading the configuration proved each option to be of the kind of its default.
  return (own<RuleOptions>(options, code) ?? {}) as Readonly<Record<string, RuleOptionValue>>;
}

function isSaid(kind: PolicyKindName | undefined): boolean {
  return kind !== undefined;
}

/** What reading reports belongs to every preset; of rules, the settled ones, and advice only where it is asked for. */
function isInPreset(code: string, preset: Preset): boolean {
  const rule = knownRules.get(code);
  if (rule?.maturity === undefined || preset === 'all') return true;
  if (rule.maturity === 'trial') return false;
  return preset === 'strict' || rule.severity !== 'info';
}
