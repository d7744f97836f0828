import type { Rule } from '../src/engine/rule.js';
import type { Cluster } from '../src/jobcenter/model.js';
import { agentEndpoint } from './jobcenter/agent-endpoint.js';
import { agentSettingsMatch } from './jobcenter/agent-settings-match.js';
import { agentYamlKeys } from './jobcenter/agent-yaml-keys.js';
import { agentYamlSyntax } from './jobcenter/agent-yaml-syntax.js';
import { cjcpwArguments } from './jobcenter/cjcpw-arguments.js';
import { commonConfMatch } from './jobcenter/common-conf-match.js';
import { daemonConfSyntax } from './jobcenter/daemon-conf-syntax.js';
import { dbLayout } from './jobcenter/db-layout.js';
import { dbMode } from './jobcenter/db-mode.js';
import { dbPathAbsolute } from './jobcenter/db-path-absolute.js';
import { dbPathEmpty } from './jobcenter/db-path-empty.js';
import { dbPathMatch } from './jobcenter/db-path-match.js';
import { dbPathOnSharedDisk } from './jobcenter/db-path-on-shared-disk.js';
import { dbPathOverlap } from './jobcenter/db-path-overlap.js';
import { diskHolders } from './jobcenter/disk-holders.js';
import { diskMountedOnce } from './jobcenter/disk-mounted-once.js';
import { duplicateParameter } from './jobcenter/duplicate-parameter.js';
import { endpointReachable } from './jobcenter/endpoint-reachable.js';
import { fullWidthCharacter } from './jobcenter/full-width-character.js';
import { hostsMatch } from './jobcenter/hosts-match.js';
import { hostsSyntax } from './jobcenter/hosts-syntax.js';
import { instanceActiveOnce } from './jobcenter/instance-active-once.js';
import { instanceIdMatch } from './jobcenter/instance-id-match.js';
import { instanceIdUnique } from './jobcenter/instance-id-unique.js';
import { instanceIdValid } from './jobcenter/instance-id-valid.js';
import { instanceMissing } from './jobcenter/instance-missing.js';
import { ipaddressCount } from './jobcenter/ipaddress-count.js';
import { ipaddressDistinct } from './jobcenter/ipaddress-distinct.js';
import { ipaddressIsVip } from './jobcenter/ipaddress-is-vip.js';
import { ipaddressRequired } from './jobcenter/ipaddress-required.js';
import { ipaddressValid } from './jobcenter/ipaddress-valid.js';
import { ipcheckOff } from './jobcenter/ipcheck-off.js';
import { jobUserIdMatch } from './jobcenter/job-user-id-match.js';
import { jobUserMatch } from './jobcenter/job-user-match.js';
import { licenseManagerPresent } from './jobcenter/license-manager-present.js';
import { licenseMatch } from './jobcenter/license-match.js';
import { lineEndings } from './jobcenter/line-endings.js';
import { listenPortValid } from './jobcenter/listen-port-valid.js';
import { localDaemonMatch } from './jobcenter/local-daemon-match.js';
import { localDaemonMode } from './jobcenter/local-daemon-mode.js';
import { localSiteStopped } from './jobcenter/local-site-stopped.js';
import { machineIdMatch } from './jobcenter/machine-id-match.js';
import { machineIdUnique } from './jobcenter/machine-id-unique.js';
import { machineIdUniqueInNetwork } from './jobcenter/machine-id-unique-in-network.js';
import { machineIdValid } from './jobcenter/machine-id-valid.js';
import { maintenanceMode } from './jobcenter/maintenance-mode.js';
import { mountActive } from './jobcenter/mount-active.js';
import { natsPortFree } from './jobcenter/nats-port-free.js';
import { natsReachable } from './jobcenter/nats-reachable.js';
import { natsUrlDistinct } from './jobcenter/nats-url-distinct.js';
import { natsUrlEnv } from './jobcenter/nats-url-env.js';
import { natsUrlMatchesIpaddress } from './jobcenter/nats-url-matches-ipaddress.js';
import { natsUrlRequired } from './jobcenter/nats-url-required.js';
import { natsUrlValid } from './jobcenter/nats-url-valid.js';
import { nodeFactsMatch } from './jobcenter/node-facts-match.js';
import { nodeMissing } from './jobcenter/node-missing.js';
import { nqsSiteEnv } from './jobcenter/nqs-site-env.js';
import { onStartupAction } from './jobcenter/on-startup-action.js';
import { parameterCase } from './jobcenter/parameter-case.js';
import { parameterConflict } from './jobcenter/parameter-conflict.js';
import { parameterPlacement } from './jobcenter/parameter-placement.js';
import { privateKeyMode } from './jobcenter/private-key-mode.js';
import { processesComplete } from './jobcenter/processes-complete.js';
import { releaseMatch } from './jobcenter/release-match.js';
import { resolvDefConflict } from './jobcenter/resolv-def-conflict.js';
import { resolvDefEntry } from './jobcenter/resolv-def-entry.js';
import { resolvDefMatch } from './jobcenter/resolv-def-match.js';
import { resolvDefSyntax } from './jobcenter/resolv-def-syntax.js';
import { selinuxLabel } from './jobcenter/selinux-label.js';
import { selinuxRule } from './jobcenter/selinux-rule.js';
import { settingsNotApplied } from './jobcenter/settings-not-applied.js';
import { severalSitesOneNode } from './jobcenter/several-sites-one-node.js';
import { sharedCopyMatch } from './jobcenter/shared-copy-match.js';
import { siteConfSyntax } from './jobcenter/site-conf-syntax.js';
import { siteConfValues } from './jobcenter/site-conf-values.js';
import { siteExists } from './jobcenter/site-exists.js';
import { siteNameAlias } from './jobcenter/site-name-alias.js';
import { siteNameFqdn } from './jobcenter/site-name-fqdn.js';
import { siteNameNotHost } from './jobcenter/site-name-not-host.js';
import { siteNameValid } from './jobcenter/site-name-valid.js';
import { siteRegistered } from './jobcenter/site-registered.js';
import { siteRunningOnce } from './jobcenter/site-running-once.js';
import { spaceAroundEquals } from './jobcenter/space-around-equals.js';
import { spoolMatch } from './jobcenter/spool-match.js';
import { spoolMode } from './jobcenter/spool-mode.js';
import { spoolOnSharedDisk } from './jobcenter/spool-on-shared-disk.js';
import { spoolOverlap } from './jobcenter/spool-overlap.js';
import { textEncoding } from './jobcenter/text-encoding.js';
import { trailingComment } from './jobcenter/trailing-comment.js';
import { umask755 } from './jobcenter/umask-755.js';
import { unknownParameter } from './jobcenter/unknown-parameter.js';
import { vipActive } from './jobcenter/vip-active.js';
import { vipDistinct } from './jobcenter/vip-distinct.js';
import { vipDualStack } from './jobcenter/vip-dual-stack.js';
import { vipForwardLookup } from './jobcenter/vip-forward-lookup.js';
import { vipIsNodeAddress } from './jobcenter/vip-is-node-address.js';
import { vipLinkDangling } from './jobcenter/vip-link-dangling.js';
import { vipLinkMissing } from './jobcenter/vip-link-missing.js';
import { vipLinkName } from './jobcenter/vip-link-name.js';
import { vipLinkStale } from './jobcenter/vip-link-stale.js';
import { vipLinkTarget } from './jobcenter/vip-link-target.js';
import { vipLookupConsistent } from './jobcenter/vip-lookup-consistent.js';
import { vipLoopback } from './jobcenter/vip-loopback.js';
import { vipReverseLookup } from './jobcenter/vip-reverse-lookup.js';
import { vipUpOnce } from './jobcenter/vip-up-once.js';

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
  machineIdUniqueInNetwork,
  machineIdValid,
  machineIdMatch,
  siteNameValid,
  siteNameFqdn,
  siteNameNotHost,
  siteNameAlias,
  dbPathAbsolute,
  dbPathOverlap,
  dbPathOnSharedDisk,
  dbPathMatch,
  dbLayout,
  siteRegistered,
  nodeMissing,
  nodeFactsMatch,
  // daemon.conf and NATS
  localDaemonMode,
  localDaemonMatch,
  maintenanceMode,
  ipaddressRequired,
  ipaddressValid,
  ipaddressIsVip,
  ipaddressDistinct,
  ipaddressCount,
  natsUrlRequired,
  natsUrlValid,
  natsUrlMatchesIpaddress,
  natsUrlDistinct,
  ipcheckOff,
  listenPortValid,
  commonConfMatch,
  siteConfValues,
  settingsNotApplied,
  // Names and addresses
  vipForwardLookup,
  vipReverseLookup,
  vipLookupConsistent,
  vipLoopback,
  vipIsNodeAddress,
  vipDistinct,
  vipDualStack,
  resolvDefEntry,
  resolvDefMatch,
  resolvDefConflict,
  hostsMatch,
  // The link (Linux)
  vipLinkName,
  vipLinkMissing,
  vipLinkTarget,
  vipLinkStale,
  vipLinkDangling,
  // Permissions
  dbMode,
  spoolMode,
  umask755,
  privateKeyMode,
  selinuxLabel,
  selinuxRule,
  // Agents
  instanceIdMatch,
  instanceIdValid,
  instanceIdUnique,
  instanceMissing,
  instanceActiveOnce,
  agentSettingsMatch,
  agentEndpoint,
  endpointReachable,
  spoolMatch,
  spoolOnSharedDisk,
  spoolOverlap,
  jobUserMatch,
  jobUserIdMatch,
  onStartupAction,
  agentYamlKeys,
  // Nodes
  releaseMatch,
  licenseMatch,
  licenseManagerPresent,
  processesComplete,
  cjcpwArguments,
  siteRunningOnce,
  nqsSiteEnv,
  natsUrlEnv,
  diskHolders,
  diskMountedOnce,
  vipUpOnce,
  severalSitesOneNode,
  // Before cjcmksite (live)
  localSiteStopped,
  mountActive,
  vipActive,
  dbPathEmpty,
  natsPortFree,
  natsReachable,
  siteExists,
];
