import type { Finding } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import { escapeControl } from '../../text/escape.js';
import type { Context } from '../context.js';

const MOST_OF_A_KIND = 20;

/** What fixing says on stderr besides the report. */
export class FixNotes {
  readonly #context: Context;
  /** How many notes of a kind were not written: a fleet would fill the screen. */
  #unsaid = 0;
  readonly #said = new Map<string, number>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The question for one who has to choose. */
  question(finding: Finding, choices: readonly string[]): string {
    const place = placeOf(finding);
    const message = finding.message[this.#context.language];
    const words = this.#say({
      en: `${choices.join(' or ')}? (nothing: leave it as it is)`,
      ja: `${choices.join(' か ')} を入力してください（空のままなら変更しません）`,
    });
    return `${escapeControl(`${place}: ${message}`)}\n  ${words}: `;
  }

  mended(count: number): void {
    this.#note(
      count === 0
        ? { en: 'nothing to fix', ja: '修正の対象はありませんでした' }
        : { en: `${count} finding(s) fixed`, ja: `${count} 件の指摘を修正しました` },
    );
  }

  refused(label: string, why: Localized): void {
    this.#oneOfMany('refused', {
      en: `"${label}" is not fixed: ${why.en}`,
      ja: `"${label}" は修正の対象外です: ${why.ja}`,
    });
  }

  /** Something could still be mended after the last round. */
  leftOver(): void {
    this.#note({
      en: 'there is more to fix; run it again',
      ja: 'まだ修正できる指摘があります。もう一度実行してください',
    });
  }

  toChoose(finding: Finding, choices: readonly string[]): void {
    const place = placeOf(finding);
    const rule = finding.rule.slice(finding.rule.indexOf('/') + 1);
    const options = choices.map((choice) => `--fix-choice ${rule}=${choice}`);
    this.#oneOfMany('to-choose', {
      en: `${place}: to be chosen: ${options.join(' or ')}`,
      ja: `${place}: 選択が必要です: ${options.join(' または ')}`,
    });
  }

  forReading(labels: readonly string[]): void {
    for (const label of labels) {
      this.#oneOfMany('for-reading', {
        en: `the diff of "${label}" is for reading: it cannot be applied, since it is not shown byte for byte`,
        ja: `"${label}" の差分は確認用です。バイト単位の表示ではないため適用できません`,
      });
    }
  }

  end(): void {
    if (this.#unsaid === 0) return;
    this.#note({
      en: `${this.#unsaid} more note(s) like these`,
      ja: `同様の注意がほかに ${this.#unsaid} 件あります`,
    });
  }

  #oneOfMany(kind: string, words: Localized): void {
    const said = this.#said.get(kind) ?? 0;
    this.#said.set(kind, said + 1);
    if (said < MOST_OF_A_KIND) this.#note(words);
    else this.#unsaid += 1;
  }

  #say = (words: Localized) => words[this.#context.language];

  #note(words: Localized): void {
    const label = this.#say({ en: 'note', ja: '注意' });
    this.#context.io.err(`cjclint: ${label}: ${escapeControl(this.#say(words))}\n`);
  }
}

const placeOf = ({ location }: Finding) =>
  location === null ? '-' : `${location.file}:${location.line}:${location.column}`;
