import type { Edit } from '../../src/engine/fix.js';
import { inferred } from '../../src/engine/rule.js';
import { eachDeclaredFile } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';
import type { SourceFile } from '../../src/text/source-file.js';

export const lineEndings = rule({
  name: 'line-endings',
  severity: 'warning',
  evidence: inferred(),
  phases: ['start'],
  title: {
    en: 'a file of a Linux node has Windows line ends (CR)',
    ja: 'Linux ノードのファイルに Windows の改行（CR）がある',
  },
  why: {
    en: 'A program that ends lines at LF takes the CR before it for the last character of the value: SITE becomes SITE and a CR, which is no known value.',
    ja: 'LF を行末とするプログラムは、その前の CR を値の一部とみなします。たとえば SITE は末尾に CR の付いた別の値になります。',
  },
  fix: {
    en: 'convert the line ends to LF, for example with sed -i "s/\\r$//" <file>',
    ja: '改行を LF に変換してください（例: sed -i "s/\\r$//" <ファイル>）',
  },
  bad: 'local_daemon=SITE\\r\\n',
  good: 'local_daemon=SITE\\n',
  messages: {
    carriageReturn: {
      en: (lines: number, first: number) =>
        lines === 1
          ? `line ${first} has a CR; Linux ends lines with LF alone, and the CR may count as part of the value`
          : `${lines} lines have a CR, line ${first} first; Linux ends lines with LF alone, and the CR may count as part of the value`,
      ja: (lines: number, first: number) =>
        `${first} 行目${lines === 1 ? '' : `など ${lines} 行`}に CR があります。Linux の行末は LF だけで、CR は値の一部とみなされるおそれがあります`,
    },
  },
  subjects: eachDeclaredFile,
  check(it, { report, missing, notApplicable }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, platform } = it.found;
    // Of UTF-16 the line ends are the least trouble, which its own rule tells of.
    if (platform !== 'linux' || file.encoding.startsWith('utf-16')) return notApplicable();
    const first = file.text.indexOf('\r');
    if (first < 0) return;
    const lines = new Set<number>();
    for (let at = first; at >= 0; at = file.text.indexOf('\r', at + 1)) lines.add(file.position(at).line);
    report('carriageReturn', {
      at: { file, range: { start: first, end: first + 1 } },
      args: [lines.size, file.position(first).line],
      fix: fixOf(file),
    });
  },
});

/** A CR within a line may stand for a line's end, a blank or nothing: somebody has to look at it. */
function fixOf(file: SourceFile): readonly Edit[] | null {
  const isWithinLine = /\r[^\r\n]/.test(file.text);
  return isWithinLine ? null : [{ kind: 'carriage-returns', file }];
}
