import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cjclint } from './run-program.js';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-redacted-words-'));
  for (const state of ['before', 'after'])
    cpSync(resolve('fixtures/diagnosis/base/nodes'), join(cwd, state), {
      recursive: true,
      verbatimSymlinks: true,
    });
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('--redact', () => {
  test.each(['text', 'json', 'html'])(
    'hides in %s what stands in the newer of two states alone, though its node has the same name',
    async (format) => {
      const shown = 'SITE-NAME              DAEMON-PID DB-PATH(LINK)\n';
      writeFileSync(
        join(cwd, 'after/jcmanager02/.facts/cjcls'),
        `${shown}hidari.oku.test SHUT       /kakushi/okudb (/usr/spool/nqs/C0A80164)\n`,
      );
      const plain = await cjclint(['diff', 'before', 'after', '--format', format], { cwd });
      expect(plain.out).toMatch(/kakushi/);
      const { out, err } = await cjclint(['diff', 'before', 'after', '--format', format, '--redact'], {
        cwd,
      });
      expect(out + err).not.toMatch(/kakushi|okudb|hidari|oku\.test|jcmanager0/);
    },
  );

  test.each(['text', 'json', 'html'])(
    'hides in %s a domain and an address that stand in the symptom alone',
    async (format) => {
      const symptom = 'jcmanager02.hisoka.test (10.99.8.7, 0A630807) から切替後、サイトが起動しない';
      const args = ['diagnose', 'before', '--symptom', symptom, '--format', format, '--lang', 'ja'];
      const { out } = await cjclint([...args, '--redact'], { cwd });
      expect(out).toContain('サイトが起動しない');
      expect(out).not.toMatch(/hisoka|10\.99\.8\.7|0A630807|jcmanager0/);
    },
  );
});
