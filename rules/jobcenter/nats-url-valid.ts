import { manual } from '../../src/engine/rule.js';
import { eachDeclaredDaemonConf } from '../../src/jobcenter/declared-files.js';
import { CLIENT_PORT, type NatsUrlProblemKind, natsUrlOf, partOf } from '../../src/jobcenter/nats-url.js';
import { rule } from '../../src/jobcenter/rule.js';
import { textAt } from '../../src/text/source-file.js';

const FORM = 'nats://<address or host>:<port>';
const FORM_JA = 'nats://<アドレスまたはホスト名>:<ポート>';

export const natsUrlValid = rule({
  name: 'nats-url-valid',
  severity: 'error',
  evidence: manual('2.3.3.1.3'),
  phases: ['start'],
  title: {
    en: 'NATS_URL is not nats://host:port',
    ja: 'NATS_URL が nats://ホスト:ポート の形ではない',
  },
  why: {
    en: 'The processes of the site connect to exactly what the URL says. A part that cannot be read, or a missing port, leads them to no server, or to another one.',
    ja: 'サイトのプロセスは NATS_URL のとおりに接続します。読めない部分やポートの省略があると、サーバに接続できないか、別のサーバに接続してしまいます。',
  },
  fix: {
    en: 'write NATS_URL=nats://<address of ipaddress>:23141',
    ja: 'NATS_URL=nats://<ipaddress のアドレス>:23141 の形で記述してください',
  },
  bad: 'NATS_URL=nats://192.168.1.100',
  good: 'NATS_URL=nats://192.168.1.100:23141',
  messages: {
    'no-scheme': {
      en: (text: string) => `NATS_URL "${text}" does not begin with "nats://"; the form is ${FORM}`,
      ja: (text: string) => `NATS_URL「${text}」が「nats://」で始まっていません。形式は ${FORM_JA} です`,
    },
    'other-scheme': {
      en: (text: string) => `NATS_URL begins with "${text}" instead of "nats://"; the form is ${FORM}`,
      ja: (text: string) =>
        `NATS_URL が「nats://」ではなく「${text}」で始まっています。形式は ${FORM_JA} です`,
    },
    http: {
      en: (text: string) =>
        `NATS_URL begins with "${text}"; the guide's shell example has it, but daemon.conf needs "nats://"`,
      ja: (text: string) =>
        `NATS_URL が「${text}」で始まっています。ガイドのシェルの例にはありますが、daemon.conf では「nats://」が必要です`,
    },
    several: {
      en: (text: string) => `NATS_URL goes on with "${text}"; only one URL is documented, the site's own`,
      ja: (text: string) => `NATS_URL に「${text}」が続いています。指定できるのはサイト自身のURL一つだけです`,
    },
    // The text may be a password, so it is not repeated.
    user: {
      en: (_text: string) => `NATS_URL has user information before the "@"; the form is ${FORM}`,
      ja: (_text: string) => `NATS_URL の「@」の前に利用者情報があります。形式は ${FORM_JA} です`,
    },
    path: {
      en: (text: string) => `NATS_URL ends in "${text}"; nothing may stand behind host and port`,
      ja: (text: string) => `NATS_URL の末尾に「${text}」があります。ホストとポートの後には何も書けません`,
    },
    'no-host': {
      en: (text: string) => `NATS_URL "${text}" has no host; the form is ${FORM}`,
      ja: (text: string) => `NATS_URL「${text}」にホストがありません。形式は ${FORM_JA} です`,
    },
    host: {
      en: (text: string) => `the host "${text}" of NATS_URL is neither an address nor a host name`,
      ja: (text: string) => `NATS_URL のホスト「${text}」はアドレスでもホスト名でもありません`,
    },
    'no-brackets': {
      en: (text: string) => `the IPv6 address "${text}" of NATS_URL needs brackets: nats://[${text}]:<port>`,
      ja: (text: string) =>
        `NATS_URL の IPv6 アドレス「${text}」は角括弧で囲んでください: nats://[${text}]:<ポート>`,
    },
    port: {
      en: (text: string) => `the port "${text}" of NATS_URL is not a whole number from 1 to 65535`,
      ja: (text: string) => `NATS_URL のポート「${text}」が1から65535の整数ではありません`,
    },
    'no-port': {
      en: (text: string) =>
        `NATS_URL "${text}" has no port; NATS clients would use ${CLIENT_PORT}, and JobCenter's server listens on 23141`,
      ja: (text: string) =>
        `NATS_URL「${text}」にポートがありません。NATS のクライアントは ${CLIENT_PORT} に接続しますが、JobCenter の既定は 23141 です`,
    },
  },
  subjects: eachDeclaredDaemonConf,
  check(it, { report, missing, notApplicable }) {
    if (it.found === null) return missing(it.node, it.need);
    const found = natsUrlOf(it.found);
    if (found === null) return notApplicable();
    for (const { kind, range } of found.url.problems) {
      const at = partOf(it.found, found.entry, range);
      report(kind, {
        at,
        args: [withoutUser(textAt(at))],
        severity: HARMLESS.has(kind) ? 'warning' : 'error',
      });
    }
  },
});

/** What stands before an `@` may be a password. */
const withoutUser = (text: string) => text.slice(text.lastIndexOf('@') + 1);

const HARMLESS: ReadonlySet<NatsUrlProblemKind> = new Set(['http', 'no-port']);
