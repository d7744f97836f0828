import type { Rule } from '../src/engine/rule.js';
import type { Cluster } from '../src/jobcenter/model.js';
import { agentYamlSyntax } from './jobcenter/agent-yaml-syntax.js';
import { daemonConfSyntax } from './jobcenter/daemon-conf-syntax.js';
import { duplicateParameter } from './jobcenter/duplicate-parameter.js';
import { fullWidthCharacter } from './jobcenter/full-width-character.js';
import { hostsSyntax } from './jobcenter/hosts-syntax.js';
import { lineEndings } from './jobcenter/line-endings.js';
import { machineIdUnique } from './jobcenter/machine-id-unique.js';
import { maintenanceMode } from './jobcenter/maintenance-mode.js';
import { parameterCase } from './jobcenter/parameter-case.js';
import { parameterConflict } from './jobcenter/parameter-conflict.js';
import { parameterPlacement } from './jobcenter/parameter-placement.js';
import { resolvDefSyntax } from './jobcenter/resolv-def-syntax.js';
import { sharedCopyMatch } from './jobcenter/shared-copy-match.js';
import { siteConfSyntax } from './jobcenter/site-conf-syntax.js';
import { spaceAroundEquals } from './jobcenter/space-around-equals.js';
import { textEncoding } from './jobcenter/text-encoding.js';
import { trailingComment } from './jobcenter/trailing-comment.js';
import { unknownParameter } from './jobcenter/unknown-parameter.js';

/** Every rule of the JobCenter pack, by hand in the order of the catalogue. */
export const rules: readonly Rule<Cluster>[] = [
  // Files
  daemonConfSyntax,
  siteConfSyntax,
  resolvDefSyntax,
  hostsSyntax,
  agentYamlSyntax,
  textEncoding,
  lineEndings,
  fullWidthCharacter,
  trailingComment,
  spaceAroundEquals,
  unknownParameter,
  parameterCase,
  duplicateParameter,
  parameterPlacement,
  parameterConflict,
  sharedCopyMatch,
  // Sites
  machineIdUnique,
  // daemon.conf and NATS
  maintenanceMode,
];
