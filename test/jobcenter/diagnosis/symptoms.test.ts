import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../rules/index.js';
import { judgedRules } from '../../../src/jobcenter/diagnosis/bite.js';
import { relatedRules } from '../../../src/jobcenter/diagnosis/consequences.js';
import { mentions } from '../../../src/jobcenter/diagnosis/mentions.js';
import { readSymptom } from '../../../src/jobcenter/diagnosis/read-symptom.js';
import { folded } from '../../../src/jobcenter/diagnosis/symptom-text.js';
import { symptoms } from '../../../src/jobcenter/diagnosis/symptoms/index.js';

const idsOf = (text: string) => readSymptom(text).found.map(({ symptom }) => symptom.id);

describe('a symptom', () => {
  test('is not that both nodes run it where both were only looked at', () => {
    expect(idsOf('両系の採取結果を送ります')).toEqual([]);
    expect(idsOf('logs of both nodes attached')).toEqual([]);
  });

  test.each([
    ['nats: no servers available for connection', 'no-nats-server'],
    [
      'Nov 20 03:12:09 jcmanager02 jcexecctrl[2211]: reason "nats: no servers available for connection"',
      'no-nats-server',
    ],
    ['NMAPMGR(FATAL): Unable to setup NQS rootdir.', 'no-rootdir'],
    ['Warning : Convert Skip ([DefaultParameter]EventReceive', 'default-parameters'],
    ['プロセスが cjcpw だけ', 'only-cjcpw'],
    ['プロセスがｃｊｃｐｗだけ', 'only-cjcpw'],
    ['処理が起動しない', 'only-cjcpw'],
    ['the group is online but nothing runs', 'only-cjcpw'],
    ['起動して数分で停止する', 'stops-after-minutes'],
    ['it starts and stops after some minutes', 'stops-after-minutes'],
    ['共有ディスクをアンマウントできない', 'disk-does-not-unmount'],
    ['umount: /mnt/jobmgdb: target is busy.', 'disk-does-not-unmount'],
    ['we cannot unmount the disk', 'disk-does-not-unmount'],
    ['ジョブが流れない', 'jobs-not-transferred'],
    ['切替後のノードでジョブが失敗する', 'jobs-fail'],
    ['Jobs fail on the new node', 'jobs-fail'],
    ['エージェントが REGISTERED のまま', 'agent-not-connected'],
    ['エージェントが別のエージェントになった', 'other-agent'],
    ['the standby agent is another agent', 'other-agent'],
    ['ジョブが消えた', 'jobs-lost'],
    ['jobs are gone after failover', 'jobs-lost'],
    ['名前解決ができない', 'name-resolution'],
    ['getaddrinfo: Name or service not known', 'name-resolution'],
    ['cjcmksite が失敗する', 'creation-fails'],
    ['ログオフすると落ちる', 'windows-log-off'],
    ['WSFC が切り替えずに再起動する', 'wsfc-restarts'],
    ['停電のあとジョブがエラーになる', 'power-loss'],
    ['フェイルオーバー後 CL/Win が使えない', 'client-disconnected'],
    ['CL／Ｗｉｎ が切れた', 'client-disconnected'],
    ['mkdir: Permission denied', 'permission-denied'],
    ['bind: address already in use', 'address-in-use'],
    ['両系でサイトが動いている', 'on-both-nodes'],
    ['both nodes have the VIP', 'on-both-nodes'],
    ['ジョブが全然流れへん', 'jobs-not-transferred'],
    ['write error: Read-only file system', 'disk-read-only'],
    ['cannot create temp file: No space left on device', 'disk-full'],
    ['待機系だけ起動しない', 'site-does-not-start'],
    ['切替後もサービスが上がってこない', 'site-does-not-start'],
    ['待機側サーバでの起動に失敗した', 'site-does-not-start'],
    ['the standby does not come up', 'site-does-not-start'],
    ["node 2 won't start it", 'site-does-not-start'],
    ['サイトが動作しない', 'site-does-not-start'],
    ['インスタンスが起動しない', 'agent-not-connected'],
    ['AG がつながらない', 'agent-not-connected'],
    ['requests that were running disappeared', 'jobs-lost'],
    ['待機系で名前が引けない', 'name-resolution'],
    ['スプールに書き込めない', 'spool'],
    ['監視のプロセスが 1 つだけ', 'only-cjcpw'],
    ['the disk cannot be mounted on the other node', 'disk-does-not-mount'],
  ])('"%s" is read as %s', (text, id) => {
    expect(idsOf(text)).toContain(id);
  });

  test('of a disk that is not let go is none of a disk that does not come', () => {
    expect(idsOf('umount: /mnt/jobmgdb: target is busy.')).toEqual(['disk-does-not-unmount']);
  });

  test.each(['', '   ', 'こんにちは', 'everything is as before', '2026-11-20 03:12:09'])(
    '"%s" is read as nothing',
    (text) => {
      expect(idsOf(text)).toEqual([]);
      expect(readSymptom(text).matches.size).toBe(0);
    },
  );

  test('words of two lines are not taken together', () => {
    expect(idsOf('the job net ran\nthe mount did fail')).not.toContain('jobs-fail');
    expect(idsOf('the job did fail')).toContain('jobs-fail');
  });

  test('that names a setting speaks of the rules about it', () => {
    expect(readSymptom('maintenance はどう設定すればよいか').matches.get('maintenance-mode')).toMatchObject({
      symptom: null,
    });
  });

  test('tells the causes that no rule can see, with where they stand', () => {
    expect(readSymptom('起動後、数分で停止する').hints).toEqual([
      expect.objectContaining({ reference: 'FAQ 3150116982' }),
    ]);
  });

  test('of any size and kind is read in time that grows with its length alone', () => {
    const bombs = [
      'a'.repeat(3_000_000),
      'ジョブ'.repeat(1_000_000),
      '\n'.repeat(3_000_000),
      '. '.repeat(2_000_000),
    ];
    for (const bomb of bombs) {
      expect(readSymptom(bomb).found).toEqual([]);
    }
  });

  test('of random text never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => Boolean(readSymptom(text))),
    );
  });
});

describe('the tables', () => {
  const names = new Set(rules.map(({ name }) => name));
  // Found by preflight alone, or built beside this: known by name.
  const known = (rule: string) => names.has(rule);

  test('name rules that exist', () => {
    const named = [
      ...symptoms.flatMap((symptom) => Object.keys(symptom.rules)),
      ...mentions.flatMap((mention) => mention.rules),
      ...judgedRules,
      ...relatedRules,
    ];
    expect(named.filter((rule) => !known(rule))).toEqual([]);
  });

  test('say of every rule at which step it bites', () => {
    expect([...names].filter((name) => !judgedRules.includes(name))).toEqual([]);
  });

  test('hold words in the form in which text is compared', () => {
    const words = [
      ...symptoms.flatMap(({ patterns }) => patterns.flat(2)),
      ...mentions.flatMap(({ forms }) => forms),
    ];
    for (const word of words) expect(folded(word)).toBe(word);
  });
});
