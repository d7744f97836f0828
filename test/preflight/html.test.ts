import { describe, expect, test } from 'vitest';
import { hasNamespaces, LiveNode, SITE } from './live-node.js';

describe.skipIf(!hasNamespaces())('the HTML page of a preflight', () => {
  test('has the verdict, the command to run and a drawing of the live node', () => {
    const { code, stderr, said } = new LiveNode().preflight({
      args: `${SITE} 100 /mnt/jobmgdb --format html -o "$OUT"`,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(said).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
    expect(said).toContain('<h3>Then run</h3>');
    expect(said).toContain(`<code>/usr/lib/nqs/cluster/cjcmksite ${SITE} 100 /mnt/jobmgdb</code>`);
    expect(said).toContain('<svg role="img"');
    expect(said).toContain('<tspan class="strong">jcmanager01</tspan>');
  });
});
