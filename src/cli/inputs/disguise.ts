import type { Layer } from '../../source/layer.js';

/** How inputs are opened and shown when they are not to be shown as they are. */
export interface Disguise {
  /** Put around every folder and archive that is opened. */
  wrap(layer: Layer): Layer;
  /** How a path is shown, such as one that a user gave. */
  shown(path: string): string;
  /** Where a path leads that a wrapped layer gave. */
  real(path: string): string;
}

/** Everything as it is. */
export const undisguised: Disguise = {
  wrap: (layer) => layer,
  shown: (path) => path,
  real: (path) => path,
};
