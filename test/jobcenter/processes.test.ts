import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSiteProcess, processName, withDescendants } from '../../src/jobcenter/processes.js';
import type { Process } from '../../src/source/facts/types.js';
import { SourceFile } from '../../src/text/source-file.js';

const at = { file: SourceFile.withoutText('ps'), range: null };
const process = (args: string, pid = 1, ppid = 0): Process => ({ pid, ppid, user: 'root', args, at });

describe('the name of a process', () => {
  it.each([
    ['linux', '/usr/lib/nqs/jnwengine -d', 'jnwengine'],
    ['linux', 'jnwcaster', 'jnwcaster'],
    ['linux', '/bin/sh /usr/lib/nqs/jcexecutor/nats_start -x', 'nats_start'],
    ['linux', '/usr/bin/flush /etc/passwd', 'flush'],
    ['windows', 'C:\\JobCenter\\SV\\bin\\JnwEngine.exe /s', 'jnwengine'],
    ['windows', '"C:\\Program Files\\JobCenter\\SV\\bin\\cjcpw.exe" jcmg Y:\\Jobdb', 'cjcpw'],
    ['windows', 'comagent', 'comagent'],
  ] as const)('%s: %s', (platform, args, name) => {
    expect(processName(process(args), platform)).toBe(name);
  });

  it('is found in any text, and in a long one without delay', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('linux', 'windows'), (args, platform) => {
        expect(processName(process(args), platform)).not.toMatch(/\s/);
      }),
    );
    expect(processName(process('x'.repeat(1_000_000)), 'windows')).toHaveLength(1_000_000);
  });
});

describe('a JobCenter name as fuser shows it', () => {
  it('may be cut at fifteen letters', () => {
    expect(isSiteProcess('jcexecutor_mana')).toBe(true);
    expect(isSiteProcess('jcexecutor_man')).toBe(false);
    expect(isSiteProcess('jnwengine')).toBe(true);
    expect(isSiteProcess('nqsbg')).toBe(false);
  });
});

describe('the processes that others started', () => {
  it('are found over several generations, also where parents run in a circle', () => {
    const all = [
      process('', 10, 1),
      process('', 11, 10),
      process('', 12, 11),
      process('', 20, 21),
      process('', 21, 20),
    ];
    expect([...withDescendants(all, [10])].sort()).toEqual([10, 11, 12]);
    expect([...withDescendants(all, [20])].sort()).toEqual([20, 21]);
    expect([...withDescendants(all, [])]).toEqual([]);
  });
});
