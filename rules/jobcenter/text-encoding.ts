import type { Edit } from '../../src/engine/fix.js';
import { inferred, type Subject } from '../../src/engine/rule.js';
import { type Declared, eachDeclaredFile } from '../../src/jobcenter/declared-files.js';
import type { Cluster } from '../../src/jobcenter/model.js';
import { rule } from '../../src/jobcenter/rule.js';
import type { Encoding, SourceFile, UndecodableBytes } from '../../src/text/source-file.js';

const names: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  shift_jis: 'Shift_JIS',
  'euc-jp': 'EUC-JP',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};
const MOST_BYTES_SHOWN = 8;

export const textEncoding = rule({
  name: 'text-encoding',
  severity: 'error',
  evidence: inferred(),
  phases: ['start'],
  title: {
    en: 'a config file holds bytes that no supported encoding explains, or a mark that JobCenter may not know',
    ja: '設定ファイルの文字コードが正しくない',
  },
  why: {
    en: 'Broken bytes tell of a damaged transfer or of two encodings in one file; the text around them cannot be trusted. UTF-16 is unreadable, and a byte order mark becomes part of the first key, for a program that expects neither.',
    ja: '壊れたバイト列は、転送時の破損や文字コードの混在を示し、前後の内容も信頼できません。UTF-16 を想定しないプログラムはファイルを読めず、BOM は先頭のキーの一部として扱われます。',
  },
  fix: {
    en: 'save the file anew as Shift_JIS, EUC-JP or UTF-8 without byte order mark',
    ja: 'ファイルを Shift_JIS、EUC-JP、または BOM なしの UTF-8 で保存し直してください',
  },
  bad: 'a file of which line 3 holds the bytes E3 83, the first two of three of a UTF-8 character',
  good: 'a file in one encoding, without byte order mark',
  messages: {
    undecodable: {
      en: (line: number, bytes: string, encoding: string) =>
        `line ${line} holds bytes that are no ${encoding}: ${bytes}`,
      ja: (line: number, bytes: string, encoding: string) =>
        `${line} 行目に ${encoding} として読めないバイトがあります: ${bytes}`,
    },
    utf16: {
      en: () => 'the file is UTF-16; a program that reads it as bytes finds a NUL between the letters',
      ja: () => 'ファイルが UTF-16 です。バイト単位で読むプログラムには、文字の間に NUL があるように見えます',
    },
    bom: {
      en: () =>
        'the file begins with a byte order mark (EF BB BF), which may be taken for a part of its first line',
      ja: () => 'ファイルの先頭に BOM (EF BB BF) があり、最初の行の一部とみなされるおそれがあります',
    },
  },
  subjects: (cluster): Subject<Declared<{ file: SourceFile }>>[] => [
    ...(cluster.manifest === null ? [] : [{ it: { found: { file: cluster.manifest } } }]),
    ...eachDeclaredFile(cluster),
  ],
  check(it, { cluster, report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file } = it.found;
    for (const [line, places] of byLine(file)) {
      const bytes = places.flatMap((place) => place.bytes);
      report('undecodable', {
        at: { file, range: places[0].range },
        args: [line, hexadecimal(bytes), names[file.encoding]],
      });
    }
    // Only cjclint reads the manifest, and it reads these.
    if (readByNodes(cluster, file)) {
      const at = { file, range: null };
      if (names[file.encoding] === 'UTF-16') report('utf16', { at, args: [], severity: 'warning' });
      else if (file.bom) {
        // Without the mark, bytes that are no UTF-8 would have the file taken for another encoding.
        const isSure = file.undecodable.length === 0;
        const fix: readonly Edit[] | null = isSure ? [{ kind: 'byte-order-mark', file }] : null;
        report('bom', { at, args: [], severity: 'warning', fix });
      }
    }
  },
});

const readByNodes = (cluster: Cluster, file: SourceFile) => file !== cluster.manifest;

type Places = [UndecodableBytes, ...UndecodableBytes[]];

function byLine(file: SourceFile): Map<number, Places> {
  const lines = new Map<number, Places>();
  for (const place of file.undecodable) {
    const { line } = file.position(place.range.start);
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [place]);
    else known.push(place);
  }
  return lines;
}

/** `E3 83`; many bytes are cut. */
function hexadecimal(bytes: readonly number[]): string {
  const shown = bytes
    .slice(0, MOST_BYTES_SHOWN)
    .map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
  return shown.join(' ') + (bytes.length > MOST_BYTES_SHOWN ? ' …' : '');
}
