import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { check } from '../../src/engine/run.js';
import { looseTarget } from '../../src/jobcenter/loose.js';
import { NetworkRegister } from '../../src/jobcenter/network.js';
import { knownFiles } from '../../src/jobcenter/tree-scan.js';
import type { Layer } from '../../src/source/layer.js';

const layerOf = (bytes: Uint8Array): Layer => ({
  entry: () => ({ kind: 'file' }),
  hidden: () => false,
  names: () => [],
  read: () => ({ state: 'read', bytes }),
  display: (path) => path.slice(1),
  place: () => ({ state: 'read-only', why: 'no-file' }),
  problems: [],
});

const options = { pack: 'jobcenter', allRules: [], inlineConfig: true, blocking: () => false };

/** Pieces that the grammars and rules look for, so that their mixtures are reached. */
const piece = fc.constantFrom(
  ...['ipaddress', 'NATS_URL', 'local_daemon', 'BOOT_TIMEOUT', 'SITE', 'on', '192.168.1.1', 'nats://h:1'],
  ...['=', ' = ', '＝', '　', '．', '１', '#', ' # x', '＃', ';', ':', '\t', '\r', '\n', '\r\n', '\n\n'],
  ...['request', 'onStartup', '  ', '{', '[', '"', '&a ', '*a', '- ', '\u0000', '\ufeff', '\u202e', '🙂'],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 200 }),
);
const place = fc.tuple(
  fc.constantFrom('', 'usr/lib/nqs/rc/', 'nqs/', 'C/JobCenter/SV/etc/'),
  fc.constantFrom(...knownFiles),
);

test('whatever a single file holds, no rule throws and every finding stands in the file', () => {
  let seen = 0;
  fc.assert(
    fc.property(text, place, (bytes, [folder, name]) => {
      const path = `/${folder}${name}`;
      const target = looseTarget([{ layer: layerOf(bytes), path }], [], new NetworkRegister());
      const { internalErrors, result } = check(rules, target, options);
      expect(internalErrors).toEqual([]);
      seen += result.findings.length;
      for (const { location } of result.findings) {
        expect(location?.file).toBe(path.slice(1));
        expect(location?.line).toBeGreaterThan(0);
        expect(location?.column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
  expect(seen).toBeGreaterThan(0);
});
