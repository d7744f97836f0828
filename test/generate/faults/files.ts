import { inUrl } from '../addresses.js';
import type { Cluster } from '../cluster.js';
import { encode } from '../tree.js';
import { addLine, append, firstLine, lineOf, placeOf, read, replace, setKey, write } from './edits.js';
import { type Fault, fault, type Place } from './fault.js';

const linux = { platform: 'linux' } as const;
const windows = { platform: 'windows' } as const;
const agent = { agents: 1 } as const;

/** Ends every copy of the site's file in raw bytes, as a broken transfer leaves them. */
function appendBytes(cluster: Cluster, line: readonly number[]): Place[] {
  return cluster.siteFiles().map((file) => {
    const text = read(cluster, file);
    const bytes = Uint8Array.from([...encode(text, 'utf-8'), 0x23, 0x20, ...line, 0x0a]);
    cluster.tree.set(file, { kind: 'bytes', bytes });
    return { file, line: text.split('\n').length };
  });
}

function asBytes(cluster: Cluster, files: readonly string[], change: (text: string) => Uint8Array): Place[] {
  return files.map((file) => {
    cluster.tree.set(file, { kind: 'bytes', bytes: change(read(cluster, file)) });
    return firstLine(file);
  });
}

const crlf = (cluster: Cluster, file: string): Place[] => {
  write(cluster, file, read(cluster, file).replaceAll('\n', '\r\n'));
  return [firstLine(file)];
};

export const fileFaults: readonly Fault[] = [
  fault('daemon-conf-syntax/words-without-equals', 'error', {}, (c) =>
    addLine(c, c.siteFiles(), 'start the site'),
  ),
  fault('daemon-conf-syntax/key-without-value', 'error', {}, (c) =>
    addLine(c, c.siteFiles(), 'listen_port=', 'listen_port'),
  ),
  fault('daemon-conf-syntax/required-key-without-value', 'error', {}, (c) => {
    setKey(c, c.siteFiles(), 'ipaddress', '');
    return c.siteFiles().map((file) => placeOf(c, file, 'ipaddress', 'ipaddress='));
  }),
  fault('daemon-conf-syntax/value-without-key', 'error', {}, (c) => {
    append(c, c.local(c.node(0)), '=ON');
    return [placeOf(c, c.local(c.node(0)), '=', '=ON')].map(({ file, line }) => ({
      file,
      line: line ?? 1,
      text: '=',
    }));
  }),
  fault(
    'daemon-conf-syntax/blank-instead-of-equals',
    'error',
    linux,
    (c) => {
      const file = c.common(c.standby());
      replace(c, file, 'local_daemon=', 'local_daemon ');
      return [placeOf(c, file, `local_daemon ${c.plan.localDaemon}`)];
    },
    ['local-daemon-mode'],
  ),
  fault('site-conf-syntax/words-without-equals', 'error', windows, (c) =>
    addLine(c, c.siteConfs(), 'FORCEKILL_TIME 5'),
  ),
  fault('site-conf-syntax/key-without-value', 'error', windows, (c) =>
    addLine(c, [c.at(c.node(0), `${c.plan.installDir}\\etc\\site.conf`)], 'KILL_WAIT=', 'KILL_WAIT'),
  ),
  fault('resolv-def-syntax/name-before-address', 'error', { resolvDef: true }, (c) =>
    addLine(c, [c.resolvDef(c.node(1))], 'gateway.example.jp 192.0.2.1', 'gateway.example.jp'),
  ),
  fault('resolv-def-syntax/no-such-octet', 'error', { resolvDef: true }, (c) =>
    addLine(c, [c.resolvDef(c.node(0))], '192.0.2.300 gateway.example.jp', '192.0.2.300'),
  ),
  fault('resolv-def-syntax/no-name', 'error', { resolvDef: true }, (c) =>
    addLine(c, [c.resolvDef(c.node(0))], '192.0.2.77', '192.0.2.77'),
  ),
  fault('hosts-syntax/no-address', 'warning', {}, (c) =>
    addLine(c, [c.hosts(c.node(1))], 'gateway.example.jp gateway', 'gateway.example.jp'),
  ),
  fault('hosts-syntax/no-name', 'warning', {}, (c) => addLine(c, [c.hosts(c.node(1))], '192.0.2.77')),
  fault('agent-yaml-syntax/tab', 'error', agent, (c) =>
    c.yamls().map((file) => {
      replace(c, file, '    action: default', '\taction: default');
      return { file };
    }),
  ),
  fault('agent-yaml-syntax/duplicate-key', 'error', agent, (c) =>
    addLine(c, c.yamls(), '    action: default', 'action'),
  ),
  fault('agent-yaml-syntax/open-quote', 'error', agent, (c) =>
    c.yamls().map((file) => {
      replace(c, file, 'action: default', 'action: "default');
      return { file };
    }),
  ),
  fault('agent-yaml-syntax/alias-bomb', 'error', agent, (c) => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh']) {
      bomb.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`);
    }
    return c.yamls().map((file) => {
      for (const line of bomb) append(c, file, line);
      return { file };
    });
  }),
  fault('text-encoding/broken-utf-8', 'error', { comments: true, charset: 'utf-8' }, (c) =>
    appendBytes(c, [0xe3, 0x83, 0x86, 0xe3, 0x82, 0xb9, 0xe3, 0x83]),
  ),
  fault('text-encoding/bytes-of-no-encoding', 'error', { charset: 'utf-8' }, (c) =>
    appendBytes(c, [0xff, 0xfe, 0xff]),
  ),
  fault('text-encoding/byte-order-mark', 'warning', {}, (c) =>
    asBytes(c, c.siteFiles(), (text) => Uint8Array.from([0xef, 0xbb, 0xbf, ...encode(text, 'utf-8')])),
  ),
  fault('text-encoding/utf-16', 'warning', {}, (c) =>
    asBytes(c, [c.local(c.node(0))], (text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  ),
  fault('line-endings/common-file', 'warning', linux, (c) => crlf(c, c.common(c.standby()))),
  fault('line-endings/local-file', 'warning', linux, (c) => crlf(c, c.local(c.node(0)))),
  fault('line-endings/hosts', 'warning', linux, (c) => crlf(c, c.hosts(c.node(0)))),
  fault('line-endings/one-line', 'warning', linux, (c) =>
    c.siteFiles().map((file) => {
      append(c, file, '# end\r');
      // The CR itself is pointed at, which is no part of the line that a finding carries.
      return { ...placeOf(c, file, '# end'), text: '' };
    }),
  ),
  fault('full-width-character/equals', 'error', {}, (c) =>
    c.siteFiles().map((file) => {
      replace(c, file, 'NATS_URL=', 'NATS_URL＝');
      return placeOf(c, file, '＝', 'NATS_URL＝');
    }),
  ),
  fault('full-width-character/full-stop', 'error', { ipv4: true }, (c) => {
    const value = c.site().vip.replace('.', '．');
    setKey(c, c.siteFiles(), 'ipaddress', value);
    return c.siteFiles().map((file) => placeOf(c, file, '．'));
  }),
  fault('full-width-character/port-digits', 'error', {}, (c) => {
    setKey(c, c.siteFiles(), 'NATS_URL', `nats://${inUrl(c.site().vip)}:２３１４１`);
    return c.siteFiles().map((file) => placeOf(c, file, '２３１４１'));
  }),
  fault('full-width-character/blank-in-hosts', 'error', {}, (c) => {
    append(c, c.hosts(c.node(0)), '192.0.2.9　gateway.example.jp');
    return [placeOf(c, c.hosts(c.node(0)), '　')];
  }),
  fault('full-width-character/key-letter', 'error', linux, (c) => {
    replace(c, c.common(c.standby()), 'local_daemon=', 'ｌocal_daemon=');
    return [placeOf(c, c.common(c.standby()), 'ｌ')];
  }),
  fault('trailing-comment/site-file', 'warning', {}, (c) => {
    setKey(c, c.siteFiles(), 'ipaddress', `${c.site().vip}   # the VIP`);
    return c.siteFiles().map((file) => placeOf(c, file, '# the VIP'));
  }),
  fault('trailing-comment/common-file', 'warning', linux, (c) => {
    setKey(c, [c.common(c.standby())], 'local_daemon', `${c.plan.localDaemon} # local site`);
    return [placeOf(c, c.common(c.standby()), '# local site')];
  }),
  fault('space-around-equals/both-sides', 'warning', {}, (c) =>
    c.siteFiles().map((file) => {
      replace(c, file, 'ipaddress=', 'ipaddress = ');
      return lineOf(c, file, 'ipaddress = ');
    }),
  ),
  fault('space-around-equals/behind', 'warning', linux, (c) => {
    const file = c.common(c.standby());
    replace(c, file, 'local_daemon=', 'local_daemon= ');
    return [lineOf(c, file, 'local_daemon= ')];
  }),
  fault('unknown-parameter/near-a-known-one', 'warning', {}, (c) =>
    addLine(c, c.siteFiles(), 'ipchek=ON', 'ipchek'),
  ),
  fault(
    'unknown-parameter/instead-of-a-required-one',
    'warning',
    {},
    (c) =>
      c.siteFiles().map((file) => {
        replace(c, file, 'ipaddress=', 'ipadress=');
        return placeOf(c, file, 'ipadress');
      }),
    ['ipaddress-required'],
  ),
  fault('unknown-parameter/nobody-documents-it', 'info', {}, (c) =>
    addLine(c, c.siteFiles(), 'zz_tuning=7', 'zz_tuning'),
  ),
  fault('parameter-case/key', 'warning', {}, (c) =>
    c.siteFiles().map((file) => {
      replace(c, file, 'NATS_URL=', 'nats_url=');
      return placeOf(c, file, 'nats_url');
    }),
  ),
  fault('parameter-case/value', 'warning', { ...linux, localDaemon: 'SITE' }, (c) =>
    setKey(c, [c.common(c.standby())], 'local_daemon', 'Site'),
  ),
  fault('duplicate-parameter/same-value', 'warning', {}, (c) =>
    c.siteFiles().map((file) => {
      append(c, file, `ipaddress=${c.site().vip}`);
      return placeOf(c, file, 'ipaddress', 'ipaddress=');
    }),
  ),
  fault('duplicate-parameter/other-value-first', 'warning', {}, (c) =>
    c.siteFiles().map((file) => {
      write(c, file, `ipaddress=192.0.2.8${read(c, file).includes('\r\n') ? '\r\n' : '\n'}${read(c, file)}`);
      return placeOf(c, file, 'ipaddress', 'ipaddress=');
    }),
  ),
  fault('parameter-placement/local-daemon-in-site-file', 'warning', linux, (c) =>
    addLine(c, c.siteFiles(), `local_daemon=${c.plan.localDaemon}`, 'local_daemon'),
  ),
  fault(
    'parameter-placement/ipaddress-in-common-file',
    'warning',
    linux,
    (c) =>
      c.managers().flatMap((node) => addLine(c, [c.common(node)], `ipaddress=${c.site().vip}`, 'ipaddress')),
    ['parameter-conflict'],
  ),
  fault('parameter-placement/timeout-in-daemon-conf', 'warning', windows, (c) =>
    addLine(c, c.siteFiles(), 'BOOT_TIMEOUT=200', 'BOOT_TIMEOUT'),
  ),
  fault('parameter-conflict/common-and-site-file', 'warning', linux, (c) =>
    [
      ...c.managers().flatMap((node) => addLine(c, [c.common(node)], 'listen_port=20816')),
      ...addLine(c, c.siteFiles(), 'listen_port=20817'),
    ].map(({ file, line }) => (line === undefined ? { file } : { file, line })),
  ),
  fault('shared-copy-match/one-copy-edited', 'warning', { sharedIn: 'both', localDisks: true }, (c) => {
    const [first, second] = c.siteFiles();
    if (first === undefined || second === undefined) throw new Error('there is one copy only');
    append(c, second, '# edited on the node');
    return [{ file: first }, { file: second }];
  }),
];
