import { agentFaults } from './faults/agents.js';
import { daemonConfFaults } from './faults/daemon-conf.js';
import type { Fault } from './faults/fault.js';
import { fileFaults } from './faults/files.js';
import { linkFaults } from './faults/links.js';
import { nameFaults } from './faults/names.js';
import { nodeFaults } from './faults/nodes.js';
import { permissionFaults } from './faults/permissions.js';
import { siteFaults } from './faults/sites.js';

/** Every kind of fault, in the order of the catalogue of rules. */
export const faults: readonly Fault[] = [
  ...fileFaults,
  ...siteFaults,
  ...daemonConfFaults,
  ...nameFaults,
  ...linkFaults,
  ...permissionFaults,
  ...agentFaults,
  ...nodeFaults,
];
