import { lacking } from '../wording.js';
import type { PageWords } from './words.js';

export const japanese: PageWords = {
  title: 'cjclint レポート',
  skip: '本文へ移動',
  contents: '目次',
  clusters: 'クラスタ一覧',
  cluster: 'クラスタ',
  verdict: '判定',
  meaning: {
    'no-go': 'このままでは失敗する箇所があります。先にエラーを解消してください。',
    'cannot-tell': '不合格はありませんが、判定に必要な確認ができていません。',
    'go-with-warnings': 'エラーはありません。進める前に警告を確認してください。',
    go: 'エラーも警告もありません。',
  },
  asFarAsChecked: '確認できた範囲での判定です。未確認の項目を参照してください。',
  notCheckedCount: '未確認',
  findings: '指摘',
  noFindings: '確認できた範囲では指摘はありません。',
  noPlace: 'ファイル中の場所なし',
  related: '関連箇所',
  fix: '対処',
  rule: 'ルール',
  about: (node, site, agent) =>
    [
      node === null ? '' : `ノード ${node}`,
      site === null ? '' : `サイト ${site}`,
      agent === null ? '' : `エージェント ${agent}`,
    ]
      .filter((part) => part !== '')
      .join('、'),
  notShown: (count) => `ほか ${count} 件`,
  drawing: {
    heading: 'クラスタの構成',
    title: (cluster) => `クラスタ ${cluster} の構成図`,
    description: (nodes, services, disks) =>
      `左にノード ${nodes} 台、中央にサイトとエージェント ${services} 件、右に共有ディスク ${disks} 台。` +
      '下の一覧に同じ内容を文字で示します。',
    node: 'ノード',
    disk: '共有ディスク',
    noData: 'このノードのデータなし',
    active: '運用系',
    standby: '待機系',
    legend: '凡例',
    lines: {
      active: '現在稼働している（運用系）',
      standby: '引き継ぎ先（待機系）',
      unknown: '稼働できる（現在どこで稼働しているかは不明）',
    },
    signs: { error: 'エラー', warning: '警告', info: '情報', open: '未確認' },
    inWords: '構成図を文字で表示',
    runsOn: (nodes) => `稼働できるノード: ${nodes}`,
    activeOn: (nodes) => `運用系: ${nodes}`,
    worksFor: (site) => `所属サイト: ${site}`,
    holds: (names) => `格納データ: ${names}`,
    whole: 'クラスタ全体または複数の箇所',
    notDrawn: (count) => `ほか ${count} 件は図にありません。一覧にはすべてあります。`,
    marked: (errors, warnings, infos, open) =>
      [
        errors > 0 ? `エラー ${errors} 件` : '',
        warnings > 0 ? `警告 ${warnings} 件` : '',
        infos > 0 ? `情報 ${infos} 件` : '',
        open > 0 ? `未確認 ${open} 件` : '',
      ]
        .filter((part) => part !== '')
        .join('、'),
  },
  matrix: {
    heading: 'ノード別のルール結果',
    caption: (from, to, of) =>
      from === 1 && to === of
        ? '各ルールのノード別の結果'
        : `各ルールのノード別の結果（全 ${of} ノード中 ${from}～${to}）`,
    whole: 'クラスタ全体',
    status: { failed: '不合格', 'not-checked': '未確認', passed: '合格', 'not-applicable': '対象外' },
    notAsked: '対象でない',
    legend:
      'サイト、エージェント、クラスタ全体についてのルールの結果は「クラスタ全体」の列にあります。ノードが特定できる指摘はそのノードの列にあります。点はそのノードについては確認しない項目です。',
    notApplicable: (count) => `このクラスタでは対象外のルール ${count} 件`,
  },
  open: {
    heading: '未確認の項目',
    intro: '未確認の項目は正常とは限りません。不足しているものと、それを補う方法を示します。',
    missing: (need) => lacking([need], []).ja,
    nodes: '対象ノード',
    how: '補う方法',
    rules: (count) => `ルール ${count} 件`,
    none: '対象のルールはすべて確認済みです。',
  },
  suppressed: {
    heading: '抑止した指摘',
    reason: '理由',
    noReason: '理由の記載なし',
    until: '期限',
    by: { comment: 'ファイル内のコメント', waiver: '適用除外', baseline: 'ベースライン' },
  },
  coverage: '確認の範囲',
  problems: '使用できなかった入力',
  rules: 'ルールの説明',
  cause: (rank) => `原因 ${rank}`,
  plan: {
    heading: 'これから行うこと',
    seen: 'このノードから見た待ち受け',
    before: '先に行うこと（この順に）',
    command: '実行するコマンド',
    after: '実行後に行うこと',
  },
  rehearsal: {
    heading: 'フェイルオーバーの机上確認',
    none: '確認できるフェイルオーバーがありません（2 つ以上のノードを持つサイトもエージェントもありません）。',
    overview: '一覧',
    site: 'サイト',
    noSite: 'サイトを伴わないエージェント',
    from: '移動元',
    to: '移動先',
    outcomeOf: '結果',
    outcome: { passes: '成功の見込み', fails: '失敗の見込み', 'cannot-tell': '判定不能' },
    meaning: {
      passes: '判定できる範囲では、すべてのフェイルオーバーが成功する見込みです。',
      fails: '失敗する見込みのフェイルオーバーがあります。',
      'cannot-tell': '失敗すると分かるものはありませんが、判定できないものがあります。',
    },
    move: (site, from, to) => `${site}: ${from} → ${to}`,
    counts: (all, passes, fails, unknown) =>
      `フェイルオーバー ${all} 通り: 成功の見込み ${passes}、失敗の見込み ${fails}、判定不能 ${unknown}`,
    steps: (passes, fails, unknown) => `成功 ${passes}、失敗 ${fails}、判定不能 ${unknown}`,
  },
  madeBy: (tool, version) =>
    `${tool} ${version} で作成。このページは外部から何も読み込まず、スクリプトも実行しません。`,
};
