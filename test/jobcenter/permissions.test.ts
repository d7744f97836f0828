import { describe, expect, it } from 'vitest';
import { privateKeyMode } from '../../rules/jobcenter/private-key-mode.js';
import { umask755 } from '../../rules/jobcenter/umask-755.js';
import { check } from '../../src/engine/run.js';
import { buildCluster, type LiveQuestion } from '../../src/jobcenter/cluster.js';
import { targetOf } from '../../src/jobcenter/load.js';
import { NetworkRegister } from '../../src/jobcenter/network.js';
import { PACK } from '../../src/jobcenter/pack.js';
import { Reading } from '../../src/jobcenter/reading.js';
import type { Layer } from '../../src/source/layer.js';
import { defaultLimits } from '../../src/source/limits.js';
import { FileCache } from '../../src/source/node-tree.js';
import { SourceFile, sourced } from '../../src/text/source-file.js';

/** A node's `.facts`, in memory. */
function factsLayer(facts: Readonly<Record<string, string>>): Layer {
  const paths = new Set(Object.keys(facts).map((name) => `/.facts/${name}`));
  return {
    entry: (path) =>
      path === '/' || path === '/.facts'
        ? { kind: 'directory' }
        : paths.has(path)
          ? { kind: 'file' }
          : undefined,
    hidden: () => false,
    names: (path) => (path === '/' ? ['.facts'] : path === '/.facts' ? Object.keys(facts) : []),
    read: (path) => ({
      state: 'read',
      bytes: new TextEncoder().encode(facts[path.slice('/.facts/'.length)] ?? ''),
    }),
    display: (path) => `node1${path}`,
    place: () => ({ state: 'read-only', why: 'no-file' }),
    problems: [],
  };
}

function findings(facts: Readonly<Record<string, string>>, live?: LiveQuestion): string[] {
  const reading = new Reading(new FileCache(), 'test');
  const cluster = buildCluster({
    name: 'test',
    manifest: null,
    platform: 'linux',
    nodes: [
      {
        name: sourced('node1', SourceFile.withoutText('node1'), null),
        declared: null,
        layer: factsLayer(facts),
      },
    ],
    shared: null,
    limits: defaultLimits,
    reading,
    networkRegister: new NetworkRegister(),
    ...(live === undefined ? {} : { live }),
  });
  const rules = [privateKeyMode, umask755];
  const { result, internalErrors } = check(rules, targetOf(cluster, reading, reading.findings, []), {
    pack: PACK,
    allRules: rules.map((rule) => rule.name),
    inlineConfig: true,
    blocking: () => false,
  });
  expect(internalErrors).toEqual([]);
  return result.findings.map(
    ({ severity, rule, location }) => `${severity} ${rule} ${location?.file}:${location?.line}`,
  );
}

const row = (mode: string, kind: string, path: string) => `${mode}\troot\troot\t${kind}\t${path}\n`;

describe('private keys of a node without a manifest', () => {
  it('every .pem that others can read is named', () => {
    const stat =
      row('755', 'directory', '/opt') +
      row('755', 'directory', '/opt/keys') +
      row('644', 'regular file', '/opt/keys/a.pem') +
      row('600', 'regular file', '/opt/keys/b.pem') +
      row('644', 'regular file', '/opt/keys/c.txt');
    expect(findings({ stat, umask: '0022\n' })).toEqual([
      'warning jobcenter/private-key-mode node1/.facts/stat:3',
    ]);
  });

  it('a .pem in a closed directory is left alone', () => {
    const stat = row('700', 'directory', '/opt/keys') + row('644', 'regular file', '/opt/keys/a.pem');
    expect(findings({ stat, umask: '0022\n' })).toEqual([]);
  });
});

describe('the umask', () => {
  const site = { name: 'jcmg.example.jp', machineId: 100, database: '/mnt/jobmgdb' };
  const asked = {
    name: sourced(site.name, SourceFile.withoutText('argument'), null),
    machineId: sourced(site.machineId, SourceFile.withoutText('argument'), null),
    database: sourced(site.database, SourceFile.withoutText('argument'), null),
  };

  it('is a warning in lint', () => {
    expect(findings({ umask: '0077\n' })).toEqual(['warning jobcenter/umask-755 node1/.facts/umask:1']);
  });

  it('is an error just before a site is created, and a warning before one is started', () => {
    const live = (stage: LiveQuestion['stage']) => ({ stage, here: 'node1', site: asked });
    expect(findings({ umask: '0077\n' }, live('create-site'))).toEqual([
      'error jobcenter/umask-755 node1/.facts/umask:1',
    ]);
    expect(findings({ umask: '0077\n' }, live('start'))).toEqual([
      'warning jobcenter/umask-755 node1/.facts/umask:1',
    ]);
  });
});
