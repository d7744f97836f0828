import { groups } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import { instanceIdsOf } from '../../src/jobcenter/instance-ids.js';
import { eachAgent, rule } from '../../src/jobcenter/rule.js';

/** 8-4-4-4-12 hexadecimal digits. */
const ID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
/** What the guide writes where an ID is to be filled in (G 2.3.5.2). */
const PLACEHOLDER = /^aaaaaaaa-bbbb-cccc-dddd-x{12}$/i;

export const instanceIdValid = rule({
  name: 'instance-id-valid',
  severity: 'warning',
  evidence: inferred('2.3.5.2'),
  phases: ['agent'],
  yieldsTo: [
    { rule: 'instance-id-match', for: 'place' },
    { rule: 'instance-id-unique', for: 'place' },
  ],
  title: {
    en: 'an instance ID is not written as 8-4-4-4-12 hexadecimal digits',
    ja: 'インスタンスIDが16進数 8-4-4-4-12 桁の形式でない',
  },
  why: {
    en: '`jcagctrl create` gives IDs of that form. Any other text was mistyped, or is a placeholder that nobody filled in.',
    ja: '`jcagctrl create` が生成するIDはこの形式です。異なる場合は、書き誤りか、例のまま置き換えられていない可能性があります。',
  },
  fix: {
    en: 'take the ID from `jcagctrl list` on the active node',
    ja: '運用系の `jcagctrl list` に表示されるIDを記述してください',
  },
  bad: 'instanceId: aaaaaaaa-bbbb-cccc-dddd-xxxxxxxxxxxx',
  good: 'instanceId: 0f8fad5b-d9cb-469f-a165-70867728950e',
  messages: {
    malformed: {
      en: (id: string) => `"${id}" is no instance ID; it must be 8-4-4-4-12 hexadecimal digits`,
      ja: (id: string) => `"${id}" はインスタンスIDの形式ではありません。16進数 8-4-4-4-12 桁で指定します`,
    },
    placeholder: {
      en: (id: string) =>
        `"${id}" is the guide's placeholder, not an instance ID; put the ID of \`jcagctrl list\` in its place`,
      ja: (id: string) =>
        `"${id}" はマニュアルの記入例のままです。\`jcagctrl list\` のインスタンスIDに置き換えてください`,
    },
  },
  subjects: eachAgent,
  check(agent, { cluster, report, missing }) {
    const { places, open } = instanceIdsOf(cluster, agent);
    for (const { value, holders } of groups(places, (place) => place.value)) {
      const [first, ...others] = holders;
      if (first === undefined || ID.test(value)) continue;
      report(PLACEHOLDER.test(value) ? 'placeholder' : 'malformed', {
        at: first.at,
        args: [value],
        node: holders.length === 1 ? first.node : null,
        related: others.map(({ at, label }) => ({
          at,
          message: { en: `the same ID on ${label}`, ja: `${label} の同じID` },
        })),
      });
    }
    if (places.length > 0) return;
    missing(null, 'manifest:agents[].instanceId');
    for (const { node, need } of open) missing(node, need);
  },
});
