import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../scripts/bundle.mjs';
import {
  bundledPackages,
  directPackages,
  noticesPage,
  provenanceTable,
  withProvenance,
} from '../../scripts/docs/third-party.js';
import { cjclint } from '../cli/run-program.js';
import { emptyFolder, root } from './bundle.js';

const page = readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
const architecture = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8');

describe('what is in the program', () => {
  let files: readonly string[] = [];
  beforeAll(async () => {
    ({ files } = await bundle());
  });

  test('is named with its version, and with the licence that goes along', () => {
    const folders = new Set(
      files.flatMap((file) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
    );
    expect(folders.size).toBeGreaterThan(10);
    for (const folder of folders) {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      expect(page).toContain(`\n- ${name} ${version} (${license}), <https://`);
      expect(architecture).toContain(`\n| ${name} | ${version} | ${license} | `);
    }
    for (const [, notice = ''] of page.matchAll(/^```text\n(.*?)\n```$/gms))
      expect(notice).toMatch(/Copyright|\(c\)|Apache License/i);
  });

  test('is what the pages say: run npm run docs when it has changed', () => {
    const bundled = bundledPackages(root, files);
    expect(page).toBe(noticesPage(bundled));
    const table = provenanceTable(directPackages(root), bundled);
    expect(architecture).toBe(withProvenance(architecture, table));
  });

  test('every package that package.json asks for has its line in the table of reasons and in that of sources', () => {
    const [, reasons = ''] = architecture.split('\n## Dependencies\n');
    for (const { name } of directPackages(root)) {
      expect(architecture).toContain(`\n| ${name} | `);
      const said = name.startsWith('@types/') ? '@types/' : name.replace('@biomejs/', '');
      expect(reasons.split('<!--')[0]).toContain(said);
    }
  });

  test('may be passed on under licences that ask for no more than a notice', () => {
    for (const { name, license } of bundledPackages(root, files))
      expect(['MIT', 'ISC', 'Apache-2.0', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause'], name).toContain(license);
  });
});

test('licenses prints the notices', async () => {
  expect(await cjclint(['licenses'])).toEqual({ code: 0, out: page, err: '' });
});

describe('a package', () => {
  const packageWith = (metadata: object, files: Readonly<Record<string, string>> = {}) => {
    const folder = emptyFolder();
    const inside = join(folder, 'node_modules/thing');
    mkdirSync(inside, { recursive: true });
    const all = {
      'package.json': JSON.stringify({ name: 'thing', version: '1.0.0', ...metadata }),
      ...files,
    };
    for (const [name, text] of Object.entries(all)) writeFileSync(join(inside, name), text);
    return () => bundledPackages(folder, ['node_modules/thing/index.js']);
  };

  test('that does not say how it is licensed or where it comes from is refused', () => {
    expect(packageWith({ repository: 'a/b' })).toThrow('thing names no licence');
    expect(packageWith({ license: 'MIT' }, { LICENSE: 'x' })).toThrow('thing names no repository');
    expect(packageWith({ license: 'GPL-3.0', repository: 'a/b' }, { 'index.js': '' })).toThrow(
      'thing has no licence file',
    );
  });

  test('brings its licence and its notice, and what its file says of itself where it has neither', () => {
    const both = packageWith(
      { license: 'Apache-2.0', repository: { url: 'git+https://example.jp/a.git' } },
      { LICENSE: 'may be used\r\n', NOTICE: '\nmade by us' },
    );
    expect(both()).toMatchObject([
      { name: 'thing', repository: 'https://example.jp/a', notice: 'may be used\n\nmade by us' },
    ]);
    const none = packageWith(
      { license: 'MIT', repository: 'a/b' },
      { 'index.js': '/*!\n * Based on x (c) Somebody\n */\nx()' },
    );
    expect(none()[0]?.notice).toMatch(/^Based on x \(c\) Somebody\n\nPermission is hereby granted/);
  });
});
