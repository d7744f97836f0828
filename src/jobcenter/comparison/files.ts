import type { YamlNode } from '../../../grammars/yaml/document.js';
import type { Range, SourceFile } from '../../text/source-file.js';
import { addressKey } from '../address.js';
import type { AgentFile, Cluster, ClusterNode, Conf, HostsFile } from '../model.js';
import { nameKey } from '../names.js';
import { LINK_FOLDER, type Platform } from '../platform.js';
import { addressesMeaning, pathMeaning, urlMeaning } from './meaning.js';
import { type FileChange, same, standing, type Trait, type TraitGroup, trait } from './trait.js';

/** What the config files of a cluster say, one group a file. @param as a node's name in the first state */
export function fileGroups(cluster: Cluster, as: (node: string) => string): TraitGroup[] {
  return [
    ...cluster.confs.filter(isTheOne).map((conf) => confGroup(conf, cluster, as)),
    ...cluster.hostsFiles.map((file) => hostsGroup(file, cluster, as)),
    ...cluster.agentFiles.map((file) => agentGroup(file, as)),
    ...cluster.nodes.filter((node) => node.linksKnown).map((node) => linkGroup(node, cluster.platform, as)),
  ];
}

/** Of copies of a site's file that differ, the one that the site runs with; that they differ is told by itself. */
function isTheOne(conf: Conf): boolean {
  const { site, kind } = conf;
  if (site === null) return true;
  const copies = kind === 'daemon.conf' ? site.confs : site.siteConfs;
  const active = copies.find(({ node }) => node !== null && site.activeNodes.includes(node));
  return conf === (active ?? copies[0] ?? conf);
}

function fileGroup(
  path: string,
  file: SourceFile,
  of: { readonly node: string | null; readonly site?: string | null; readonly agent?: string | null },
  traits: readonly Trait[],
  changed: FileChange | null,
): TraitGroup {
  const { node, site = null, agent = null } = of;
  return {
    key: JSON.stringify(['file', path, node]),
    name: path,
    ...standing(same(path), node),
    names: { node, site, agent },
    alone: 'file',
    complete: true,
    file,
    changed,
    traits: [...traits, ...writing(file)],
  };
}

/** How a file is written: its text means the same, but some of it is a finding. */
function writing(file: SourceFile): Trait[] {
  const at = { file, range: null };
  const ends = file.text.match(/\r?\n/g) ?? [];
  const both = ends.filter((end) => end === '\r\n').length;
  const shown = both === 0 ? 'LF' : both === ends.length ? 'CRLF' : `LF, CRLF × ${both}`;
  const encoding = `${file.encoding}${file.bom ? ' (BOM)' : ''}`;
  const broken = file.undecodable.length;
  const text = {
    en: broken === 0 ? encoding : `${encoding}, with invalid bytes`,
    ja: broken === 0 ? encoding : `${encoding}（不正なバイトあり）`,
  };
  return [
    trait('(encoding)', text, at, {
      others: file.undecodable.map(({ range }) => ({ file, range })),
      what: { en: 'encoding', ja: '文字コード' },
      meaning: '',
    }),
    trait('(line ends)', shown, at, { what: { en: 'line ends', ja: '改行コード' }, meaning: '' }),
  ];
}

/** What the value of a key means; that of an unknown key is its text. */
const valueMeanings: Readonly<Record<string, (text: string) => string>> = {
  ipaddress: addressesMeaning,
  nats_url: urlMeaning,
};

function confGroup(conf: Conf, cluster: Cluster, as: (node: string) => string): TraitGroup {
  const { document, file } = conf;
  const last = new Map(document.entries.map((entry) => [entry.key.text.toLowerCase(), entry]));
  const traits = [...last].map(([key, entry]) => {
    const { key: written, value, trailingComment } = entry;
    const range = { start: written.range.start, end: (trailingComment ?? value.range).end };
    const before = document.entries.filter(
      (other) => other !== entry && other.key.text.toLowerCase() === key,
    );
    const text = file.text.slice(range.start, range.end);
    return trait(
      key,
      text,
      { file, range },
      {
        what: same(written.text),
        meaning: JSON.stringify([
          valueMeanings[key]?.(value.text) ?? value.text,
          before.map((other) => other.value.text),
        ]),
        others: before.map((other) => ({ file, range: other.key.range })),
      },
    );
  });
  const site = conf.site?.name.value ?? null;
  // A file of the shared disk is no node's own: it is found where the disk was when the snapshots were taken.
  const node = conf.node === null || site !== null ? null : as(conf.node.name.value);
  return fileGroup(
    conf.path,
    file,
    { node, site },
    [...traits, ...broken(document.problems, file)],
    changedAt(conf.path, conf.node, cluster),
  );
}

/** Lines that mean nothing, each by its text. */
const broken = (problems: readonly { readonly range: Range }[], file: SourceFile): Trait[] =>
  problems.map(({ range }) => {
    const text = file.lines.textOf(file.position(range.start).line).trim();
    return trait(
      `(line) ${text}`,
      text,
      { file, range },
      {
        what: { en: 'a line that cannot be understood', ja: '解釈できない行' },
      },
    );
  });

function hostsGroup(hosts: HostsFile, cluster: Cluster, as: (node: string) => string): TraitGroup {
  const { document, file } = hosts;
  const byName = new Map<string, { readonly name: string; readonly lines: Trait[] }>();
  for (const { address, names, range } of document.entries) {
    const at = { file, range };
    const line = file.text.slice(range.start, range.end).trim().replace(/\s+/g, ' ');
    const meaning = `${addressKey(address.text)} ${nameKey(names[0]?.text ?? '')}`;
    for (const { text } of names) {
      const known = byName.get(nameKey(text));
      const row = trait(text, line, at, { meaning });
      if (known === undefined) byName.set(nameKey(text), { name: text, lines: [row] });
      else known.lines.push(row);
    }
  }
  const traits = [...byName].map(([key, { name, lines }]) =>
    trait(key, lines.map(({ text }) => text.en).join(' | '), lines[0]?.at ?? null, {
      what: { en: `the entry of ${name}`, ja: `${name} の行` },
      meaning: lines
        .map(({ meaning }) => meaning)
        .sort()
        .join('\n'),
    }),
  );
  const path = hosts.kind === 'hosts' ? cluster.places.hosts : 'resolv.def';
  const node = hosts.node === null ? null : as(hosts.node.name.value);
  return fileGroup(
    path,
    file,
    { node },
    [...traits, ...broken(document.problems, file)],
    changedAt(path, hosts.node, cluster),
  );
}

function agentGroup({ file, document, agent, node }: AgentFile, as: (node: string) => string): TraitGroup {
  const traits: Trait[] = [];
  const visit = (value: YamlNode, path: string) => {
    if (value.kind === 'map') {
      for (const { key, value: inner } of value.entries)
        visit(inner, path === '' ? key.text : `${path}.${key.text}`);
    } else if (value.kind === 'list') {
      for (const [index, item] of value.items.entries()) visit(item, `${path}[${index}]`);
    } else traits.push(trait(path, value.text, { file, range: value.range }));
  };
  if (document.root !== null) visit(document.root, '');
  const name = agent?.name.value ?? null;
  const of = { node: node === null || name !== null ? null : as(node.name.value), agent: name };
  traits.push(...broken(document.problems, file));
  return fileGroup(`jcexecutor_agent.yaml${name === null ? '' : ` (${name})`}`, file, of, traits, null);
}

function linkGroup(node: ClusterNode, platform: Platform, as: (node: string) => string): TraitGroup {
  const name = as(node.name.value);
  return {
    key: JSON.stringify(['links', name]),
    name: LINK_FOLDER,
    ...standing({ en: 'the links', ja: 'リンク' }, name),
    names: { node: name, site: null, agent: null },
    alone: 'untold',
    complete: true,
    file: null,
    changed: null,
    traits: node.links.map((link) =>
      trait(link.name, link.target === null ? link.name : `${link.name} -> ${link.target}`, link.at, {
        what: { en: `the link ${link.name}`, ja: `リンク ${link.name}` },
        // Where only a list of names tells of it, nobody knows where it leads.
        ...(link.target === null ? { meaning: '' } : leadingTo(pathMeaning(platform, link.target))),
      }),
    ),
  };
}

const leadingTo = (target: string) => ({ meaning: target, behind: target });

/** When a node says that a file was changed; a file of the shared disk is asked of every node. */
function changedAt(path: string, node: ClusterNode | null, { nodes }: Cluster): FileChange | null {
  for (const each of node === null ? nodes : [node]) {
    const { changed } = each.facts;
    const row = changed.state === 'known' ? changed.value.find((one) => one.path === path) : undefined;
    if (row !== undefined) return row;
  }
  return null;
}
