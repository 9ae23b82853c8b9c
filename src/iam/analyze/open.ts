import { givenPlace, type Policies } from './subject.js';
import type { OpenActions } from './sweep.js';

/** Actions about which nobody can tell, for a gap that a template is to fill; none where they may be any. */
export function openGap(where: string, actions: readonly string[] = []): OpenActions {
  return { reason: 'placeholder', where, key: '', actions };
}

/** The same with places in what was given. `otherwise` is the place of what no policy is to blame for. */
export function placed(
  open: readonly OpenActions[],
  policies: Policies,
  otherwise = '',
): readonly OpenActions[] {
  return open.map((doubt) => {
    return { ...doubt, where: givenPlace(doubt.where, policies) || otherwise };
  });
}
