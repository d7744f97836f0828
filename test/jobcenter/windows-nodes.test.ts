import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cjclint } from '../cli/run-program.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cjclint-windows-'));
  cpSync(resolve('fixtures/clusters/windows'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (path: string) => join(folder, path);
const fact = (node: string, name: string) => at(`nodes/${node}/.facts/${name}`);
const SITE_CONF = 'shared/Y/Jobdb/etc/daemon.conf';
const LOCAL_CONF = 'nodes/jcmanager02/C/JobCenter/SV/etc/daemon.conf';
const RESOLV_DEF = 'nodes/jcmanager02/C/JobCenter/SV/etc/resolv.def';

/** Changes a file byte for byte, whatever its encoding. */
function change(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, 'latin1');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed, 'latin1');
}

/** As `>` of PowerShell 5.1 writes it: UTF-16 with a byte order mark. */
const redirected = (path: string, lines: readonly string[]) =>
  writeFileSync(path, `\ufeff${lines.map((line) => `${line}\r\n`).join('')}`, 'utf16le');

async function said(...args: readonly string[]): Promise<string> {
  const { out } = await cjclint(['--lang', 'en', ...args], { cwd: folder });
  return out;
}

async function commands(): Promise<string> {
  const out = await said('lint', '--print-commands');
  return out.slice(out.search(/^# (?:Commands|No finding)/m));
}

/** Nothing that only Linux has. */
const LINUX = /\/proc\/|\bgetent\b|\bss -|\bsed\b|\bps -eo\b|fuser|rpm -qa|\/usr\/|collector|\bssh\b|chmod/;

describe('what a Windows cluster is asked for', () => {
  test('is had with commands of Windows, in lint, rehearse and diagnose, in both languages', async () => {
    for (const lang of ['en', 'ja']) {
      for (const command of ['lint', 'rehearse', 'diagnose']) {
        const { out } = await cjclint(['--lang', lang, command, '.'], { cwd: folder });
        expect(out).toContain('Get-CimInstance Win32_Process');
        expect(out.match(LINUX)?.[0]).toBeUndefined();
      }
    }
  });

  test('names what no command yields, and how to compare it by eye', async () => {
    const out = (await said('lint')).replaceAll(/\s+/g, ' ');
    expect(out).toContain('compare the job users in the `net user` of the nodes');
    expect(out).toContain('run `Test-NetConnection jcmgcluster.domain.jp -Port 23151` on the node');
  });

  test('is a whole snapshot in PowerShell where a node has nothing, not a script for Linux', async () => {
    rmSync(at('nodes/jcmanager02'), { recursive: true });
    change(at('cjclint.yaml'), / {4}files: nodes\/jcmanager02\r?\n/, '');
    const { out } = await cjclint(['--lang', 'en', 'diagnose', '.', '--format', 'json'], { cwd: folder });
    const { ask } = JSON.parse(out);
    expect(ask[0]).toMatchObject({ node: 'jcmanager02', saveAs: 'jcmanager02.tar.gz' });
    expect(ask[0].command).toMatch(
      /^robocopy C:\\JobCenter\\SV\\etc jcmanager02\\C\\JobCenter\\SV\\etc daemon\.conf site\.conf resolv\.def; /,
    );
    expect(ask[0].command).toContain('& { cjcls } > jcmanager02\\.facts\\cjcls; ');
    expect(ask[0].command).toMatch(/; tar -czf jcmanager02\.tar\.gz jcmanager02$/);
    expect(ask[0].command).not.toMatch(LINUX);
  });
});

describe('a rehearsal with what these commands print', () => {
  function settle(node: string, address: string, isActive: boolean): void {
    redirected(fact(node, 'ip-addr'), [
      `5: if5 inet ${address}/24`,
      ...(isActive ? ['5: if5 inet 192.168.19.85/24'] : []),
      '1: if1 inet6 ::1/128',
      '1: if1 inet 127.0.0.1/8',
    ]);
    redirected(fact(node, 'mounts'), [
      '\\\\?\\Volume{6c1f2a86-5d7e-4b90-9c44-1e0d8a6b7f25}\\ D:\\ NTFS rw 0 0',
      ...(isActive ? ['\\\\?\\Volume{0f8fad5b-d9cb-469f-a165-70867728950e}\\ Y:\\ NTFS rw 0 0'] : []),
    ]);
    redirected(fact(node, 'listen'), [
      '',
      'アクティブな接続',
      '',
      '  プロトコル  ローカル アドレス          外部アドレス        状態',
      '  TCP         0.0.0.0:135            0.0.0.0:0              LISTENING',
      `  TCP         ${address}:23141       0.0.0.0:0              LISTENING`,
      ...(isActive ? ['  TCP         192.168.19.85:23141       0.0.0.0:0              LISTENING'] : []),
      '  TCP         [::]:135               [::]:0                 LISTENING',
      '  UDP         0.0.0.0:500            *:*',
    ]);
    const programs =
      'jcexecutor_manager jcexecutor_webserver nats_start nats-server jcwebserver jnwengine sclaunchd comagent jcdfs jnwlauncher'
        .split(' ')
        .map((name) => `C:\\JobCenter\\SV\\bin\\${name}.exe`);
    const site = ['"C:\\JobCenter\\SV\\bin\\cjcpw.exe" jcmgcluster.domain.jp Y:\\Jobdb', ...programs];
    redirected(fact(node, 'ps'), [
      '0 0 - System Idle Process',
      ...programs.map((args, place) => `${1190 + place} 4 - ${args}`),
      ...(isActive ? site.map((args, place) => `${1790 + place} ${place === 0 ? 4 : 1790} - ${args}`) : []),
    ]);
    writeFileSync(fact(node, 'env'), '');
  }

  test('tells of disk, VIP, port and processes, in UTF-16 as PowerShell writes it', async () => {
    settle('jcmanager01', '192.168.19.11', true);
    settle('jcmanager02', '192.168.19.12', false);
    const out = await said('rehearse', '.', '--from', 'jcmanager01');
    for (const step of ['stop-site', 'processes-gone', 'move-vip', 'mount-disk', 'addresses-free'])
      expect(out).toContain(`[${step}]: would pass`);
    const lint = await said('lint');
    expect(lint).not.toContain('fact-not-understood');
    expect(lint).toContain('0 errors, 0 warnings');
  });

  test('asks for no cjcpw of a site that runs as a service, and for all else that belongs to a site', async () => {
    settle('jcmanager01', '192.168.19.11', true);
    settle('jcmanager02', '192.168.19.12', false);
    const ps = fact('jcmanager01', 'ps');
    const text = readFileSync(ps, 'utf16le');
    writeFileSync(ps, text.replace(/^.*cjcpw.*\r\n/m, ''), 'utf16le');
    expect(await said('lint')).not.toContain('processes-complete]');
    writeFileSync(ps, text.replace(/^.*jnwengine.*\r\n/m, ''), 'utf16le');
    expect(await said('lint')).toContain('too few of: jnwengine (1/2)');
    const plan = await commands();
    expect(plan).toContain('# by hand: stop the site and start it again: with the cluster software');
    expect(plan).not.toContain('nqsstop');
  });

  test('fails where something else listens on the port of the site', async () => {
    settle('jcmanager01', '192.168.19.11', true);
    settle('jcmanager02', '192.168.19.12', false);
    redirected(fact('jcmanager02', 'listen'), [
      '  TCP         0.0.0.0:23141            0.0.0.0:0              LISTENING',
    ]);
    const out = await said('rehearse', '.', '--from', 'jcmanager01');
    expect(out).toContain('[addresses-free]: would fail');
  });
});

describe('a remedy on Windows', () => {
  test('sets a key of daemon.conf byte for byte, and keeps the file as it was', async () => {
    change(at(SITE_CONF), '192.168.19.85:23141', '192.168.19.11:23141');
    const plan = await commands();
    expect(plan).toContain(
      `$p='Y:\\Jobdb\\etc\\daemon.conf'; Copy-Item -LiteralPath $p 'Y:\\Jobdb\\etc\\daemon.conf.before-nats-url-distinct'; `,
    );
    expect(plan).toContain(
      `-replace '(?im)^[ \\t]*NATS_URL[ \\t]*=[^\\r\\n]*', 'NATS_URL=nats://192.168.19.85:23141')))\n`,
    );
    expect(plan).toContain(
      `# undo: Move-Item -Force -LiteralPath 'Y:\\Jobdb\\etc\\daemon.conf.before-nats-url-distinct' 'Y:\\Jobdb\\etc\\daemon.conf'\n`,
    );
    expect(plan).not.toMatch(LINUX);
  });

  test('replaces what the reader finds and no more: the pattern holds for the bytes of the file', async () => {
    change(at(SITE_CONF), '192.168.19.85:23141', '192.168.19.11:23141');
    const [, pattern = '', replacement = ''] =
      /-replace '\(\?im\)([^']+)', '([^']+)'/.exec(await commands()) ?? [];
    const healthy = readFileSync(resolve('fixtures/clusters/windows', SITE_CONF), 'latin1');
    expect(readFileSync(at(SITE_CONF), 'latin1').replace(new RegExp(pattern, 'gim'), replacement)).toBe(
      healthy,
    );
  });

  test('puts a missing key behind the last line, which may lack its end', async () => {
    change(at(LOCAL_CONF), /^ipaddress=.*\r?\n/m, '');
    const line = `[IO.File]::AppendAllText($p, 'ipaddress=192.168.19.12' + "\`r\`n")\n`;
    expect(await commands()).toContain(line);
    change(at(LOCAL_CONF), /\s+$/, '');
    expect(await commands()).toContain(line.replace("$p, '", '$p, "`r`n" + \''));
  });

  test('corrects a mistyped key', async () => {
    change(at(LOCAL_CONF), 'ipaddress', 'ipadress');
    expect(await commands()).toContain(
      `-replace '(?m)^([ \\t]*)ipadress(?=[ \\t]*=)', '\${1}ipaddress')))\n`,
    );
  });

  test('adds the line that WSFC needs to the resolv.def that was found', async () => {
    change(at(RESOLV_DEF), /^192\.168\.19\.85.*$/m, '');
    expect(await commands()).toContain(`'192.168.19.85 jcmgcluster.domain.jp jcmgcluster' + "\`r\`n")\n`);
  });

  test('adds a site that a node does not list, and makes an instance that it lacks', async () => {
    change(fact('jcmanager02', 'cjcls'), /^jcmgcluster.*$/m, '');
    change(fact('jcagent02', 'jcagctrl-list'), /^\| jcagcluster.*$/m, '');
    const plan = await commands();
    expect(plan).toContain('choose Sites, Add site, Existing site and give Y:\\Jobdb');
    expect(plan).toMatch(
      /^jcagctrl create --agent-name jcagent .* --private-key D:\\keys\\jcagent\.pem --spool-dir Y:\\jcagent$/m,
    );
  });

  test('never holds what PowerShell would run or end a word at', async () => {
    for (const name of ["Y:\\Job'db; calc", 'Y:\\Job’db; calc']) {
      change(at('cjclint.yaml'), /database: .*/, 'database: "Y:\\\\Job"');
      const manifest = readFileSync(at('cjclint.yaml'), 'utf8');
      writeFileSync(at('cjclint.yaml'), manifest.replace('"Y:\\\\Job"', JSON.stringify(name)));
      const target = at(`shared/${name.replace(':', '').replaceAll('\\', '/')}`);
      cpSync(resolve('fixtures/clusters/windows/shared/Y/Jobdb'), target, { recursive: true });
      change(join(target, 'etc/daemon.conf'), '192.168.19.85:23141', '192.168.19.11:23141');
      expect(existsSync(target)).toBe(true);
      for (const line of (await commands()).split('\n').filter((each) => !each.startsWith('#'))) {
        expect(line.replaceAll(/'(?:[^']|'')*'/g, '')).not.toContain('calc');
        expect(line).not.toContain('’');
      }
    }
  });
});
