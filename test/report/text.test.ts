import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/engine/result.js';
import { coloured, plain } from '../../src/report/palette.js';
import { type TextOptions, textReport } from '../../src/report/text.js';
import { both, cluster, finding, notChecked, place, run } from './sample-result.js';
import { underCaret } from './under-caret.js';

async function printed(result: RunResult, options: Partial<TextOptions> = {}): Promise<string> {
  let output = '';
  const whole = { language: 'en', width: 80, palette: plain, checkout: '', quiet: null, ...options } as const;
  for await (const piece of textReport(result, whole)) output += piece;
  return output;
}

const file = 'prod/shared/mnt/jobmgdb/nqs/daemon.conf';
const saveStat = { en: 'save it as .facts/stat', ja: '.facts/stat に保存してください' };
const statOf = (...nodes: readonly string[]) => ({
  missing: ['stat'],
  supply: saveStat,
  gaps: nodes.map((node) => ({ node, need: 'stat', how: saveStat })),
});
const stat = statOf('jcmanager02');
const prod = cluster({
  findings: [
    finding({
      location: {
        ...place(file, 'NATS_URL=nats://<|192.168.1.11|>:23141', 2),
        firstLine: 1,
        excerpt: ['ipaddress=192.168.1.100', 'NATS_URL=nats://192.168.1.11:23141'],
      },
      related: [
        {
          message: { en: 'ipaddress set here', ja: 'ipaddress の設定' },
          location: place(file, 'ipaddress=<|192.168.1.100|>'),
        },
      ],
    }),
    finding({
      rule: 'jobcenter/full-width-character',
      severity: 'warning',
      evidence: 'inferred',
      reference: null,
      message: { en: 'full-width "＝"', ja: '全角の "＝" があります' },
      help: both(''),
      location: place('prod/rc/daemon.conf', 'ｌｏｃａｌ_daemon<|＝|>SITE # 待機系も同じ値', 3),
    }),
  ],
  notChecked: ['db-mode', 'spool-mode', 'db-mode'].map((rule) => notChecked(rule, 'jcmanager02', stat)),
});

describe('the report of one cluster', () => {
  test('in English', async () => {
    expect(await printed(run([prod]))).toBe(`jcmg-prod (prod/cjclint.yaml)

${file}:2:17: error: NATS_URL points at "192.168.1.11", but this site listens on its VIP "192.168.1.100"
    1 | ipaddress=192.168.1.100
    2 | NATS_URL=nats://192.168.1.11:23141
      |                 ^~~~~~~~~~~~
  see: ipaddress set here: ${file}:1:11
  fix: NATS_URL=nats://192.168.1.100:23141
  [jobcenter/nats-url-matches-ipaddress] guide 2.3.3.1.3

prod/rc/daemon.conf:3:13: warning: full-width "＝"
    3 | ｌｏｃａｌ_daemon＝SITE # 待機系も同じ値
      |                  ^~
  [jobcenter/full-width-character] (inferred)

6 rules: 2 failed, 2 not checked, 1 passed, 1 not applicable
  not checked: no stat on jcmanager02 (2 rules: db-mode, spool-mode): save it as .facts/stat
verdict: NO-GO (1 error, 1 warning, 0 infos)

1 cluster, 2 nodes, 12 files: 1 error, 1 warning, 0 infos
`);
  });

  test('in Japanese', async () => {
    expect(await printed(run([prod]), { language: 'ja' })).toBe(`jcmg-prod (prod/cjclint.yaml)

${file}:2:17: エラー: NATS_URL が "192.168.1.11" を指していますが、このサイトは VIP "192.168.1.100" で待ち受けます
    1 | ipaddress=192.168.1.100
    2 | NATS_URL=nats://192.168.1.11:23141
      |                 ^~~~~~~~~~~~
  関連: ipaddress の設定: ${file}:1:11
  対処: NATS_URL=nats://192.168.1.100:23141
  [jobcenter/nats-url-matches-ipaddress] 手引き 2.3.3.1.3

prod/rc/daemon.conf:3:13: 警告: 全角の "＝" があります
    3 | ｌｏｃａｌ_daemon＝SITE # 待機系も同じ値
      |                  ^~
  [jobcenter/full-width-character] （推定）

ルール 6 件: 不合格 2、未確認 2、合格 1、対象外 1
  未確認: jcmanager02 の stat がありません（ルール 2 件: db-mode、spool-mode）: .facts/stat に保存してください
判定: NO-GO（エラー 1 件、警告 1 件、情報 0 件）

クラスタ 1 件、ノード 2 件、ファイル 12 件: エラー 1 件、警告 1 件、情報 0 件
`);
  });

  test('what several nodes lack is told once, with all of them', async () => {
    const twice = cluster({
      notChecked: [
        notChecked('db-mode', 'jcmanager01', statOf('jcmanager01')),
        notChecked('spool-mode', null, statOf('jcmanager01', 'jcmanager02')),
      ],
    });
    expect(
      (await printed(run([twice]))).split('\n').filter((line) => line.includes('not checked: ')),
    ).toEqual([
      '  not checked: no stat on jcmanager01, jcmanager02 (2 rules: db-mode, spool-mode): save it as .facts/stat',
    ]);
  });

  test.each([
    [
      'manifest:agents[].spool',
      'no agents[].spool in the manifest',
      'マニフェストの agents[].spool がありません',
    ],
    ['node-tree', 'no node tree', 'ノードツリーがありません'],
    ['net', 'no result of a connection', '接続の結果がありません'],
    ['stat', 'no stat', 'stat がありません'],
  ])('what is missing is said in words: %s', async (need, en, ja) => {
    const gaps = [{ node: null, need, how: both('see to it') }];
    const open = cluster({
      notChecked: [notChecked('db-mode', null, { missing: [need], supply: both('see to it'), gaps })],
    });
    expect(await printed(run([open]))).toContain(`not checked: ${en} (1 rule: `);
    expect(await printed(run([open]), { language: 'ja' })).toContain(`未確認: ${ja}（ルール 1 件: `);
  });

  test('a clean cluster that was not checked whole is "as far as checked", a whole one just GO', async () => {
    const part = cluster({ notChecked: [notChecked('db-mode', null, stat)] });
    expect(await printed(run([part]))).toContain(
      'verdict: GO (0 errors, 0 warnings, 0 infos; as far as checked)\n',
    );
    expect(await printed(run([cluster()]))).toContain('verdict: GO (0 errors, 0 warnings, 0 infos)\n');
  });

  test('suppressed findings are counted, never silent', async () => {
    const quietened = cluster({ suppressed: [{ finding: finding(), reason: 'x', expires: null }] });
    expect(await printed(run([quietened]))).toContain('; 1 finding suppressed\n');
    expect(await printed(run([quietened]), { language: 'ja' })).toContain('（抑止した指摘 1 件）\n');
  });

  test('a finding without a place names its cluster; many other places are counted', async () => {
    const related = Array.from({ length: 20 }, () => ({
      message: both('here'),
      location: place('a', '<|x|>'),
    }));
    const output = await printed(run([cluster({ findings: [finding({ location: null, related })] })]));
    expect(output).toContain('\njcmg-prod: error: NATS_URL');
    expect(output.match(/see: here/g)).toHaveLength(8);
    expect(output).toContain('  see: and 12 more places\n');
  });
});

describe('the report of several clusters', () => {
  test('is grouped by cluster and ends in the worst verdict and the counts of all', async () => {
    const output = await printed(
      run([cluster({ name: 'a' }), prod, cluster({ name: null, manifest: null, nodes: [] })]),
    );
    expect(output.match(/^(\S+|files of no cluster)( \(.*\))?\n(?=\n|\d+ rules)/gm)).toHaveLength(3);
    expect(output).toMatch(
      /\n\n6 rules: .*\nverdict: NO-GO \(1 error, 1 warning, 0 infos\)\n2 clusters, 4 nodes, 36 files: 1 error, 1 warning, 0 infos\n$/,
    );
  });
});

test.each([40, 60, 80, 120])(
  'at %i columns the frames of Japanese lines fit and point right',
  async (width) => {
    const text =
      '# 運用系のサーバで使う設定ですので変更しないでください ｌｏｃａｌ_daemon<|＝|>SITE # 待機系も同じ値にすること';
    const output = await printed(run([cluster({ findings: [finding({ location: place('a', text) })] })]), {
      width,
    });
    const frame = output
      .split('\n')
      .filter((line) => /^ {4}1? \|/.test(line) || /^ {6}\|/.test(line) || /^ {4}1 /.test(line));
    expect(frame).toHaveLength(2);
    expect(underCaret(frame).text).toBe('＝');
    for (const line of frame) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  },
);

describe('quiet', () => {
  test('is one line a finding, errors and warnings only', async () => {
    const info = finding({ severity: 'info' });
    expect(await printed(run([cluster({ findings: [...prod.findings, info] })]), { quiet: 'warning' })).toBe(
      `${file}:2:17: error: NATS_URL points at "192.168.1.11", but this site listens on its VIP "192.168.1.100" [jobcenter/nats-url-matches-ipaddress]
prod/rc/daemon.conf:3:13: warning: full-width "＝" [jobcenter/full-width-character]
`,
    );
  });

  test('says nothing of a good cluster, but one line of one that nobody can tell', async () => {
    expect(await printed(run([cluster()]), { quiet: 'warning' })).toBe('');
    const open = cluster({ verdict: 'cannot-tell', notChecked: [notChecked('db-mode', null, stat)] });
    expect(await printed(run([open]), { quiet: 'warning' })).toBe(
      'jcmg-prod: CANNOT TELL (1 rule not checked)\n',
    );
  });
});

describe('the terminal', () => {
  const nasty = run([
    cluster({
      name: 'c\u001b[2J',
      findings: [
        finding({
          message: both('m\u001b]0;x\u0007'),
          help: both('h\u009b'),
          location: place('f\u001b\n', 'k\u202e=<|v\u001b[31m|>'),
          related: [{ message: both('r\u2028'), location: place('g\u0000', '<|x|>') }],
        }),
      ],
      notChecked: [
        notChecked('db-mode', 'n\u001b', {
          missing: ['m\u001b'],
          supply: both('s\u001b'),
          gaps: [{ node: 'n\u001b', need: 'm\u001b', how: both('s\u001b') }],
        }),
      ],
    }),
  ]);

  test('never gets a control character of a file', async () => {
    for (const quiet of ['info', null] as const) {
      expect(await printed(nasty, { quiet })).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]/);
    }
  });

  test('gets colours only when asked for, and they change no text', async () => {
    const colour = await printed(run([prod]), { palette: coloured() });
    expect(colour).toContain('\u001b[31m');
    expect(colour.replace(/\u001b\[\d+m/g, '')).toBe(await printed(run([prod])));
  });
});
