import { LINK_FOLDER, placesOf } from './platform.js';

/** Where a machine that runs JobCenter (Linux) keeps what a node tree holds a copy of; files and folders. */
export const livePlaces: readonly string[] = ['/usr/lib/nqs', LINK_FOLDER, placesOf('linux', null).hosts];
