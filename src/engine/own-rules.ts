import type { Severity } from './result.js';
import type { Evidence, RuleText } from './rule.js';

/** A finding that the engine gives by itself, whatever the product: `cjclint/<name>`. */
export interface OwnRule extends RuleText {
  /** Without its pack: `unreadable-file`. */
  readonly name: string;
  /** The highest severity it is given. */
  readonly severity: Severity;
}

/** The pack of the engine's own rules, as it stands before the slash. */
export const OWN_PACK = 'cjclint';

/** What the engine says of its own work rests on no document. */
export const ownEvidence: Evidence = { grade: 'code', reference: null };

/** In the order in which `rules` lists them. */
export const ownRules: readonly OwnRule[] = [
  {
    name: 'unreadable-file',
    severity: 'error',
    title: {
      en: 'a file or folder that belongs to the check cannot be read',
      ja: '検査対象のファイルまたはフォルダを読み取れません',
    },
    why: {
      en: 'What stands in it is unknown, so the rules that need it are reported as not checked, never as passed.',
      ja: '内容が分からないため、それを必要とするルールは合格ではなく「未確認」として報告されます。',
    },
    fix: {
      en: 'Make it readable for the user who runs the check (permission, a folder in place of a file, a link that leads nowhere, binary content, a size above the limit), or save the file again.',
      ja: '検査を実行するユーザが読めるようにするか（権限、ファイルの代わりのフォルダ、リンク切れ、バイナリ、サイズ上限の超過）、ファイルを保存し直してください。',
    },
    bad: '$ stat -c "%a %U" nodes/jcmanager01/usr/lib/nqs/rc/daemon.conf\n600 root',
    good: '$ stat -c "%a %U" nodes/jcmanager01/usr/lib/nqs/rc/daemon.conf\n644 root',
  },
  {
    name: 'fact-not-understood',
    severity: 'info',
    title: {
      en: 'a line of a saved command output was not understood',
      ja: '保存されたコマンド出力に解釈できない行があります',
    },
    why: {
      en: 'The line is left out of the check. If it says something that matters, a rule may lack it.',
      ja: 'その行は検査に使われません。重要な内容であれば、ルールの判断材料が欠けることになります。',
    },
    fix: {
      en: 'Save the output of the command again, unedited and with LC_ALL=C.',
      ja: 'LC_ALL=C でコマンドを実行し直し、出力を編集せずに保存してください。',
    },
    bad: '# .facts/umask\nbash: umask: command not found',
    good: '# .facts/umask\n0022',
  },
  {
    name: 'suppression-unused',
    severity: 'warning',
    title: {
      en: 'a suppression comment suppresses nothing',
      ja: '抑止コメントに対応する指摘がありません',
    },
    why: {
      en: 'The fault is gone or the rule is misspelt. Left in place, the comment would hide the fault when it comes back.',
      ja: '問題が解消済みか、ルール名が誤っています。残しておくと、問題が再発したときに見逃されます。',
    },
    fix: {
      en: 'Remove the comment, or correct the name of the rule in it.',
      ja: 'コメントを削除するか、ルール名を正しく書き直してください。',
    },
    bad: '# cjclint-disable-next-line nats-url-valid -- migration in progress\nNATS_URL=nats://192.168.1.100:23141',
    good: 'NATS_URL=nats://192.168.1.100:23141',
  },
  {
    name: 'suppression-without-reason',
    severity: 'warning',
    title: {
      en: 'a suppression comment gives no reason',
      ja: '抑止コメントに理由が書かれていません',
    },
    why: {
      en: 'Nobody can tell later whether the exception still holds.',
      ja: '例外が今も有効かどうか、後から誰にも判断できません。',
    },
    fix: {
      en: 'Write the reason behind two hyphens.',
      ja: '「--」に続けて理由を書いてください。',
    },
    bad: '# cjclint-disable-next-line unknown-parameter',
    good: '# cjclint-disable-next-line unknown-parameter -- set by order of the vendor’s support',
  },
  {
    name: 'limit-reached',
    severity: 'error',
    title: {
      en: 'an input is larger or deeper than the limit, or a rule has too many findings in one file',
      ja: '入力が上限を超えているか、1 つのファイルに対する同じルールの指摘が多すぎます',
    },
    why: {
      en: 'What lies beyond the limit was not checked or is not shown one by one.',
      ja: '上限を超えた部分は検査されないか、個別には表示されません。',
    },
    fix: {
      en: 'Check whether the file is what it should be; mend the first findings and run the check again.',
      ja: 'ファイルが正しいものか確認してください。先頭の指摘から直し、検査をやり直してください。',
    },
    bad: '$ ls -lh nodes/jcmanager01/usr/lib/nqs/rc/daemon.conf\n-rw-r--r-- 1 root root 100M daemon.conf',
    good: '$ ls -lh nodes/jcmanager01/usr/lib/nqs/rc/daemon.conf\n-rw-r--r-- 1 root root 214 daemon.conf',
  },
  {
    name: 'waiver-expired',
    severity: 'warning',
    title: {
      en: 'a waiver holds no longer',
      ja: '適用除外の期限が切れています',
    },
    why: {
      en: 'What it let stand was to be mended by that day, so the finding is open again.',
      ja: '期限までに解消するはずだった指摘が、再び有効になりました。',
    },
    fix: {
      en: 'Mend the fault and remove the waiver, or have it approved anew with a later day.',
      ja: '問題を解消して適用除外を削除するか、新しい期限で改めて承認を得てください。',
    },
    bad: '# cjclint-waivers.yaml\nwaivers:\n  - rule: ipaddress-count\n    reason: until the network is rebuilt\n    expires: 2020-03-31',
    good: '# cjclint-waivers.yaml\nwaivers:\n  - rule: ipaddress-count\n    reason: until the network is rebuilt\n    expires: 2099-03-31',
  },
  {
    name: 'waiver-unmatched',
    severity: 'warning',
    title: {
      en: 'a waiver speaks of no finding',
      ja: '適用除外に対応する指摘がありません',
    },
    why: {
      en: 'The fault is gone, its value has changed, or the waiver is misspelt. Left in place, it could hide the fault when it comes back.',
      ja: '問題が解消済みか、値が変わったか、書き方が誤っています。残しておくと、問題が再発したときに見逃されます。',
    },
    fix: {
      en: 'Remove the waiver if the fault is gone; if its value has changed, decide again.',
      ja: '問題が解消済みなら適用除外を削除し、値が変わった場合は改めて判断してください。',
    },
    bad: '# cjclint-waivers.yaml\nwaivers:\n  - rule: ipadress-count\n    reason: approved for this site',
    good: '# cjclint-waivers.yaml\nwaivers:\n  - rule: ipaddress-count\n    reason: approved for this site',
  },
];
