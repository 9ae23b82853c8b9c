import type { ActionType, ImageAction } from './types.js';

const expire: ImageAction = { type: 'EXPIRE' };
const archive: ImageAction = { type: 'TRANSITION', targetStorageClass: 'ARCHIVE' };

/** An action in the words of AWS's preview. */
export function imageAction(action: ActionType): ImageAction {
  return action === 'expire' ? expire : archive;
}
