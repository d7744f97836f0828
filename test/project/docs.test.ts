import { describe, expect, test } from 'vitest';
import { type DocumentedRule, indexPage, rulePage } from '../../scripts/docs/pages.js';

const rule: DocumentedRule = {
  pack: 'jobcenter',
  name: 'disk-is-round',
  severity: 'warning',
  evidence: { grade: 'manual', reference: 'G 2.1.1' },
  phases: ['start', 'failover'],
  needs: ['mounts'],
  title: { en: 'the disk | is square', ja: 'ディスクが四角です' },
  why: { en: 'It does not turn.', ja: '回りません。' },
  fix: { en: 'Round it.', ja: '丸めてください。' },
  bad: 'disk=```square```\n',
  good: 'disk=round',
  examples: {
    bad: {
      case: 'ng.square',
      shown: { en: 'disk.conf:1:1: warning: it is square', ja: 'disk.conf:1:1: 警告: 四角です' },
    },
  },
};

describe('the page of a rule', () => {
  const page = rulePage(rule);

  test('says in both languages what is wrong, why, when, on what it rests and what to do', () => {
    const [english = '', japanese = ''] = page.split('## 日本語');
    for (const text of [
      'the disk | is square',
      'It does not turn.',
      'Round it.',
      'Severity: warning',
      'start, failover',
      'the cluster guide (G 2.1.1)',
      '`mounts`',
    ]) {
      expect(english).toContain(text);
    }
    for (const text of [
      'ディスクが四角です',
      '回りません。',
      '丸めてください。',
      '重大度: 警告',
      '起動、フェイルオーバー',
      '(G 2.1.1)',
    ]) {
      expect(japanese).toContain(text);
    }
  });

  test('shows an example whose own backticks do not end the block', () => {
    expect(page).toContain('````text\ndisk=```square```\n````');
  });

  test('shows the finding of a case in the language of its half, with a link to the case', () => {
    const [english = '', japanese = ''] = page.split('## 日本語');
    expect(english).toContain('```text\ndisk.conf:1:1: warning: it is square\n```');
    expect(japanese).toContain('```text\ndisk.conf:1:1: 警告: 四角です\n```');
    expect(english).toContain('[ng.square](../../fixtures/disk-is-round/ng.square/case.yaml)');
    expect(english).not.toContain('this passes');
  });

  test('shows how to make an exception, but not to a finding of the engine itself', () => {
    expect(page).toContain('# cjclint-disable-next-line disk-is-round -- <reason>');
    expect(rulePage({ ...rule, pack: 'cjclint' })).not.toContain('cjclint-disable');
  });
});

test('the index lists every rule in the given order with a link, severity and both titles', () => {
  const rows = indexPage([rule, { ...rule, name: 'a-first', severity: 'error' }])
    .split('\n')
    .filter((line) => line.includes(']('));
  expect(rows).toEqual([
    '| [jobcenter/disk-is-round](disk-is-round.md) | warning | the disk \\| is square | ディスクが四角です |',
    '| [jobcenter/a-first](a-first.md) | error | the disk \\| is square | ディスクが四角です |',
  ]);
});
