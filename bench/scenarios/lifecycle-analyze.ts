import { diffLifecyclePolicies, findLifecycleFindings } from '../../src/lifecycle/analyze/index.js';
import { compileLifecyclePolicy, type LifecycleRule } from '../../src/lifecycle/index.js';
import { type Race, race } from '../harness.js';

const words = [
  'v',
  'prod',
  'dev',
  'main',
  'release',
  'feature',
  'hotfix',
  'rc',
  'nightly',
  'amd64',
];

/** Fifty rules with up to three patterns each, and `any` at the end. */
function fiftyRules(): readonly LifecycleRule[] {
  let state = 7;
  const below = (count: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * count);
  };
  const pattern = (): string => {
    const [word, number] = [words[below(10)] ?? '', below(40)];
    const forms = [
      `${word}${number}*`,
      `*-${word}${number}`,
      `${word}-*-${number}`,
      `${word}${number}`,
    ];
    return forms[below(4)] ?? '';
  };
  const tagged = Array.from({ length: 49 }, (_, index): LifecycleRule => {
    const tagPatternList = Array.from({ length: 1 + below(3) }, pattern);
    const counts = below(2) === 0;
    const count = counts
      ? ({ countType: 'imageCountMoreThan', countNumber: 1 + below(20) } as const)
      : ({ countType: 'sinceImagePushed', countUnit: 'days', countNumber: 1 + below(60) } as const);
    const selection = { tagStatus: 'tagged', tagPatternList, ...count } as const;
    return { rulePriority: index + 1, selection, action: { type: 'expire' } };
  });
  const any = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100 } as const;
  return [...tagged, { rulePriority: 50, selection: any, action: { type: 'expire' } }];
}

/** Two policies of fifty rules that say the same under other numbers, and that differ in one rule. */
export function lifecycleAnalysisRace(): Race {
  const rules = fiftyRules();
  const renumbered = rules.map((rule) => ({ ...rule, rulePriority: rule.rulePriority * 2 }));
  const [one, same, other] = [rules, renumbered, rules.toSpliced(47, 1)].map((of) =>
    compileLifecyclePolicy({ rules: of }),
  ) as [
    ReturnType<typeof compileLifecyclePolicy>,
    ReturnType<typeof compileLifecyclePolicy>,
    ReturnType<typeof compileLifecyclePolicy>,
  ]; // three of three
  return race('two policies of 50 rules are equal', 15, [
    { name: 'proof', run: () => diffLifecyclePolicies(one, same) },
    { name: 'a rule less', run: () => diffLifecyclePolicies(one, other) },
    { name: 'findings', run: () => findLifecycleFindings({ rules }) },
  ]);
}
