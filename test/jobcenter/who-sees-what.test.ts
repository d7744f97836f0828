import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runLint } from '../../src/cli/running/run-lint.js';
import { textUnder } from '../../src/engine/place.js';
import { root } from '../project/bundle.js';

const NAME = 'jcmgcluster.example.jp';
let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-sight-'));
  cpSync(join(root, 'fixtures/clusters/healthy'), cwd, { recursive: true });
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const edit = (file: string, find: string, put: string) => {
  const path = join(cwd, 'nodes', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(find);
  writeFileSync(path, text.replace(find, put));
};

/** The findings of a rule: the message, and `text under the place: what is said of it` of each other place. */
async function told(rule: string, language: 'en' | 'ja' = 'en') {
  const { findings } = await runLint(['.'], { cwd, select: (each) => each === `jobcenter/${rule}` });
  return findings.map(({ message, related }) => [
    message[language],
    ...related.map((each) => `${textUnder(each.location)}: ${each.message[language]}`),
  ]);
}

test('a name that leads elsewhere is told with what the other sources of the node say', async () => {
  edit('jcmanager02/.facts/lookup', `${NAME}\t192.168.1.100`, `${NAME}\t192.168.1.200`);
  expect(await told('vip-forward-lookup')).toEqual([
    [
      `jcmanager02 finds "${NAME}" at 192.168.1.200 instead of the VIP 192.168.1.100`,
      `192.168.1.100: VIP of ${NAME}`,
      '192.168.1.100: 192.168.1.100 on jcmanager02 (hosts)',
    ],
  ]);
});

test('a VIP that gives no name is told with what the other sources of the node say', async () => {
  edit('jcmanager01/.facts/lookup', `192.168.1.100\t${NAME} jcmgcluster`, '192.168.1.100\t');
  expect(await told('vip-reverse-lookup', 'ja')).toEqual([
    [
      `jcmanager01 では VIP 192.168.1.100 の名前が逆引きできません。"${NAME}" が返る必要があります`,
      `${NAME}: サイト名`,
      `${NAME}: jcmanager01（hosts）では ${NAME}`,
    ],
  ]);
});

test('nodes that disagree are told with the answer of every source of each', async () => {
  edit('jcmanager02/.facts/lookup', `${NAME}\t192.168.1.100`, `${NAME}\t192.168.1.200`);
  const [first] = await told('vip-lookup-consistent');
  expect(first).toEqual([
    `the nodes disagree on "${NAME}": 192.168.1.100: jcmanager01 | 192.168.1.200: jcmanager02`,
    '192.168.1.100: 192.168.1.100 on jcmanager02 (hosts)',
    '192.168.1.100: 192.168.1.100 on jcmanager01 (the look-up)',
    '192.168.1.100: 192.168.1.100 on jcmanager01 (hosts)',
  ]);
});
