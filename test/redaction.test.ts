import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cjclint } from './cli/run-program.js';
import { fastFolder } from './fast-folder.js';
import { linkName } from './generate/addresses.js';
import { type Cluster, generate } from './generate/cluster.js';
import { type Failover, failedFailover, failoverKinds, healthyFailover } from './generate/failover.js';
import { append } from './generate/faults/edits.js';
import { faulty } from './generate/faults/fault.js';
import { faults } from './generate/faults.js';
import { formOf, withSnapshots } from './generate/open-failover.js';
import { writeSnapshots } from './generate/snapshots.js';
import { writeTree } from './generate/tree.js';

/** `SEEDS=20` for more of each. */
const seeds = Number(process.env.SEEDS ?? 1);

/** Words that the generator puts into paths and that say nothing of anybody. */
const PLAIN = new Set([
  'jobdb',
  'jcag',
  'agent',
  'second',
  'other',
  'usr',
  'nqs',
  'var',
  'lib',
  '',
  'mnt',
  'shared',
  'cluster',
  'site',
  'opt',
  'etc',
  'root',
  'jobcenter',
  'keys',
  'spool',
]);
const PEOPLE = 'Yamada Taro';

/** Everything in a cluster that must not leave the house. */
function secretsOf({ plan }: Cluster): string[] {
  const addresses = [...plan.nodes.flatMap((node) => node.addresses), ...plan.sites.map(({ vip }) => vip)];
  const paths = [...plan.sites.map(({ database }) => database), ...plan.agents.map(({ spool }) => spool)];
  return [
    ...plan.nodes.map(({ name }) => name),
    ...plan.sites.flatMap(({ name }) => [name, name.split('.')[0] ?? name]),
    ...addresses.flatMap((address) => [address, linkName(address)]),
    ...paths.flatMap((path) => path.split(/[\\/]/)).filter((part) => !/^[A-Z]:$/.test(part)),
    ...plan.agents.flatMap(({ name, instance }) => [name, instance]),
    ...plan.accounts.map(({ name }) => name),
    plan.domain,
    ...PEOPLE.split(' '),
    // What the product itself is called stays, and examples in messages are nobody's.
  ].filter((secret) => !PLAIN.has(secret.toLowerCase()));
}

/** What stands in the files of real customers beside what any rule reads. */
function remark({ cluster, move }: Failover): void {
  const { accounts, domain } = cluster.plan;
  const { name, vip } = cluster.site();
  const who = accounts.map((account) => `${account.name}@${domain}`).join('、');
  for (const node of cluster.plan.nodes) {
    append(
      cluster,
      cluster.hosts(node),
      `# 連絡先：${who}　表の機能 ${move.to.name} ${name} ${vip}（${linkName(vip)}）`,
    );
    const passwd = cluster.fact(node, 'passwd');
    const text = cluster.tree.get(passwd);
    if (text?.kind !== 'text') continue;
    const named = text.text.replace(/^(batch\d+:x:\d+:\d+:)[^:]*/gm, `$1${PEOPLE}`);
    cluster.tree.set(passwd, { ...text, text: named });
  }
}

const asText = (args: readonly string[], cwd: string) => cjclint([...args, '--lang', 'ja'], { cwd });
async function asJson(args: readonly string[], cwd: string) {
  const { out, err, code } = await cjclint([...args, '--format', 'json', '--lang', 'en'], { cwd });
  return { out, err, code, value: JSON.parse(out) };
}

interface Named {
  readonly rule: string;
  readonly node: string | null;
  readonly site: string | null;
}

/** Results without what names change: nodes and sites by their place in the cluster, lines instead of columns. */
function shapeOf(report: {
  verdict: string;
  clusters: { nodes: string[]; sites: string[]; agents: string[] }[];
  findings: (Named & { severity: string; location: { line: number } | null; related: unknown[] })[];
  notChecked: (Named & { missing: string[] })[];
  coverage: unknown;
  causes: (Named & { phase: string; consequences: string[]; fix: { node: string | null }[] })[];
  ask: { saveAs: string }[];
}) {
  const [cluster] = report.clusters;
  const who = ({ rule, node, site }: Named) =>
    [rule, node && cluster?.nodes.indexOf(node), site && cluster?.sites.indexOf(site)].join(' ');
  return {
    verdict: report.verdict,
    coverage: report.coverage,
    findings: report.findings
      .map((each) => `${who(each)} ${each.severity} ${each.location?.line} ${each.related.length}`)
      .toSorted(),
    notChecked: report.notChecked.map((each) => `${who(each)} ${each.missing.length}`).toSorted(),
    causes: report.causes.map((each) => `${who(each)} ${each.phase} ${each.consequences} ${each.fix.length}`),
    ask: report.ask.length,
  };
}

const stepsOf = (report: { rehearsals: { outcome: string; steps: { status: string }[] }[] }) =>
  report.rehearsals.map(({ outcome, steps }) => [outcome, ...steps.map(({ status }) => status)].join(' '));

/** Where an original stands in a page; empty where none does. */
function left(page: string, cluster: Cluster): string[] {
  const small = page.toLowerCase();
  return secretsOf(cluster)
    .filter((secret) => small.includes(secret.toLowerCase()))
    .map((secret) => {
      const at = small.indexOf(secret.toLowerCase());
      return `${secret}: ${page.slice(Math.max(0, at - 60), at + 60)}`;
    });
}

/** One run in several formats. */
async function asPages(args: readonly string[], formats: readonly string[], cwd: string) {
  const files = formats.flatMap((format) => ['--format', format, '-o', `page.${format}`]);
  const { err, code } = await cjclint([...args, ...files, '--lang', 'ja'], { cwd });
  const pages = formats.map((format) => readFileSync(join(cwd, `page.${format}`), 'utf8'));
  for (const format of formats) rmSync(join(cwd, `page.${format}`));
  return { err, code, pages, value: JSON.parse(pages[0] ?? '') };
}

async function compare(failover: Failover, seed: number): Promise<void> {
  remark(failover);
  await withSnapshots(failover, formOf(seed), async (paths, cwd) => {
    const told = failover.symptom === null ? [] : ['--symptom', failover.symptom];
    const plain = await asJson(['diagnose', ...paths, ...told], cwd);
    const hidden = await asPages(['diagnose', '--redact', ...paths, ...told], ['json', 'text', 'html'], cwd);
    expect(shapeOf(hidden.value)).toEqual(shapeOf(plain.value));
    expect(hidden.code).toBe(plain.code);
    const before = await asJson(['rehearse', ...paths], cwd);
    const after = await asPages(['rehearse', '--redact', ...paths], ['json', 'text', 'html'], cwd);
    expect(stepsOf(after.value)).toEqual(stepsOf(before.value));
    for (const { err, pages } of [hidden, after]) {
      for (const page of pages) expect(left(page, failover.cluster)).toEqual([]);
      expect(err).toBe('');
    }
  });
}

describe('a redacted diagnosis', () => {
  it.each(failoverKinds)('of $id says the same of other names', async (kind) => {
    for (let seed = 1; seed <= seeds; seed += 1)
      await compare(
        failedFailover(kind, seed * 61 + failoverKinds.indexOf(kind)),
        seed + failoverKinds.indexOf(kind),
      );
  });

  it('of a healthy cluster is as healthy', async () => {
    for (let seed = 1; seed <= 6 * seeds; seed += 1) await compare(healthyFailover(seed * 7), seed);
  });
});

describe('what else stands around a case', () => {
  const inFolder = async (use: (folder: string) => Promise<void>) => {
    const folder = fastFolder('cjclint-redaction-');
    try {
      await use(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const broken = () => {
    const kind = failoverKinds.find(({ id }) => id === 'vip-forward-lookup/old-line-in-hosts');
    if (kind === undefined) throw new Error('no such kind');
    return failedFailover(kind, 7);
  };

  it('folders with archives in them are hidden too, and their archives still found', () =>
    inFolder(async (folder) => {
      const failover = broken();
      mkdirSync(join(folder, 'acme-2026', 'kyoto'), { recursive: true });
      writeSnapshots(join(folder, 'acme-2026', 'kyoto'), failover.cluster, 'archive');
      const plain = await asJson(['diagnose', 'acme-2026/kyoto'], folder);
      const hidden = await asJson(['diagnose', '--redact', 'acme-2026/kyoto'], folder);
      expect(shapeOf(hidden.value)).toEqual(shapeOf(plain.value));
      expect(hidden.value.clusters[0].nodes).toEqual(
        failover.cluster.plan.nodes.map((_, at) => `node${at + 1}`),
      );
      expect(hidden.value.findings[0].location.file).toMatch(
        /^dir\d+-2026\/[a-z]+\d+\/node\d+\.tar\.gz!\/\.facts\/lookup$/,
      );
      expect(left(hidden.out, failover.cluster)).toEqual([]);
      expect(hidden.out).not.toMatch(/acme|kyoto/);
    }));

  it('a manifest and its cluster are hidden with their trees', () =>
    inFolder(async (folder) => {
      const wants = { facts: 'all', fullManifest: true, folder: 'acme-prod', ipv4: true } as const;
      for (const seed of [2, 3, 5, 8, 13]) {
        const cluster = generate(seed, wants);
        writeTree(join(folder, String(seed)), cluster.tree);
        const plain = await asJson(['diagnose', String(seed)], folder);
        const hidden = await asJson(['diagnose', '--redact', String(seed)], folder);
        expect(shapeOf(hidden.value)).toEqual(shapeOf(plain.value));
        expect(left(hidden.out + hidden.err, cluster)).toEqual([]);
        expect(hidden.out).not.toContain('acme');
        expect(hidden.out).not.toContain(cluster.plan.name);
      }
    }));

  it('two states are compared under the same names', () =>
    inFolder(async (folder) => {
      const failover = broken();
      mkdirSync(join(folder, 'acme-new'));
      writeSnapshots(join(folder, 'acme-new'), failover.cluster, 'folder');
      failover.cluster.rerender();
      mkdirSync(join(folder, 'acme-old'));
      writeSnapshots(join(folder, 'acme-old'), failover.cluster, 'archive');
      const args = ['diff', 'acme-old', 'acme-new'];
      const plain = await asJson(args, folder);
      const hidden = await asJson([...args, '--redact'], folder);
      const count = ({ changes }: { changes: { breaks: unknown[]; mends: unknown[] }[] }) =>
        changes.map(({ breaks, mends }) => `${breaks.length} ${mends.length}`);
      expect(count(hidden.value)).toEqual(count(plain.value));
      expect(count(hidden.value).length).toBeGreaterThan(0);
      const text = await asText([...args, '--redact'], folder);
      for (const { out, err } of [hidden, text]) {
        expect(left(out + err, failover.cluster)).toEqual([]);
        expect(out + err).not.toContain('acme');
      }
    }));

  it('names that are asked for are found under their other names', async () => {
    const failover = healthyFailover(7);
    const { from, to } = failover.move;
    await withSnapshots(failover, 'archive', async (paths, cwd) => {
      const args = ['rehearse', '--redact', ...paths, '--from', from.name, '--to', to.name];
      const { value } = await asJson([...args, '--site', failover.cluster.site().name], cwd);
      expect(value.rehearsals.map(({ from: one }: { from: string }) => one)).toEqual([
        `node${failover.cluster.plan.nodes.indexOf(from) + 1}`,
      ]);
    });
  });

  it('names that are words of the product stay, which is said', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'case', '.facts'), { recursive: true });
      writeFileSync(join(folder, 'case', '.facts', 'meta'), 'format=1\nhostname=nats\nplatform=linux\n');
      const { err } = await cjclint(['diagnose', '--redact', 'case', '--lang', 'en'], { cwd: folder });
      expect(err).toBe(
        "cjclint: --redact: one name is also a word of JobCenter's own files or commands, and not replaced; read the result before you send it\n",
      );
    }));

  it('who is in no list of accounts, in mount options, in broken lines and on other servers is hidden as well', () =>
    inFolder(async (folder) => {
      const facts = join(folder, 'case', '.facts');
      mkdirSync(facts, { recursive: true });
      mkdirSync(join(folder, 'case', 'etc'));
      const write = (name: string, text: string) => writeFileSync(join(facts, name), text);
      write('meta', 'format=1\nhostname=n1\nplatform=linux\nuser=geheim1\n');
      write(
        'passwd',
        'root:x:0:0:root:/root:/bin/bash\nbatch:x:1500:1500:Geheim Zwei:/export/geheim3/batch:/bin/sh\n',
      );
      write(
        'ps',
        '    PID    PPID USER     COMMAND\n     10       1 geheim4  /usr/lib/nqs/cluster/cjcpw geheim5 /mnt/geheim6\n     11       1 geheim7+ -bash\n',
      );
      write(
        'mounts',
        '//geheim8/share /mnt/geheim6 cifs rw,username=geheim9 0 0\nnas.geheim10.jp:/vol/geheim11 /opt/geheim12 nfs4 rw 0 0\n',
      );
      writeFileSync(
        join(folder, 'case', 'etc', 'hosts'),
        'geheim13 192.168.1.300\n10.1.2.3 geheim14.geheim10.jp geheim14 # geheim15@geheim10.jp\n',
      );
      const { out, err } = await asText(['lint', '--redact', 'case'], folder);
      const case2 = await asText(['diagnose', '--redact', 'case'], folder);
      const json = await asJson(['diagnose', '--redact', 'case'], folder);
      expect(case2.out).not.toBe('');
      expect(out + err + case2.out + case2.err + json.out).not.toMatch(/geheim/i);
      expect(case2.out + json.out).toMatch(/node1/);
    }));

  it('inputs that cannot be used are told of without their names', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'acme-jcm01.tar.gz'), 'no archive');
      for (const path of ['acme-jcm01.tar.gz', 'acme-gone']) {
        const { out, err, code } = await asText(['diagnose', '--redact', path], folder);
        expect(code).toBe(2);
        expect(out + err).toMatch(/dir1/);
        expect(out + err).not.toContain('acme');
      }
    }));
});

describe('a redacted lint', () => {
  const withTree = async (cluster: Cluster, use: (folder: string) => Promise<void>) => {
    const folder = fastFolder('cjclint-redaction-');
    try {
      writeTree(folder, cluster.tree);
      await use(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  // One of each rule, at least; all with more seeds.
  const sampled = faults.filter(
    ({ rule }, at) => seeds > 1 || faults.findIndex((fault) => fault.rule === rule) === at,
  );

  it.each(sampled)('of a repository with $id finds the same under other names', async (kind) => {
    const { cluster } = faulty(kind, 400 + faults.indexOf(kind));
    await withTree(cluster, async (folder) => {
      const plain = await asJson(['lint'], folder);
      const hidden = await asJson(['lint', '--redact'], folder);
      const shape = ({ value, code, err }: typeof plain) => ({
        ...shapeOf({ ...value, causes: [], ask: [] }),
        code,
        complaints: err.split('\n').filter((line) => !line.includes('--redact: ')).length,
      });
      expect(shape(hidden)).toEqual(shape(plain));
      expect(left(hidden.out + hidden.err, cluster)).toEqual([]);
    });
  });

  const fixtures = join(import.meta.dirname, '../fixtures');
  it.each(readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory()))(
    'of the cases of $name finds the same under other names',
    async ({ name }) => {
      const cases = readdirSync(join(fixtures, name), { withFileTypes: true });
      for (const each of cases.filter((entry) => entry.isDirectory()).slice(0, 2 * seeds)) {
        const cwd = join(fixtures, name);
        const plain = await asJson(['lint', each.name], cwd);
        const hidden = await asJson(['lint', '--redact', each.name], cwd);
        const [after, before] = [hidden, plain].map(({ value }) =>
          shapeOf({ ...value, causes: [], ask: [] }),
        );
        expect(after, each.name).toEqual(before);
      }
    },
  );

  it('of one file, of an archive and of files without a manifest', async () => {
    const cluster = generate(3, {
      platform: 'linux',
      fullManifest: true,
      facts: 'none',
      sharedIn: 'shared',
      folder: 'acme',
    });
    const node = cluster.node(0);
    append(cluster, cluster.local(node), `ipaddress=${node.addresses[0]}9`);
    await withTree(cluster, async (folder) => {
      for (const path of [cluster.local(node), 'acme/nodes']) {
        const plain = await asJson(['lint', path], folder);
        const hidden = await asJson(['lint', '--redact', path], folder);
        expect(hidden.value.summary).toEqual(plain.value.summary);
        expect(left(hidden.out + hidden.err, cluster)).toEqual([]);
        expect(hidden.out + hidden.err).not.toContain('acme');
      }
      mkdirSync(join(folder, 'loose'));
      const conf = `ipaddress=10.1.2.300\nNATS_URL=nats://admin:geheim@jcacme.example.jp:23141\n`;
      writeFileSync(join(folder, 'loose', 'daemon.conf'), conf);
      const { out, code } = await asText(['lint', '--redact', 'loose'], folder);
      expect(code).toBe(1);
      expect(out).not.toMatch(/acme|geheim|10\.1\.2/);
    });
  });

  it('keeps to waivers, whose names are hidden with the rest', async () => {
    const kind = faults.find(({ id }) => id === 'maintenance-mode/standby');
    if (kind === undefined) throw new Error('no such kind');
    const { cluster } = faulty(kind, 9);
    await withTree(cluster, async (folder) => {
      const waiver = `waivers:\n  - rule: jobcenter/maintenance-mode\n    node: ${cluster.standby().name}\n    reason: agreed with ${cluster.standby().name}\n    approver: ops\n    expires: 2999-01-01\n`;
      writeFileSync(join(folder, cluster.plan.folder, 'cjclint-waivers.yaml'), waiver);
      const plain = await asJson(['lint'], folder);
      const hidden = await asJson(['lint', '--redact'], folder);
      expect(plain.value.suppressed).toHaveLength(1);
      expect(hidden.value.suppressed).toHaveLength(1);
      expect(left(hidden.out, cluster)).toEqual([]);
    });
  });

  it.each([
    ['--baseline', 'b.json'],
    ['--write-baseline', 'b.json'],
    ['--changed', 'HEAD'],
    ['--fix'],
    ['--save-lookups', 'l'],
  ])('is refused with %s, which needs the originals', async (...option) => {
    const { code, err } = await cjclint(['lint', '--redact', ...option], { cwd: tmpdir() });
    expect(code).toBe(2);
    expect(err).toContain(`--redact cannot be given with ${option[0]}`);
  });
});
