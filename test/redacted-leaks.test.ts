import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cjclint } from './cli/run-program.js';
import { fastFolder } from './fast-folder.js';

/** A word that stands nowhere else, and what it is. */
const marks = new Map<string, string>();
const mark = (what: string): string => {
  const word = `zq${String(marks.size).padStart(3, '0')}k`;
  marks.set(word, what);
  return word;
};

const DOMAIN = `${mark('domain')}.${mark('its zone')}.co.jp`;
const [N1, N2] = [mark('node'), mark('other node')];
const SITE = `${mark('site')}.${DOMAIN}`;
const DATABASE = `/mnt/${mark('mount')}/${mark('database')}`;
const SPOOL = `/mnt/${mark('spool')}`;
const INSTANCE = mark('instance');
const TOP = mark('folder of the repository');
const TREE = `trees/${mark('declared tree')}`;
/** Every way in which one of the addresses can be written. */
const ADDRESSES =
  /.{0,30}(?:192\.168\.77\.|77\.168\.192|c0a84d|1084750|db8:0*77|20010db80077|7\.7\.0\.0\.8\.b\.d\.0).{0,20}/gi;

let folder = '';
const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

const manifest = () => `# ${mark('comment of the manifest')} 顧客名
cluster: ${mark('cluster')}
network: ${mark('network')}
${mark('unknown key')}: ${mark('its value')}
nodes:
  - name: ${N1}
    addresses: [192.168.77.11, "2001:DB8:77::11"]
    files: ${TREE}
  - {name: ${N2}, addresses: [192.168.77.12, 2001:0db8:0077:0000:0000:0000:0000:0012]}
sharedDisks: [/mnt/${mark('shared disk')}]
sites:
  - {name: ${SITE}, machineId: 33, database: ${DATABASE}, vip: 192.168.77.100}
agents:
  - name: ${mark('agent')}
    instance: ${INSTANCE}
    endpoint: http://${mark('login')}:${mark('password')}@${mark('host')}.${mark('zone')}.com:23151/${mark('path of a URL')}?x=${mark('query')}
    spool: ${SPOOL}
    privateKey: /opt/${mark('folder of keys')}/${mark('key')}.pem
    users: [${mark('job user')}, batch]
`;

function node(tree: string, name: string, at: number): void {
  const own = (path: string, content: string) => write(`${tree}/${path}`, content);
  own(
    'usr/lib/nqs/rc/daemon.conf',
    `# ${mark('comment')} http%3A%2F%2F${N1}%2F${DOMAIN}%3A192.168.77.9 連絡先 顧客\nfoo=${mark('unknown value')}\nmaintenance=ON # ${mark('comment behind a value')}\n${mark('broken')} line\nlocal_daemon = ${mark('value')}\nlisten_port=${mark('port')}\n`,
  );
  own(
    'usr/spool/nqs/daemon.conf',
    `ipaddress=${mark('no address')}\nNATS_URL=nats://${mark('login')}:${mark('password')}@${mark('NATS host')}.${mark('zone')}.local:99999/${mark('path')}\n`,
  );
  own(
    'etc/hosts',
    `192.168.77.1${at} ${name}.${DOMAIN} ${name} ${mark('alias')}\n192.168.77.300 ${mark('name of no address')}\n${mark('no address at all')}\n# ${mark('comment')}\n127.0.0.1 ${SITE}\n2001:db8:77:0:0::5 ${mark('six')}\n::ffff:192.168.77.5 ${mark('mapped')}\n`,
  );
  own('etc/resolv.conf', `search ${mark('search')}.${mark('zone')}.lan\nnameserver 192.168.77.53\n`);
  own(
    'usr/spool/nqs/resolv.def',
    `192.168.77.100 ${mark('name')}.${DOMAIN} ${mark('short name')}\n${mark('broken')} x\n`,
  );
  own(
    '.facts/meta',
    `format=1\nhostname=${at === 1 ? name : mark('host name')}\nplatform=linux\ncollected_at=2026-11-20T00:00:00Z\nuser=${mark('collected by')}\n`,
  );
  own(
    '.facts/stat',
    `700\t${mark('owner')}\t${mark('group')}\tdirectory\t${DATABASE}\n755\troot\troot\tdirectory\t${DATABASE}/nqs/${mark('entry')}\n644\troot\troot\tregular file\t/opt/${mark('key')}.pem\n`,
  );
  own(
    '.facts/passwd',
    `${mark('user')}:x:1500:1500:${mark('full name')}:/home/${mark('home')}:/bin/bash\n+@${mark('netgroup')}\n${mark('service account')}:x:300:300::/:/sbin/nologin\n`,
  );
  own(
    '.facts/ip-addr',
    `2: eth0    inet 192.168.77.1${at}/24 brd 192.168.77.255 scope global eth0\n2: eth0    inet6 2001:db8:77::1${at}/64 scope global\n2: eth0    inet 192.168.77.100/24 scope global eth0\n`,
  );
  own(
    '.facts/mounts',
    `/dev/mapper/${mark('volume group')}-${mark('volume')} ${DATABASE} ext4 rw 0 0\n${mark('NFS server')}:/${mark('export')} /mnt/${mark('NFS mount')} nfs rw,addr=192.168.77.9 0 0\nLABEL=${mark('label')} /srv/${mark('mount')} xfs rw 0 0\n//${mark('CIFS server')}/${mark('share')} /media/${mark('mount')} cifs rw,username=${mark('CIFS user')} 0 0\n`,
  );
  own(
    '.facts/ps',
    `    PID    PPID USER     COMMAND\n   100       1 root     /usr/lib/nqs/cluster/cjcpw ${mark('site of cjcpw')} /mnt/${mark('its database')}\n   101       1 ${mark('process owner')}   /opt/${mark('own')}/bin/${mark('script')}\n`,
  );
  own(
    '.facts/cjcls',
    `SITE-NAME              DAEMON-PID DB-PATH(LINK)\n${SITE} 100       ${DATABASE} (/usr/spool/nqs/C0A84D64)\n${mark('site of cjcls')} 101 /mnt/${mark('its database')} (/usr/spool/nqs/c0a84d65)\n`,
  );
  own('.facts/nmapmgr', `HOST NAME: ${mark('host of nmapmgr')}   HOST ID: 77\n`);
  own(`.facts/nmapmgr.${mark('fact for a site')}`, 'HOST NAME: x   HOST ID: 78\n');
  own(`.facts/${mark('file that is no fact')}`, 'x');
  own(
    '.facts/lookup',
    `${SITE}\t192.168.77.200 192.168.77.201\n192.168.77.100\t${mark('answer')}.${mark('zone')}.net ${mark('alias')}\n${mark('query')}\t\n`,
  );
  own(
    '.facts/env',
    `NQS_SITE=${mark('NQS_SITE')}\nNATS_URL=nats://${mark('NATS_URL')}:23141\nSECRET=${mark('other variable')}\n`,
  );
  own(
    '.facts/holders',
    `                     USER        PID ACCESS COMMAND\n${DATABASE}:  ${mark('holder')} 4711 ..c.. ${mark('held by')}\n`,
  );
  own(
    `${DATABASE.slice(1)}/nqs/daemon.conf`,
    `ipaddress=192.168.77.100,192.168.77.1${3 - at}\nNATS_URL=http://${mark('host')}:23141\n# cjclint-disable-next-line unknown-parameter -- ${mark('reason')}\nfoo=${at}\n`,
  );
  own(
    `${SPOOL.slice(1)}/jcexecutor/agent/jcexecutor_agent.yaml`,
    `# ${mark('comment')}\nrequest:\n  onStartup:\n    action: ${mark('action')}\n  ${mark('key')}: ${mark('value')}\n`,
  );
  for (const [link, target] of [
    ['C0A84D65', `/mnt/${mark('link target')}`],
    [mark('link'), DATABASE],
    ['C0A84D64', DATABASE],
    ['20010DB8007700000000000000000001', DATABASE],
  ] as const)
    symlinkSync(target, join(folder, tree, 'usr/spool/nqs', link));
}

let inputs: string[] = [];
let symptom = '';
beforeAll(() => {
  folder = fastFolder('cjclint-leaks-');
  write(`${TOP}/cjclint.yaml`, manifest());
  node(`${TOP}/${TREE}`, N1, 1);
  node(`${TOP}/nodes/${N2}`, N2, 2);
  write(
    `${TOP}/cjclint-waivers.yaml`,
    `waivers:\n  - rule: jobcenter/maintenance-mode\n    node: ${N1}\n    reason: agreed with ${mark('person')} ${N1}\n    approver: ${mark('approver')}\n    expires: 2999-01-01\n  - {rule: jobcenter/db-mode, site: ${mark('other site')}, reason: ${mark('reason')}, approver: ${mark('approver')}, expires: 2020-01-01}\n`,
  );
  write(`${TOP}/${mark('folder of loose files')}/daemon.conf`, `ipaddress=${mark('no address')}\n`);
  const broken = [
    `nodes: [${mark('a name')}\nsites: {${mark('a name')}`,
    `nodes: [{name: a, files: ${mark('absent tree')}}]\nsites: [{name: ${mark('name')}.x.y, database: /d}, {name: z, database: 1}]\n`,
    `nodes: [{name: a}]\nsites: [{name: ${mark('name')}, database: /${mark('path')}, nodes: [${mark('no node')}]}]\n`,
    `nodes: [{name: a, files: ../${mark('outside')}}]\nsites: []\n`,
  ].map((text) => {
    const name = mark('folder of a broken manifest');
    write(`${name}/cjclint.yaml`, text);
    return name;
  });
  const [archive, zip, gone, sjis] = [mark('archive'), mark('zip'), mark('absent path'), mark('folder')];
  write(`${archive}.tar.gz`, 'no archive');
  write(`${zip}.zip`, 'PK no archive');
  // 山田 in Shift_JIS, then bytes of no encoding.
  write(
    `${sjis}/daemon.conf`,
    Buffer.concat([
      Buffer.from([0x23, 0x8e, 0x52, 0x93, 0x63, 0x0a]),
      Buffer.from(`ipaddress=192.168.77.9\nNATS_URL=nats://${mark('host')}:1\n`),
      // Beside what is shown: the same name, and what no encoding explains.
      Buffer.from([0x23, 0x8e, 0x52, 0x93, 0x63, 0x0a]),
      Buffer.from([0xff, 0xfe, 0x80, 0x0a]),
      Buffer.from([0x23, 0x8e, 0x52, 0x93, 0x63, 0x0a]),
    ]),
  );
  inputs = [TOP, ...broken, sjis, `${archive}.tar.gz`, `${zip}.zip`, `${gone}/x`];
  symptom = `Nov 20 10:00:01 ${mark('logging host')} cjcpw: failed on ${N1.toUpperCase()}.${DOMAIN.toUpperCase()} at /mnt/${mark('path')}, by user ${mark('user')}, http://${mark('host')}/x, PTR 100.77.168.192.in-addr.arpa: nats: no servers available for connection`;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is left of the originals in a text, with what stands around it. */
function left(text: string): string[] {
  const small = text.toLowerCase();
  const found = [...marks].flatMap(([word, what]) => {
    const at = small.indexOf(word);
    return at < 0 ? [] : [`${what}: ${text.slice(Math.max(0, at - 60), at + 20)}`];
  });
  return [...found, ...(text.match(ADDRESSES) ?? []), ...(text.match(/顧客|連絡先|山田/g) ?? [])];
}

const ALL = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'];
const SOME = ['text', 'json', 'html'];

describe('of everything that is private in a case --redact leaves nothing', () => {
  it.each([
    ['lint', ALL, () => [...inputs, '--print-commands']],
    [
      'diagnose',
      ALL,
      () => [`${TOP}/${TREE}`, `${TOP}/nodes/${N2}`, ...inputs.slice(1), '--symptom', symptom],
    ],
    ['rehearse', SOME, () => inputs],
    ['names', ['text', 'json'], () => inputs],
    ['diff', SOME, () => [`${TOP}/${TREE}`, `${TOP}/nodes/${N2}`]],
  ] as const)('in %s', async (command, formats, args) => {
    for (const format of formats) {
      for (const lang of ['en', 'ja']) {
        const given = args().filter((each) => format === 'text' || each !== '--print-commands');
        const { out, err, code } = await cjclint(
          [command, '--redact', '--format', format, '--lang', lang, ...given],
          { cwd: folder },
        );
        expect(code, err).not.toBe(3);
        expect(out.length).toBeGreaterThan(100);
        expect(left(out + err), `${format} ${lang}`).toEqual([]);
      }
    }
  });

  it('and it finds the same', async () => {
    const found = async (...more: readonly string[]) => {
      const { out, code, err } = await cjclint(
        ['lint', '--format', 'json', '--lang', 'en', ...more, ...inputs],
        {
          cwd: folder,
        },
      );
      const { verdict, summary, findings, notChecked, suppressed } = JSON.parse(out);
      return {
        ...{ code, verdict, summary, complaints: err.split('\n').length },
        ...{ notChecked: notChecked.length, suppressed: suppressed.length },
        findings: findings
          .map((each: { rule: string; severity: string; location: { line: number } | null }) =>
            [each.rule, each.severity, each.location?.line].join(' '),
          )
          .toSorted(),
      };
    };
    const plain = await found();
    expect(plain.findings.length).toBeGreaterThan(50);
    expect(await found('--redact')).toEqual(plain);
  });
});
