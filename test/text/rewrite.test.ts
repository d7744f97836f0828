import { describe, expect, it } from 'vitest';
import { decode } from '../../src/text/decode.js';
import { rewrite } from '../../src/text/rewrite.js';
import { encode } from '../generate/tree.js';

const line = '# 表示ソフト：運用担当は山田\r\nipaddress=192.168.1.10\r\n';
const changed = (text: string) => text.replace('192.168.1.10', '10.20.30.40');

describe('changing the text of a file', () => {
  it.each(['utf-8', 'shift_jis', 'euc-jp'] as const)('keeps every other byte of a %s file', (charset) => {
    const after = rewrite(encode(line, charset), changed);
    expect(Buffer.from(after)).toEqual(Buffer.from(encode(changed(line), charset)));
  });

  it.each(['shift_jis', 'euc-jp'] as const)(
    'writes full-width signs that the %s file did not have',
    (charset) => {
      const wide = '１０．２０：ａｂｃＸＹＺ－＿！９';
      const after = rewrite(encode(line, charset), (text) => text.replace('192.168.1.10', wide));
      expect(Buffer.from(after)).toEqual(Buffer.from(encode(line.replace('192.168.1.10', wide), charset)));
    },
  );

  it('keeps a byte order mark, and UTF-16', () => {
    const marked = Buffer.from(`\ufeff${line}`, 'utf8');
    expect(Buffer.from(rewrite(marked, changed))).toEqual(Buffer.from(`\ufeff${changed(line)}`, 'utf8'));
    const wide = Buffer.from(`\ufeff${line}`, 'utf16le');
    expect(Buffer.from(rewrite(wide, changed))).toEqual(Buffer.from(`\ufeff${changed(line)}`, 'utf16le'));
    const big = Buffer.from(`\ufeff${line}`, 'utf16le').swap16();
    expect(decode(rewrite(big, changed))).toMatchObject({ encoding: 'utf-16be', text: changed(line) });
  });

  it('changes what is ASCII in a file whose other bytes no encoding explains', () => {
    const broken = Buffer.concat([
      Buffer.from('ipaddress=192.168.1.10 # '),
      Buffer.from([0xff, 0xfe, 0xff, 0x0a]),
    ]);
    const after = Buffer.from(rewrite(broken, changed));
    expect(after.subarray(0, 21).toString()).toBe('ipaddress=10.20.30.40');
    expect([...after.subarray(-4)]).toEqual([0xff, 0xfe, 0xff, 0x0a]);
  });

  it.each(['shift_jis', 'euc-jp', 'utf-8'] as const)(
    'changes the other lines of a broken %s file as they are meant, and leaves it as broken',
    (charset) => {
      const bytes = Buffer.concat([encode(line.repeat(3), charset), Buffer.from([0xff, 0xfe, 0x80, 0x0a])]);
      const before = decode(bytes);
      const after = decode(
        rewrite(bytes, (text, broken) => {
          expect(broken).toBe(true);
          return text.replaceAll('山田', '〓〓');
        }),
      );
      expect(after).toMatchObject({ encoding: 'binary' in before ? '' : before.encoding });
      expect('binary' in after ? [] : after.undecodable).toHaveLength(
        'binary' in before ? -1 : before.undecodable.length,
      );
      expect(JSON.stringify(after)).not.toContain('山田');
      expect(JSON.stringify(after)).toContain('表示ソフト');
    },
  );

  it('leaves what is no text alone', () => {
    const bytes = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]);
    expect(rewrite(bytes, () => 'text')).toBe(bytes);
  });
});
