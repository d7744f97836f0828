import { same } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import { comparable, eachNodeGroup } from '../../src/jobcenter/common-file.js';
import { judgedValue } from '../../src/jobcenter/conf.js';
import { rule, whoHasWhat } from '../../src/jobcenter/rule.js';

export const localDaemonMatch = rule({
  name: 'local-daemon-match',
  severity: 'info',
  evidence: inferred('2.3.3.1.3'),
  phases: ['failover'],
  title: {
    en: 'the nodes of a site differ in local_daemon',
    ja: 'サイトのノード間で local_daemon が異なる',
  },
  why: {
    en: 'After a failover the cluster site shares the machine with a local site on one node and not on the other. That may be meant; if not, memory, ports and machine IDs come as a surprise.',
    ja: 'フェイルオーバー先によって、ローカルサイトと同居するかどうかが変わります。意図した構成でなければ、資源やポートの使われ方が切り替え後に変わってしまいます。',
  },
  fix: {
    en: 'set the same local_daemon on every node of the site, unless the difference is meant',
    ja: '意図した違いでなければ、サイトの全ノードで local_daemon を揃えてください',
  },
  bad: '# jcmanager01\nlocal_daemon=SITE\n# jcmanager02\nlocal_daemon=OFF',
  good: '# jcmanager01\nlocal_daemon=OFF\n# jcmanager02\nlocal_daemon=OFF',
  messages: {
    differs: {
      en: (who: string) => `local_daemon differs between the nodes: ${who}`,
      ja: (who: string) => `ノード間で local_daemon が異なります: ${who}`,
    },
  },
  subjects: eachNodeGroup,
  check(group, context) {
    const path = context.cluster.places.commonConf;
    if (path === null) return context.notApplicable();
    const modes = comparable(group, path, context).flatMap(({ name, conf }) => {
      const entry = conf.get('local_daemon');
      const value = entry === null ? '' : judgedValue(entry);
      // An unset or wrong mode is told by local-daemon-mode.
      return entry === null || (value !== 'SITE' && value !== 'OFF')
        ? []
        : [{ name, value, at: { file: conf.file, range: entry.value.range } }];
    });
    if (modes.length < 2) context.notApplicable();
    const found = same(modes, (mode) => mode.value);
    const [odd] = found?.odd.at(-1)?.holders ?? [];
    if (found === null || odd === undefined) return;
    context.report('differs', {
      at: odd.at,
      node:
        found.common !== null && found.odd.length === 1 && found.odd[0]?.holders.length === 1
          ? odd.name
          : null,
      args: [
        whoHasWhat(
          found.groups.map(({ value, holders }) => ({ value, holders: holders.map((each) => each.name) })),
        ),
      ],
      related: modes
        .filter((mode) => mode !== odd)
        .map(({ name, value, at }) => ({
          at,
          message: { en: `"${value}" on ${name}`, ja: `${name} では「${value}」` },
        })),
    });
  },
});
