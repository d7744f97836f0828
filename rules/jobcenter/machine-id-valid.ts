import { inferred } from '../../src/engine/rule.js';
import { eachMachineId, missMachineId } from '../../src/jobcenter/machine-id.js';
import { rule } from '../../src/jobcenter/rule.js';
import { textAt } from '../../src/text/source-file.js';

export const machineIdValid = rule({
  name: 'machine-id-valid',
  severity: 'error',
  evidence: inferred('2.1.1'),
  phases: ['create-site'],
  title: {
    en: 'a machine ID is not a positive whole number',
    ja: 'マシンIDが正の整数ではない',
  },
  why: {
    en: 'A machine ID is a number that names one site; cjcmksite takes a whole number from 1 on.',
    ja: 'マシンIDはサイトを表す番号で、cjcmksite には1以上の整数を指定します。',
  },
  fix: {
    en: 'choose a whole number from 1 on that no other site uses',
    ja: '他のサイトと重複しない1以上の整数を指定してください',
  },
  bad: 'sites:\n  - {name: jcmgcluster.example.jp, machineId: 0, database: /mnt/jobmgdb}',
  good: 'sites:\n  - {name: jcmgcluster.example.jp, machineId: 100, database: /mnt/jobmgdb}',
  messages: {
    invalid: {
      en: (text: string, owner: string) =>
        `machine ID "${text}" of ${owner} is not a positive whole number; it must be 1 or greater`,
      ja: (text: string, owner: string) =>
        `${owner} のマシンID "${text}" は正の整数ではありません。1以上の整数を指定してください`,
    },
  },
  subjects: eachMachineId,
  check(owner, { report, missing }) {
    const { machineId } = owner;
    if (machineId === null) return missMachineId(owner, missing);
    if (Number.isSafeInteger(machineId.value) && machineId.value > 0) return;
    report('invalid', {
      at: machineId.at,
      args: [textAt(machineId.at) || String(machineId.value), owner.name],
    });
  },
});
