import type { FixStep } from '../../engine/diagnosis.js';
import { textUnder } from '../../engine/place.js';
import { normalizeTreePath } from '../../source/tree-path.js';
import { commandOf } from '../commands.js';
import { linkNameOf } from '../link-name.js';
import type { ClusterNode, Site } from '../model.js';
import { isWithin, LINK_FOLDER } from '../platform.js';
import { DATABASE_LABEL, labelPattern } from '../selinux.js';
import { linkAddressesOf, linkOfVip, misnamedLinks } from '../site-links.js';
import { type Fault, type Remedy, step } from './step.js';

/** The row of `stat` under a finding: `700<tab>root<tab>root<tab>directory<tab>/mnt/jobmgdb`. */
function statRow({ location }: Fault['finding']): { mode: string; path: string } | null {
  if (location === null) return null;
  const line = location.excerpt[location.line - location.firstLine] ?? '';
  const [mode = '', , , , path = ''] = line.split('\t');
  return /^[0-7]{3,4}$/.test(mode) && path.startsWith('/') ? { mode, path } : null;
}

const changeMode =
  (mode: string): Remedy =>
  ({ finding, nodes }) => {
    const row = statRow(finding);
    const [node = null] = nodes;
    if (row === null) return [];
    return step(
      node,
      commandOf(['chmod', mode], row.path),
      { en: `gives ${row.path} mode ${mode}`, ja: `${row.path} のパーミッションを ${mode} にします` },
      commandOf(['chmod', row.mode], row.path),
    );
  };

function labels({ nodes, cluster, site }: Fault): readonly FixStep[] {
  const sites = site === null ? cluster.sites : [site];
  return nodes.flatMap((node) =>
    sites.flatMap(({ database }) => {
      const folder = normalizeTreePath(database.value);
      const pattern = labelPattern(database.value);
      const relabel = commandOf(['restorecon', '-RF'], folder);
      return [
        ...step(
          node,
          commandOf(['semanage', 'fcontext', '-a', '-t', DATABASE_LABEL], pattern),
          {
            en: "adds the rule for the database's label; says so where it is there already",
            ja: 'データベースのラベルの規則を追加します（既にある場合はその旨が表示されます）',
          },
          commandOf(['semanage', 'fcontext', '-d'], pattern),
        ),
        ...step(
          node,
          relabel,
          {
            en: 'gives the files of the database that label; only where the disk is mounted',
            ja: 'データベースのファイルにそのラベルを付けます（ディスクをマウントしているノードで実行）',
          },
          // Files take the label that the rules of the moment give them.
          relabel === null
            ? null
            : {
                en: `${relabel} # after the rule was taken away`,
                ja: `${relabel} # ルールを取り除いた後に実行`,
              },
        ),
      ];
    }),
  );
}

const linkPath = (name: string) => `${LINK_FOLDER}/${name}`;

function rightLink(node: ClusterNode, site: Site): string | null {
  const [address] = linkAddressesOf(node, site);
  return address === undefined ? null : linkPath(linkNameOf(address));
}

const renameLink: Remedy = ({ nodes, site }) => {
  if (site === null) return [];
  return nodes.flatMap((node) => {
    const right = rightLink(node, site);
    const [wrong] = misnamedLinks(node, site);
    if (right === null || wrong === undefined) return [];
    const now = linkPath(wrong.name);
    return step(
      node,
      commandOf(['mv', '-nT'], now, right),
      {
        en: "gives the link the name of the site's VIP; the database is not touched",
        ja: 'リンクをサイトの VIP の名前に変更します（データベースは変更しません）',
      },
      commandOf(['mv', '-nT'], right, now),
    );
  });
};

/** Where another node's link leads, else the database itself: the guide leaves open which. */
const targetFor = (site: Site, node: ClusterNode): string =>
  site.nodes
    .filter((each) => each !== node)
    .flatMap((each) => linkOfVip(each, site)?.target ?? [])
    .find((target) => isWithin('linux', target, site.database.value)) ?? site.database.value;

const makeLink: Remedy = ({ nodes, site }) => {
  if (site === null) return [];
  return nodes.flatMap((node) => {
    const right = rightLink(node, site);
    if (right === null || linkOfVip(node, site) !== null) return [];
    return step(
      node,
      commandOf(['ln', '-s'], targetFor(site, node), right),
      {
        en: "makes the link from the VIP's name to the database",
        ja: 'VIP の名前からデータベースへのリンクを作成します',
      },
      commandOf(['unlink'], right),
    );
  });
};

const turnLink: Remedy = ({ nodes, site }) => {
  if (site === null) return [];
  return nodes.flatMap((node) => {
    const link = linkOfVip(node, site);
    const now = link?.target ?? null;
    if (link === null || now === null || isWithin('linux', now, site.database.value)) return [];
    const right = linkPath(link.name);
    return step(
      node,
      commandOf(['ln', '-sfn'], targetFor(site, node), right),
      {
        en: `makes the link lead to the database instead of ${now}; what stands there is not touched`,
        ja: `リンク先を ${now} からデータベースに変更します（リンク先の内容は変更しません）`,
      },
      commandOf(['ln', '-sfn'], now, right),
    );
  });
};

const putAside: Remedy = ({ nodes, finding }) => {
  const name = baseOf(finding);
  const [node = null] = nodes;
  if (!/^[0-9A-Fa-f]{8,32}$/.test(name)) return [];
  return step(
    node,
    commandOf(['mv', '-nT'], linkPath(name), `/var/tmp/${name}.link`),
    {
      en: 'puts the link aside, first make sure that no site uses it; what it leads to is not touched',
      ja: 'リンクを退避します。使用中のサイトがないことを先に確かめてください（リンク先は変更しません）',
    },
    commandOf(['mv', '-nT'], `/var/tmp/${name}.link`, linkPath(name)),
  );
};

/** The last part of the place or of the row under a finding: a link's name. */
function baseOf({ location }: Fault['finding']): string {
  const row = textUnder(location);
  const path = row === '' ? (location?.file ?? '') : row;
  return path.slice(path.lastIndexOf('/') + 1).trim();
}

/** Remedies of directories, links and labels. */
export const nodeRemedies: Readonly<Record<string, Remedy>> = {
  'db-mode': changeMode('755'),
  'spool-mode': changeMode('755'),
  'private-key-mode': changeMode('600'),
  'selinux-label': labels,
  'selinux-rule': labels,
  'vip-link-name': renameLink,
  'vip-link-missing': makeLink,
  'vip-link-target': turnLink,
  'vip-link-stale': putAside,
  'umask-755': ({ nodes }) =>
    nodes.flatMap((node) => {
      const { umask } = node.facts;
      return step(
        node,
        'umask 022',
        {
          en: 'lets new directories of this shell get mode 755; only this shell changes',
          ja: 'このシェルで作成するディレクトリのパーミッションが 755 になります（このシェルだけの変更）',
        },
        umask.state === 'known' ? `umask ${umask.value.value.toString(8).padStart(4, '0')}` : null,
      );
    }),
};
