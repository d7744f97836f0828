import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { linkName } from './generate/addresses.js';
import { generate } from './generate/cluster.js';
import { faulty } from './generate/faults/fault.js';
import { faults } from './generate/faults.js';
import { encode } from './generate/tree.js';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

describe('the generator of healthy clusters', () => {
  it('gives the same tree for the same seed, and another for another', () => {
    expect([...generate(7).tree]).toEqual([...generate(7).tree]);
    expect([...generate(7).tree]).not.toEqual([...generate(8).tree]);
  });

  it('writes manifests that are YAML and name every node', () => {
    for (const seed of SEEDS) {
      const cluster = generate(seed);
      const entry = cluster.tree.get(cluster.manifest);
      const manifest: { nodes: { name: string }[] } = parse(entry?.kind === 'text' ? entry.text : '');
      expect(manifest.nodes.map((node) => node.name)).toEqual(cluster.plan.nodes.map((node) => node.name));
    }
  });

  it('names links after the address', () => {
    expect(linkName('192.168.10.70')).toBe('C0A80A46');
    expect(linkName('10.0.0.1')).toBe('0A000001');
    expect(linkName('2001:db8::1a')).toBe('20010DB800000000000000000000001A');
  });

  it('meets every kind of cluster within a few hundred seeds', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 300; seed += 1) {
      const { plan } = generate(seed);
      for (const kind of [plan.platform, plan.style.charset, plan.style.sharedIn, plan.style.selinux])
        seen.add(kind);
      seen
        .add(`${plan.sites.length} sites`)
        .add(`${plan.agents.length} agents`)
        .add(`${plan.nodes.length} nodes`);
      if (plan.sites.some((site) => site.vip.includes(':'))) seen.add('IPv6');
      if (plan.leftOut.has('sites')) seen.add('inferred');
      if (plan.nodes.some((node) => !node.manager)) seen.add('agent-only node');
      if (!plan.style.facts) seen.add('config files alone');
    }
    const expected = [
      'linux',
      'windows',
      'utf-8',
      'shift_jis',
      'euc-jp',
      'shared',
      'active',
      'both',
      'Disabled',
    ];
    expected.push('1 sites', '3 sites', '0 agents', '2 agents', '2 nodes', '4 nodes', 'IPv6', 'inferred');
    for (const kind of [...expected, 'agent-only node', 'config files alone']) expect(seen).toContain(kind);
  });
});

describe('the table of faults', () => {
  it('has at least 90 kinds with names of their own', () => {
    const ids = faults.filter((fault) => fault.severity !== 'info').map((fault) => fault.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(90);
  });

  for (const kind of faults) {
    it(`${kind.id} changes a file and says where it is to be reported`, () => {
      for (const seed of SEEDS.slice(0, 25)) {
        const { cluster, places } = faulty(kind, seed);
        // What every cluster shows needs no fault.
        if (kind.rule !== 'several-sites-one-node') {
          expect([...cluster.tree]).not.toEqual([...generate(seed, kind.wants).tree]);
        }
        expect(places.length).toBeGreaterThan(0);
        for (const { file, line, text } of places) {
          const entry = cluster.tree.get(file);
          if (entry?.kind !== 'text' || line === undefined) continue;
          expect(entry.text.split('\n')[line - 1], `line ${line} of ${file}`).toContain(text ?? '');
        }
      }
    });
  }

  it('keeps the encoding of a file that it changes', () => {
    const kind = faults.find((fault) => fault.id === 'ipaddress-required/cluster-site');
    if (kind === undefined) throw new Error('no such fault');
    const { cluster } = faulty(
      { ...kind, wants: { ...kind.wants, charset: 'shift_jis', comments: true } },
      3,
    );
    const entry = cluster.tree.get(cluster.siteFiles()[0] ?? '');
    if (entry?.kind !== 'text') throw new Error('no text');
    expect(entry.charset).toBe('shift_jis');
    expect(new TextDecoder('shift_jis', { fatal: true }).decode(encode(entry.text, 'shift_jis'))).toBe(
      entry.text,
    );
  });
});
