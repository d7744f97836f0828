import { describe, expect, it } from 'vitest';
import { listedSites } from '../../../src/jobcenter/facts/listed-sites.js';
import { textAt } from '../../../src/text/source-file.js';
import { readOutput, under } from '../../source/facts/output.js';

describe('cjcls', () => {
  it.each([
    [
      'the plain output',
      'jcmg.example.jp 1790       /mnt/jobmgdb (/usr/spool/nqs/C0A80164)',
      1790,
      '/mnt/jobmgdb',
    ],
    ['a stopped site', 'jcmg.example.jp\tSHUT\t/mnt/jobmgdb (/usr/spool/nqs/C0A80164)', null, '/mnt/jobmgdb'],
    [
      'no blank before the link',
      'jcmg.example.jp 1790 /mnt/jobmgdb(/usr/spool/nqs/C0A80164)',
      1790,
      '/mnt/jobmgdb',
    ],
    [
      'a path with blanks',
      'jcmg.example.jp  1790  /mnt/job db  (/usr/spool/nqs/C0A80164)',
      1790,
      '/mnt/job db',
    ],
    [
      'full-width blanks',
      'jcmg.example.jp　1790　/mnt/jobmgdb　(/usr/spool/nqs/C0A80164)',
      1790,
      '/mnt/jobmgdb',
    ],
    [
      'more columns',
      'jcmg.example.jp 100 1790 /mnt/jobmgdb (/usr/spool/nqs/C0A80164) running',
      1790,
      '/mnt/jobmgdb',
    ],
    [
      'a link broken off',
      'jcmg.example.jp 1790 /mnt/jobmgdb\r\n(/usr/spool/nqs/C0A80164)',
      1790,
      '/mnt/jobmgdb',
    ],
  ])('reads %s', (_, text, pid, database) => {
    const { value, rest } = readOutput(listedSites, text);
    expect(rest).toEqual([]);
    expect(value).toHaveLength(1);
    const [site] = value;
    expect(site?.name.value).toBe('jcmg.example.jp');
    expect(under(site?.name)).toBe('jcmg.example.jp');
    expect(site?.pid).toBe(pid);
    expect(site && textAt(site.pidAt)).toBe(pid === null ? 'SHUT' : String(pid));
    expect(site?.database.value).toBe(database);
    expect(under(site?.database)).toBe(database);
    expect(site?.link?.value).toBe('/usr/spool/nqs/C0A80164');
    expect(under(site?.link)).toBe('/usr/spool/nqs/C0A80164');
    expect(under(site)).toBe(text.split('\r\n')[0]);
  });

  it.each([
    ['jcmg  1790  X:\\jobmgdb', 'X:\\jobmgdb'],
    ['jcmg  SHUT  C:\\Program Files (x86)\\JobCenter', 'C:\\Program Files (x86)\\JobCenter'],
    ['jcmg  1790  \\\\nas\\share\\jobmgdb', '\\\\nas\\share\\jobmgdb'],
    ['jcmg  1790  X:\\jobmgdb (-)', 'X:\\jobmgdb'],
    ['jcmg  1790  X:\\jobmgdb ()', 'X:\\jobmgdb'],
    ['jcmg  1790  X:\\job db   another column', 'X:\\job db'],
  ])('reads a Windows site without link: %s', (line, database) => {
    const { value } = readOutput(listedSites, line);
    expect(value).toMatchObject([{ database: { value: database }, link: null }]);
    expect(value.map((site) => under(site.database))).toEqual([database]);
  });

  it('reads the local site, named in parentheses or not', () => {
    const { value } = readOutput(
      listedSites,
      '(local) SHUT /usr/spool/nqs\njcmanager01 (local) 1500 /usr/spool/nqs\n',
    );
    expect(value.map(({ name, pid }) => [name.value, pid])).toEqual([
      ['(local)', null],
      ['jcmanager01', 1500],
    ]);
  });

  it('passes over headers and rules in Japanese too', () => {
    const { value, rest } = readOutput(
      listedSites,
      'サイト名   デーモンPID  DBパス(リンク)\n------ ----- -----\n',
    );
    expect({ value, rest }).toEqual({ value: [], rest: [] });
  });

  it('gives back rows whose state or path cannot be told', () => {
    const lines = [
      'jcmg  starting  /mnt/jobmgdb',
      'jcmg  1790  jobmgdb',
      'サイトが見つかりません。',
      '(/usr/spool/nqs/C0A80164)',
    ];
    expect(readOutput(listedSites, lines.join('\n'))).toMatchObject({ value: [], rest: lines });
  });
});
