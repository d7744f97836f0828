import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { common, encoded, encodings, FixRepository, resolvDef, siteFile } from './fix-repository.js';

/** 表 and ソ end in a backslash's byte in Shift_JIS; half-width katakana are single bytes there. */
const COMMENT = '# 運用系の表示ソフト、ｶﾅ\n';

interface FixCase {
  readonly rule: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly args?: readonly string[];
}

/** Texts with LF; each is tried with CRLF as well. */
const cases: readonly FixCase[] = [
  {
    rule: 'space-around-equals',
    file: siteFile,
    before: `${COMMENT}ipaddress \t=  192.168.1.100\n${COMMENT}NATS_URL= nats://192.168.1.100:23141 # ソ\n`,
    after: `${COMMENT}ipaddress=192.168.1.100\n${COMMENT}NATS_URL=nats://192.168.1.100:23141 # ソ\n`,
  },
  {
    rule: 'parameter-case',
    file: common,
    before: `${COMMENT}Local_Daemon=site # 表\n${COMMENT}`,
    after: `${COMMENT}local_daemon=SITE # 表\n${COMMENT}`,
  },
  {
    rule: 'full-width-character',
    file: siteFile,
    before: `${COMMENT}　ipaddress　＝　１９２．１６８．1.100　# ソ　表\n${COMMENT}ＮＡＴＳ_URL=nats：//192.168.1.100:23141　\n`,
    after: `${COMMENT}ipaddress=192.168.1.100 # ソ　表\n${COMMENT}NATS_URL=nats://192.168.1.100:23141\n`,
  },
  {
    rule: 'full-width-character',
    file: resolvDef,
    before: `${COMMENT}192.168.1．100  jcmg.example.jp  ｊｃｍｇ # 表\n`,
    after: `${COMMENT}192.168.1.100  jcmg.example.jp  jcmg # 表\n`,
  },
  {
    rule: 'nats-url-required',
    file: siteFile,
    before: `${COMMENT}ipaddress=192.168.1.100\n${COMMENT}`,
    after: `${COMMENT}ipaddress=192.168.1.100\n${COMMENT}NATS_URL=nats://192.168.1.100:23141\n`,
  },
  {
    rule: 'nats-url-required',
    file: siteFile,
    before: `${COMMENT}ipaddress=192.168.1.100\n# 表`,
    after: `${COMMENT}ipaddress=192.168.1.100\n# 表\nNATS_URL=nats://192.168.1.100:23141\n`,
  },
  {
    rule: 'local-daemon-mode',
    file: common,
    before: `${COMMENT}# ソ\n`,
    after: `${COMMENT}# ソ\nlocal_daemon=OFF\n`,
    args: ['--fix-choice', 'local-daemon-mode=off'],
  },
  {
    rule: 'local-daemon-mode',
    file: common,
    before: `${COMMENT}local_daemon=ON # 表\n`,
    after: `${COMMENT}local_daemon=SITE # 表\n`,
    args: ['--fix-choice', 'jobcenter/local-daemon-mode=SITE'],
  },
  {
    rule: 'resolv-def-entry',
    file: resolvDef,
    before: `${COMMENT}192.168.1.100\tjcmg.example.jp # 表\n`,
    after: `${COMMENT}192.168.1.100\tjcmg.example.jp\tjcmg # 表\n`,
  },
  {
    rule: 'resolv-def-entry',
    file: resolvDef,
    before: `${COMMENT}192.168.1.100  jcmg\n`,
    after: `${COMMENT}192.168.1.100  jcmg.example.jp  jcmg\n`,
  },
  {
    rule: 'resolv-def-entry',
    file: resolvDef,
    before: COMMENT,
    after: `${COMMENT}192.168.1.100  jcmg.example.jp  jcmg\n`,
  },
];

let repository: FixRepository;
beforeEach(() => {
  repository = new FixRepository();
});
afterEach(() => {
  rmSync(repository.cwd, { recursive: true, force: true });
});

/** Fixes one rule; then nothing is left to say of it, and a second run leaves every byte where it is. */
async function fixedOnce(rule: string, args: readonly string[] = []): Promise<void> {
  const fixed = await repository.lint(['--fix', '--rule', rule, ...args]);
  expect(fixed).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^cjclint: note: \d+ finding\(s\) fixed\n$/),
  });
  expect(await repository.lint(['--rule', rule])).toMatchObject({ code: 0, err: '' });
  const before = repository.everything();
  const again = await repository.lint(['--fix', '--rule', rule, ...args]);
  expect(again).toMatchObject({ code: 0, err: 'cjclint: note: nothing to fix\n' });
  expect(repository.everything()).toEqual(before);
}

describe.each(encodings)('--fix in a %s file', (name) => {
  describe.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('with %s', (_, lineEnd) => {
    const bytes = (text: string) => encoded(text.replaceAll('\n', lineEnd), name);

    test.each(cases)(
      'mends what $rule says of "$before", and no other byte',
      async ({ rule, file, before, after, args }) => {
        repository.write(file, bytes(before));
        const others = repository.everything();
        others.delete(repository.path(file));
        await fixedOnce(rule, args);
        expect(repository.bytes(file)).toEqual(bytes(after));
        const now = repository.everything();
        now.delete(repository.path(file));
        expect(now).toEqual(others);
      },
    );

    test('takes the CRs of a Linux file away, and nothing else', async () => {
      const text = `${COMMENT}local_daemon=SITE # ソ\n`;
      repository.write(common, bytes(text));
      if (lineEnd === '\r\n') await fixedOnce('line-endings');
      else await repository.lint(['--fix', '--rule', 'line-endings']);
      expect(repository.bytes(common)).toEqual(encoded(text, name));
    });

    test('takes a byte order mark away, and nothing else', async () => {
      const text = `${COMMENT}local_daemon=SITE # ソ\n`;
      repository.write(common, bytes(text));
      if (name === 'UTF-8 with BOM') await fixedOnce('text-encoding');
      else await repository.lint(['--fix', '--rule', 'text-encoding']);
      const without = name === 'UTF-8 with BOM' ? 'UTF-8' : name;
      expect(repository.bytes(common)).toEqual(encoded(text.replaceAll('\n', lineEnd), without));
    });

    test('mends everything at once, faults that lie on each other included', async () => {
      repository.write(siteFile, bytes(`${COMMENT}IPADDRESS　＝ 192.168.1．100 \n`));
      const { code, err } = await repository.lint(['--fix', siteFile]);
      expect(repository.bytes(siteFile)).toEqual(
        encoded(
          `${COMMENT}ipaddress=192.168.1.100 \nNATS_URL=nats://192.168.1.100:23141\n`,
          name === 'UTF-8 with BOM' ? 'UTF-8' : name,
        ),
      );
      expect(err).toMatch(/finding\(s\) fixed\n$/);
      expect(code).toBe(0);
      expect((await repository.lint(['--fix', siteFile])).err).not.toContain('fixed');
    });
  });
});

test('in any file --fix touches the faulty lines only, in every encoding', { timeout: 60_000 }, async () => {
  const clean = fc.oneof(
    fc.constantFrom('# 表示ソフトｶﾅ', '', 'key=値', '# key = 値', '#　全角の空白', 'x=1 # ＝'),
    fc.stringMatching(/^# [ -~]{0,20}$/),
  );
  const faulty = fc.constantFrom(
    ['a = 1', 'a=1'],
    ['b =表', 'b=表'],
    ['ｃ＝１ # 表', 'c=1 # 表'],
    ['d=\t２　# ＝', 'd=2 # ＝'],
    ['Maintenance=on', 'maintenance=ON'],
  );
  const line = fc.record({
    pair: fc.oneof(
      clean.map((text): readonly string[] => [text, text]),
      faulty,
    ),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  });
  const lines = fc.uniqueArray(line, { maxLength: 12, selector: ({ pair }) => pair[1]?.split('=')[0] ?? '' });
  const file = 'alone/daemon.conf';
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...encodings), lines, async (name, all) => {
      const head = '# 運用系と待機系で共有する設定です\n';
      const joined = (at: 0 | 1) =>
        encoded(head + all.map(({ pair, lineEnd }) => `${pair[at]}${lineEnd}`).join(''), name);
      repository.write(file, joined(0));
      await repository.lint([
        '--fix',
        'alone',
        '--rule',
        'space-*',
        '--rule',
        'full-*',
        '--rule',
        'parameter-case',
      ]);
      expect(repository.bytes(file).toString('latin1')).toBe(joined(1).toString('latin1'));
    }),
    { numRuns: 60 },
  );
});
