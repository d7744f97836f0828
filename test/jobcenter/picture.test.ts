import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { findClusters } from '../../src/cli/inputs/find-clusters.js';
import type { Picture } from '../../src/engine/picture.js';
import { NetworkRegister } from '../../src/jobcenter/network.js';
import { pictureOf } from '../../src/jobcenter/picture.js';
import { defaultLimits } from '../../src/source/limits.js';
import { makeCase, readCase } from '../rules/case.js';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));

async function picture(name: string, cwd = `${fixtures}/clusters`): Promise<Picture> {
  const options = {
    cwd,
    limits: defaultLimits,
    allowOutside: false,
    networkRegister: new NetworkRegister(),
  };
  for await (const each of findClusters([name], options)) {
    if (each.kind === 'cluster' && each.loaded.state === 'loaded') return pictureOf(each.loaded.target.model);
  }
  throw new Error(`no cluster in ${name}`);
}

describe('the picture of a cluster', () => {
  test('has its nodes, its sites and agents with address and folder, and the disks they lie on', async () => {
    const { nodes, services, disks } = await picture('ten-faults');
    expect(nodes).toEqual([
      { name: 'jcmanager01', addresses: ['192.168.1.11'], hasData: true },
      { name: 'jcmanager02', addresses: ['192.168.1.12'], hasData: true },
    ]);
    expect(
      services.map(({ kind, name, address, storage, properties }) => [
        kind,
        name,
        address?.value,
        storage?.value,
        ...properties.map(({ value }) => value),
      ]),
    ).toEqual([
      ['site', 'jcmgcluster.example.jp', '192.168.1.100', '/mnt/jobmgdb', '100'],
      ['site', 'jcmgsecond.example.jp', '192.168.1.101', '/mnt/jobmgdb2', '33'],
      ['agent', 'jcagcluster', 'http://jcmgcluster.example.jp:23151', '/mnt/jobagdb', 'clusterinstance'],
    ]);
    expect(disks).toEqual([
      { path: '/mnt/jobmgdb', services: [0] },
      { path: '/mnt/jobmgdb2', services: [1] },
      { path: '/mnt/jobagdb', services: [2] },
    ]);
  });

  test('tells where each service runs now, and which site an agent works for', async () => {
    const { services } = await picture('ten-faults');
    expect(services.map(({ nodes, activeNodes, site }) => [nodes.length, activeNodes, site])).toEqual([
      [2, ['jcmanager01'], null],
      [2, ['jcmanager02'], null],
      [2, ['jcmanager01'], 'jcmgcluster.example.jp'],
    ]);
  });

  test('says of a node without files and facts that nothing is known', async () => {
    const missing = `${fixtures}/node-missing/ng.no-folder`;
    const root = makeCase(missing, readCase(missing));
    try {
      const { nodes } = await picture('cluster', root);
      expect(nodes.map(({ name, hasData }) => [name, hasData])).toEqual([
        ['jcmanager01', true],
        ['jcmanager02', false],
      ]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test('names only rules that there are', async () => {
    const known = new Set(rules.map((rule) => `jobcenter/${rule.name}`));
    const { services } = await picture('healthy');
    const named = services.flatMap(({ address, storage }) => [
      ...(address?.rules ?? []),
      ...(storage?.rules ?? []),
    ]);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((rule) => !known.has(rule))).toEqual([]);
  });
});
