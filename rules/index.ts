import type { Rule } from '../src/engine/rule.js';
import type { Cluster } from '../src/jobcenter/model.js';
import { machineIdUnique } from './jobcenter/machine-id-unique.js';
import { maintenanceMode } from './jobcenter/maintenance-mode.js';

/** Every rule of the JobCenter pack, by hand in the order of the catalogue. */
export const rules: readonly Rule<Cluster>[] = [
  // Sites
  machineIdUnique,
  // daemon.conf and NATS
  maintenanceMode,
];
