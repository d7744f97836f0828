import { describe, expect, it } from 'vitest';
import { ipaddressRequired } from '../../rules/jobcenter/ipaddress-required.js';
import { localDaemonMode } from '../../rules/jobcenter/local-daemon-mode.js';
import { maintenanceMode } from '../../rules/jobcenter/maintenance-mode.js';
import { check } from '../../src/engine/run.js';
import { buildCluster } from '../../src/jobcenter/cluster.js';
import { targetOf } from '../../src/jobcenter/load.js';
import { NetworkRegister } from '../../src/jobcenter/network.js';
import { PACK } from '../../src/jobcenter/pack.js';
import { Reading } from '../../src/jobcenter/reading.js';
import type { Stage } from '../../src/jobcenter/stage.js';
import type { Layer } from '../../src/source/layer.js';
import { defaultLimits } from '../../src/source/limits.js';
import { FileCache } from '../../src/source/node-tree.js';
import { SourceFile, sourced } from '../../src/text/source-file.js';

const COMMON = '/usr/lib/nqs/rc/daemon.conf';
const LOCAL = '/usr/spool/nqs/daemon.conf';

/** A node's files, in memory. */
function layerOf(files: Readonly<Record<string, string>>): Layer {
  const paths = Object.keys(files);
  const inside = (folder: string) => (folder === '/' ? '/' : `${folder}/`);
  return {
    entry: (path) =>
      paths.includes(path)
        ? { kind: 'file' }
        : paths.some((each) => each.startsWith(inside(path)))
          ? { kind: 'directory' }
          : undefined,
    hidden: () => false,
    names: (path) => [
      ...new Set(
        paths
          .filter((each) => each.startsWith(inside(path)))
          .map((each) => each.slice(inside(path).length).split('/')[0] ?? ''),
      ),
    ],
    read: (path) => ({ state: 'read', bytes: new TextEncoder().encode(files[path] ?? '') }),
    display: (path) => `jcmg01${path}`,
    place: () => ({ state: 'read-only', why: 'no-file' }),
    problems: [],
  };
}

/** What the rules say before `cjclint preflight jcmg.example.jp 100 /mnt/jobmgdb` on a node with these files. */
function findings(stage: Stage, files: Readonly<Record<string, string>>): string[] {
  const reading = new Reading(new FileCache(), 'test');
  const argument = <T>(value: T) => sourced(value, SourceFile.withoutText('arguments'), null);
  const cluster = buildCluster({
    name: 'test',
    manifest: null,
    platform: 'linux',
    nodes: [{ name: argument('jcmg01'), declared: null, layer: layerOf(files) }],
    shared: null,
    limits: defaultLimits,
    reading,
    networkRegister: new NetworkRegister(),
    live: {
      stage,
      here: 'jcmg01',
      site: {
        name: argument('jcmg.example.jp'),
        machineId: argument(100),
        database: argument('/mnt/jobmgdb'),
      },
    },
  });
  const rules = [localDaemonMode, maintenanceMode, ipaddressRequired];
  const { result, internalErrors } = check(rules, targetOf(cluster, reading, reading.findings, []), {
    pack: PACK,
    allRules: rules.map((rule) => rule.name),
    inlineConfig: true,
    blocking: () => false,
  });
  expect(internalErrors).toEqual([]);
  return result.findings.map(({ severity, rule }) => `${severity} ${rule.replace(`${PACK}/`, '')}`).sort();
}

const noMode = { [COMMON]: '# nothing yet\n', [LOCAL]: '# nothing yet\n' };

describe('before cjcmksite', () => {
  it('settings that the first cluster site will need are a next step', () => {
    expect(findings('create-site', noMode)).toEqual(['info ipaddress-required', 'info local-daemon-mode']);
  });

  it('left-overs of an earlier try make a missing local_daemon an error', () => {
    const leftOver = { ...noMode, '/mnt/jobmgdb/nqs/machines': 'x\n' };
    expect(findings('create-site', leftOver)).toContain('error local-daemon-mode');
  });

  it('another cluster site makes a missing local_daemon an error', () => {
    const cjcls =
      'SITE-NAME DAEMON-PID DB-PATH(LINK)\njcmg2.example.jp SHUT /mnt/jobmgdb2 (/usr/spool/nqs/C0A80165)\n';
    expect(findings('create-site', { ...noMode, '/.facts/cjcls': cjcls })).toContain(
      'error local-daemon-mode',
    );
  });

  it('maintenance=ON is a warning, as nothing is started yet', () => {
    const files = { [COMMON]: 'local_daemon=OFF\nmaintenance=ON\n', [LOCAL]: 'ipaddress=192.168.1.11\n' };
    expect(findings('create-site', files)).toEqual(['warning maintenance-mode']);
  });
});

describe('before a start or a failover', () => {
  const files = { [COMMON]: 'local_daemon=OFF\nmaintenance=ON\n', [LOCAL]: 'ipaddress=192.168.1.11\n' };
  it.each(['start', 'failover'] as const)('maintenance=ON is an error (%s)', (stage) => {
    expect(findings(stage, files)).toEqual(['error maintenance-mode']);
  });

  it('a missing local_daemon is an error', () => {
    expect(findings('start', noMode)).toContain('error local-daemon-mode');
  });
});
