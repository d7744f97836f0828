import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cjclint } from './run-program.js';

const cwd = resolve('fixtures/clusters/ten-faults');

describe('lint --print-commands', () => {
  test('prints behind the report what mends the findings, node by node, each with its undo', async () => {
    const { code, out } = await cjclint(['lint', '--print-commands'], { cwd });
    expect(code).toBe(1);
    const plan = out.slice(out.indexOf('# Commands'));
    expect(plan).toContain('# ==== jcmanager02 ====');
    expect(plan).toContain(`chmod 755 /mnt/jobmgdb2\n# undo: chmod 700 /mnt/jobmgdb2\n`);
  });

  test('is a script of which all but the commands is comment, in both languages', async () => {
    for (const lang of ['en', 'ja']) {
      const { out } = await cjclint(['--lang', lang, 'lint', '--print-commands'], { cwd });
      const plan = out.slice(out.search(/^# (?:Commands|指摘に対処)/m));
      const commands = plan.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      expect(commands.length).toBeGreaterThan(4);
      for (const line of commands)
        expect(line).toMatch(/^(?:LC_ALL=C sed -i|mv -nT|chmod|useradd|\/usr\/lib\/nqs\/)/);
      expect(spawnSync('sh', ['-n'], { input: plan }).status).toBe(0);
    }
  });

  test('has an undo for each command that changes a node', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cjclint-undo-'));
    try {
      cpSync(resolve('fixtures/clusters/healthy'), folder, { recursive: true });
      const fact = (name: string) => join(folder, 'nodes/jcmanager01/.facts', name);
      writeFileSync(fact('umask'), '0077\n');
      writeFileSync(fact('getenforce'), 'Enforcing\n');
      writeFileSync(fact('selinux-rule'), '/mnt/jobmgdb\tsystem_u:object_r:mnt_t:s0\n');
      const stat = readFileSync(fact('stat'), 'utf8');
      writeFileSync(fact('stat'), stat.replace(/^755(?=.*\/mnt\/jobmgdb$)/m, '700'));
      const { out } = await cjclint(['--lang', 'en', 'lint', '--print-commands'], { cwd: folder });
      const plan = out.slice(out.indexOf('# Commands'));
      expect(plan).toContain('\numask 022\n# undo: umask 0077\n');
      expect(plan).toContain(
        '\nrestorecon -RF /mnt/jobmgdb\n# undo: restorecon -RF /mnt/jobmgdb # after the rule was taken away\n',
      );
      expect(plan).not.toMatch(/^[^#\n].*\n(?!# undo: )/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('says so where no finding asks for a command', async () => {
    const { code, out } = await cjclint(['lint', '--print-commands'], {
      cwd: resolve('fixtures/clusters/healthy'),
    });
    expect(code).toBe(0);
    expect(out).toMatch(/\n# No finding asks for a command\.\n$/);
  });

  test('needs the text report', async () => {
    const { code, err } = await cjclint(['lint', '--print-commands', '--format', 'json'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('--print-commands needs --format text');
  });

  test('never puts a value of a file where a shell would run it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cjclint-hostile-'));
    try {
      cpSync(cwd, folder, { recursive: true, verbatimSymlinks: true });
      const stat = join(folder, 'nodes/jcmanager02/.facts/stat');
      writeFileSync(
        stat,
        [
          '700\troot\troot\tdirectory\t/mnt/jobmgdb2',
          "755\troot\troot\tdirectory\t/mnt/jobmgdb2/nqs';touch x;'",
          '',
        ].join('\n'),
      );
      writeFileSync(
        join(folder, 'nodes/jcmanager02/etc/hosts'),
        '192.168.1.200 jcmgcluster.example.jp;touch$IFS x jcmgcluster.example.jp\n',
      );
      const { out } = await cjclint(['lint', '--print-commands'], { cwd: folder });
      const plan = out.slice(out.indexOf('# Commands'));
      const commands = plan.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      expect(commands.length).toBeGreaterThan(4);
      expect(commands.filter((line) => /(?:^|;)\s*touch|\$IFS/.test(line))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
