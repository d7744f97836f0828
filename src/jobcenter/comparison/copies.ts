import { listed } from '../../message/listed.js';
import type { Cluster } from '../model.js';
import { copiesApart } from '../shared-copies.js';
import { standing, type TraitGroup, trait } from './trait.js';

/** Files of the shared disk whose copies are not alike, as one group: which those are is always known. */
export function copiesGroup(cluster: Cluster): TraitGroup {
  const traits = cluster.differingCopies.flatMap((differing) => {
    if (copiesApart(differing, cluster.platform) === null) return [];
    const [first, ...others] = differing.groups.flat();
    if (first === undefined) return [];
    const places = listed([first, ...others].map(({ node }) => node?.name.value ?? 'shared/'));
    const [at, ...more] = [first, ...others].map(({ file }) => ({
      file,
      range: { start: 0, end: file.text.length },
    }));
    return [
      trait(
        differing.path,
        { en: `different in ${places.en}`, ja: `${places.ja} で内容が異なる` },
        at ?? null,
        {
          what: { en: `copies of ${differing.path}`, ja: `${differing.path} の複製` },
          others: more,
        },
      ),
    ];
  });
  return {
    key: JSON.stringify(['copies']),
    name: 'copies',
    ...standing({ en: 'the shared disk', ja: '共有ディスク' }, null),
    names: { node: null, site: null, agent: null },
    alone: 'untold',
    complete: true,
    file: null,
    changed: null,
    traits,
  };
}
