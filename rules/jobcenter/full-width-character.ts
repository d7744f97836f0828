import { replaceText } from '../../src/engine/fix.js';
import { inferred, type Subject } from '../../src/engine/rule.js';
import {
  type Declared,
  eachDeclaredAgentFile,
  eachDeclaredConf,
  eachDeclaredHosts,
  eachDeclaredResolvDef,
} from '../../src/jobcenter/declared-files.js';
import {
  type FullWidthWord,
  fullWidthInAgentFile,
  fullWidthInConf,
  fullWidthInHosts,
} from '../../src/jobcenter/full-width-words.js';
import { rule } from '../../src/jobcenter/rule.js';
import type { SourceFile } from '../../src/text/source-file.js';

interface Words {
  readonly file: SourceFile;
  readonly words: () => FullWidthWord[];
}

export const fullWidthCharacter = rule({
  name: 'full-width-character',
  severity: 'error',
  evidence: inferred(),
  phases: ['start'],
  title: {
    en: 'a key or value holds full-width characters',
    ja: 'キーまたは値に全角文字がある',
  },
  why: {
    en: 'A full-width sign looks like its ASCII twin and is another character: an address with one is no address, a key with one is an unknown key, and a full-width ＝ or blank separates nothing.',
    ja: '全角文字は半角と見た目が似ていますが別の文字です。全角を含むアドレスやキーは正しく認識されず、全角の「＝」や空白は区切りになりません。',
  },
  fix: {
    en: 'write the characters in ASCII (half-width)',
    ja: '半角文字で書き直してください',
  },
  bad: 'ipaddress=192.168.1．100',
  good: 'ipaddress=192.168.1.100',
  messages: {
    fullWidth: {
      en: (text: string, ascii: string) => `"${text}" has full-width characters; write "${ascii}"`,
      ja: (text: string, ascii: string) => `「${text}」に全角文字があります。「${ascii}」と記述してください`,
    },
    blank: {
      en: (text: string) =>
        `a full-width blank (U+3000) stands beside or in "${text}"; it counts as a part of the text`,
      ja: (text: string) =>
        `「${text}」の前後または中に全角空白（U+3000）があります。空白ではなく文字として扱われます`,
    },
    noBreak: {
      en: (text: string) =>
        `a no-break space (U+00A0) stands beside or in "${text}"; it counts as a part of the text`,
      ja: (text: string) =>
        `「${text}」の前後または中に改行しない空白（U+00A0）があります。空白ではなく文字として扱われます`,
    },
  },
  subjects: (cluster): Subject<Declared<Words>>[] => [
    ...eachDeclaredConf(cluster).map((each) => wordsOf(each, fullWidthInConf)),
    ...eachDeclaredHosts(cluster).map((each) => wordsOf(each, fullWidthInHosts)),
    ...eachDeclaredResolvDef(cluster).map((each) => wordsOf(each, fullWidthInHosts)),
    ...eachDeclaredAgentFile(cluster).map((each) => wordsOf(each, fullWidthInAgentFile)),
  ],
  check(it, { report, missing }) {
    if (it.found === null) return missing(it.node, it.need);
    const { file, words } = it.found;
    for (const { text, ascii, runs, twins } of words()) {
      const [first, ...others] = runs;
      const place = {
        at: { file, range: first },
        related: others.map((range) => ({
          at: { file, range },
          message: { en: 'full-width too', ja: 'ここも全角' },
        })),
        // A comment is not mended by an ASCII `#`: it has to leave the line.
        fix: /[ \t]#/.test(ascii) ? null : twins.map((twin) => replaceText(file, twin.range, twin.text)),
      };
      const blanks = runs.every((run) => file.text.slice(run.start, run.end).trim() === '');
      const noBreak = runs.every((run) => /^\u00a0+$/.test(file.text.slice(run.start, run.end)));
      if (noBreak) report('noBreak', { ...place, args: [ascii] });
      else if (blanks) report('blank', { ...place, args: [ascii] });
      else report('fullWidth', { ...place, args: [text, ascii] });
    }
  },
});

function wordsOf<F extends { readonly file: SourceFile }>(
  { it, ...names }: Subject<Declared<F>>,
  words: (found: F) => FullWidthWord[],
): Subject<Declared<Words>> {
  if ('need' in it) return { ...names, it };
  const { found } = it;
  return { ...names, it: { found: { file: found.file, words: () => words(found) } } };
}
