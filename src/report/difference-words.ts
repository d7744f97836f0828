import type { Difference, ExpectedDifference } from '../engine/difference.js';
import type { Language } from '../message/language.js';

/** The words of a page that shows a comparison, whatever the page is made of. */
export interface DifferenceWords {
  readonly heading: string;
  /** What was compared with what; of two nodes the second is seen from the first. */
  readonly title: (before: string, after: string) => string;
  /** One of the states: what it is called, and in brackets what else is known of it. */
  readonly state: (called: string, more: readonly string[]) => string;
  readonly collected: (time: string) => string;
  /** The sides of a change. */
  readonly before: string;
  readonly after: string;
  readonly swapped: string;
  readonly none: string;
  readonly nothing: string;
  readonly absent: string;
  readonly present: string;
  /** Above the changes that bring findings, those that take some away, and the rest. */
  readonly breaking: string;
  readonly mending: string;
  readonly others: string;
  readonly breaks: string;
  readonly mends: string;
  /** The same as headings. */
  readonly brings: string;
  readonly takesAway: string;
  readonly changedAt: (time: string) => string;
  readonly expected: (count: number) => string;
  readonly why: Readonly<Record<ExpectedDifference['why'], string>>;
  readonly more: (count: number) => string;
  readonly alike: (count: number) => string;
  readonly unexplained: string;
  /** Findings of one state alone, where the other lacks what they are checked by. */
  readonly onlyBefore: string;
  readonly onlyAfter: string;
  readonly notCompared: string;
  readonly summary: (changes: number, breaks: number, mends: number) => string;
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

const english: DifferenceWords = {
  heading: 'What changed',
  title: (before, after) => `from ${before} to ${after}`,
  state: (called, more) => (more.length === 0 ? called : `${called} (${more.join(', ')})`),
  collected: (time) => `collected ${time}`,
  before: 'before',
  after: 'after',
  swapped: 'The first state was collected after the second. The older one comes first: are they swapped?',
  none: 'Nothing that the rules or the cluster know of has changed, as far as both states tell.',
  nothing: 'Nothing could be compared.',
  absent: 'not there',
  present: 'there',
  breaking: 'Changes that break something',
  mending: 'Changes that mend something',
  others: 'Other changes',
  breaks: 'breaks',
  mends: 'mends',
  brings: 'Findings that this brings',
  takesAway: 'Findings that this takes away',
  changedAt: (time) => `file changed ${time}`,
  expected: (number) => `Follows from where the sites run (${number})`,
  why: { own: 'each node has its own', role: 'a site was moved, started or stopped' },
  more: (number) => `${number} more`,
  alike: (number) =>
    number === 1
      ? '1 finding is not about a difference between the two; `cjclint diagnose` with both shows it.'
      : `${number} findings are not about a difference between the two; \`cjclint diagnose\` with both shows them.`,
  unexplained: 'Findings that came or went without a change that explains them',
  onlyBefore: 'Cannot tell whether these are mended: the newer state lacks what they are checked by',
  onlyAfter: 'Cannot tell whether these are new: the older state lacks what they are checked by',
  notCompared: 'Cannot be compared',
  summary: (changes, breaks, mends) =>
    `${count(changes, 'change')}: ${count(breaks, 'finding')} came, ${count(mends, 'finding')} went`,
};

const japanese: DifferenceWords = {
  heading: '変更点',
  title: (before, after) => `${before} から ${after} への変更`.replaceAll('） ', '）'),
  state: (called, more) => (more.length === 0 ? called : `${called}（${more.join('、')}）`),
  collected: (time) => `${time} 採取`,
  before: '変更前',
  after: '変更後',
  swapped:
    '1 つ目のほうが 2 つ目より後に採取されています。古いほうを先に指定します。順序が逆ではありませんか。',
  none: '両方の状態から分かる範囲では、クラスタに関わる変更はありません。',
  nothing: '比較できるものがありませんでした。',
  absent: 'なし',
  present: 'あり',
  breaking: '問題を起こした変更',
  mending: '問題を解消した変更',
  others: 'その他の変更',
  breaks: '新たな指摘',
  mends: '解消した指摘',
  brings: 'この変更で発生した指摘',
  takesAway: 'この変更で解消した指摘',
  changedAt: (time) => `ファイルの更新 ${time}`,
  expected: (number) => `サイトの稼働場所に伴う変化（${number} 件）`,
  why: { own: 'ノードごとに固有の値', role: 'サイトの移動・起動・停止によるもの' },
  more: (number) => `ほか ${number} 件`,
  alike: (number) =>
    `このほか、両ノードの違いとは関係のない指摘が ${number} 件あります（両方を指定した \`cjclint diagnose\` で確認できます）。`,
  unexplained: '原因となる変更が見つからない、指摘の増減',
  onlyBefore: '解消したかどうか判定できない指摘（新しいほうに判定に必要なデータがありません）',
  onlyAfter: '新たに発生したかどうか判定できない指摘（古いほうに判定に必要なデータがありません）',
  notCompared: '比較できないもの',
  summary: (changes, breaks, mends) =>
    `変更 ${changes} 件、発生した指摘 ${breaks} 件、解消した指摘 ${mends} 件`,
};

const englishNodes: DifferenceWords = {
  ...english,
  heading: 'How the nodes differ',
  title: (before, after) => `how ${after} differs from ${before}`,
  none: 'The two nodes differ in nothing but what is expected, as far as both tell.',
  breaking: 'Differences with findings',
  others: 'Other differences',
  expected: (number) => `Expected between two nodes (${number})`,
  why: { own: 'each node has its own', role: 'a site or disk is on one of them only' },
  breaks: 'finding',
  brings: 'Findings about this',
  unexplained: 'Findings about one of the nodes that no difference explains',
  summary: (changes, findings) => `${count(changes, 'difference')}, ${count(findings, 'finding')}`,
};

const japaneseNodes: DifferenceWords = {
  ...japanese,
  heading: 'ノード間の違い',
  title: (before, after) => `${before} と ${after} の違い`.replaceAll('） ', '）'),
  none: '両方のデータから分かる範囲では、異なっていてよいもの以外に違いはありません。',
  breaking: '指摘のある違い',
  others: 'その他の違い',
  expected: (number) => `ノード間で異なっていてよいもの（${number} 件）`,
  why: { own: 'ノードごとに固有の値', role: 'サイトやディスクが片方のノードにだけあるための違い' },
  breaks: '指摘',
  brings: 'この違いに関する指摘',
  unexplained: '違いからは説明できない、片方のノードの指摘',
  summary: (changes, findings) => `違い ${changes} 件、指摘 ${findings} 件`,
};

/** The words for a comparison: of one cluster at two times, or of two nodes. */
export function differenceWords({ nodes }: Pick<Difference, 'nodes'>, language: Language): DifferenceWords {
  if (nodes === null) return language === 'ja' ? japanese : english;
  return language === 'ja' ? japaneseNodes : englishNodes;
}

/** What was compared: how both were named, when they were collected, and of which nodes they are. */
export function titleOf(difference: Difference, words: DifferenceWords): string {
  const { before, after, collected, nodes } = difference;
  const state = (named: string, time: string | null, node: string | undefined) =>
    words.state(node ?? named, [
      ...(node === undefined || node === named ? [] : [named]),
      ...(time === null ? [] : [words.collected(time)]),
    ]);
  return words.title(
    state(before, collected.before, nodes?.before),
    state(after, collected.after, nodes?.after),
  );
}

/** The changes in the parts in which they are shown, each part with its title; no empty ones. */
export function partsOf({ changes }: Difference, words: DifferenceWords) {
  const breaking = changes.filter(({ breaks }) => breaks.length > 0);
  const mending = changes.filter(({ breaks, mends }) => breaks.length === 0 && mends.length > 0);
  const others = changes.filter(({ breaks, mends }) => breaks.length + mends.length === 0);
  return [
    { title: words.breaking, changes: breaking, matters: true },
    { title: words.mending, changes: mending, matters: true },
    { title: words.others, changes: others, matters: false },
  ].filter((part) => part.changes.length > 0);
}

/** How many findings came or went, each once, however many changes it is laid to. */
export const countOf = ({ changes, unexplained }: Difference, of: 'breaks' | 'mends'): number =>
  new Set([...changes, unexplained].flatMap((each) => each[of].map(({ fingerprint }) => fingerprint))).size;

/** The expected differences by their reason, each with what differs: up to so many names, then how many more. */
export const expectedByReason = (
  { expected }: Difference,
  words: DifferenceWords,
  { language, most }: { readonly language: Language; readonly most: number },
) =>
  (['own', 'role'] as const).flatMap((why) => {
    const names = expected.filter((each) => each.why === why).map(({ what }) => what[language]);
    const more = names.length - most;
    const shown = more > 0 ? [...names.slice(0, most), words.more(more)] : names;
    return names.length === 0 ? [] : [{ title: words.why[why], count: names.length, names: shown }];
  });
