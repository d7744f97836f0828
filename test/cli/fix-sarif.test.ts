import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sarifProblems } from '../report/sarif-schema.js';
import { common, FixRepository, siteFile } from './fix-repository.js';

let repository: FixRepository;
beforeEach(() => {
  repository = new FixRepository();
});
afterEach(() => {
  rmSync(repository.cwd, { recursive: true, force: true });
});

interface Result {
  readonly ruleId: string;
  readonly fixes?: readonly {
    readonly description?: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly artifactLocation: { readonly uri: string };
      readonly replacements: readonly {
        readonly deletedRegion: Readonly<
          Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>
        >;
        readonly insertedContent?: { readonly text: string };
      }[];
    }[];
  }[];
}

async function resultsOf(): Promise<Map<string, Result>> {
  const { out } = await repository.lint(['--format', 'sarif']);
  const log = JSON.parse(out);
  expect(sarifProblems(log)).toEqual([]);
  const results: readonly Result[] = log.runs[0].results;
  return new Map(results.map((result) => [result.ruleId, result]));
}

test('SARIF holds what --fix would write, as replacements', async () => {
  repository.write(siteFile, '# 表\nipaddress =  192.168.1.100\n');
  const results = await resultsOf();
  const { fixes: [blanks] = [] } = results.get('jobcenter/space-around-equals') ?? {};
  const on = (line: number, from: number, to: number) => ({
    startLine: line,
    startColumn: from,
    endLine: line,
    endColumn: to,
  });
  expect(blanks).toEqual({
    artifactChanges: [
      {
        artifactLocation: { uri: siteFile, uriBaseId: '%SRCROOT%' },
        replacements: [{ deletedRegion: on(2, 10, 11) }, { deletedRegion: on(2, 12, 14) }],
      },
    ],
  });
  const { fixes: [added] = [] } = results.get('jobcenter/nats-url-required') ?? {};
  expect(added?.artifactChanges[0]?.replacements).toEqual([
    { deletedRegion: on(3, 1, 1), insertedContent: { text: 'NATS_URL=nats://192.168.1.100:23141\n' } },
  ]);
});

test('SARIF holds every answer where somebody has to choose', async () => {
  repository.write(common, '# common\n');
  const { fixes = [] } = (await resultsOf()).get('jobcenter/local-daemon-mode') ?? {};
  expect(fixes.map(({ description }) => description?.text)).toEqual(['SITE', 'OFF']);
});

test('SARIF holds no fix for a file of an archive', async () => {
  repository.write(siteFile, 'ipaddress = 192.168.1.100\n');
  execFileSync('tar', ['-C', repository.path('shared'), '-cf', repository.path('shared.tar'), '.']);
  rmSync(repository.path('shared'), { recursive: true });
  const result = (await resultsOf()).get('jobcenter/space-around-equals');
  expect(result).toBeDefined();
  expect(result?.fixes).toBeUndefined();
});
