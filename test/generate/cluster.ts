import { linkName } from './addresses.js';
import { invent } from './invent.js';
import type { AgentPlan, DiskPlan, NodePlan, Plan, SitePlan, Wants } from './plan.js';
import {
  below,
  commonPath,
  diskFiles,
  hostsPath,
  linksOf,
  localPath,
  nodeFiles,
  resolvDefPath,
  sitePath,
  yamlPath,
} from './render-config.js';
import { renderFacts } from './render-facts.js';
import { renderManifest } from './render-manifest.js';
import type { Tree } from './tree.js';

/** A generated cluster: the plan, and the tree of files rendered from it, which faults change. */
export class Cluster {
  readonly plan: Plan;
  tree: Tree;

  constructor(plan: Plan) {
    this.plan = plan;
    this.tree = render(plan);
  }

  /** The files of the plan as it is now; earlier changes of the tree are lost. */
  rerender(): void {
    this.tree = render(this.plan);
  }

  node(index: number): NodePlan {
    return there(this.plan.nodes[index], 'node');
  }

  nodeNamed(name: string): NodePlan {
    return there(
      this.plan.nodes.find((node) => node.name === name),
      name,
    );
  }

  site(index = 0): SitePlan {
    return there(this.plan.sites[index], 'site');
  }

  agent(index = 0): AgentPlan {
    return there(this.plan.agents[index], 'agent');
  }

  disk(path: string | null): DiskPlan {
    return there(
      this.plan.disks.find((disk) => disk.path === path),
      'disk',
    );
  }

  /** The node that runs the first (or that) site. */
  active(index = 0): NodePlan {
    return this.nodeNamed(there(this.site(index).runningOn[0], 'active node'));
  }

  /** A node of the site that does not run it. */
  standby(index = 0): NodePlan {
    const site = this.site(index);
    return this.nodeNamed(
      there(
        site.nodes.find((name) => !site.runningOn.includes(name)),
        'standby node',
      ),
    );
  }

  get manifest(): string {
    return inFolder(this.plan, 'cjclint.yaml');
  }

  at(node: NodePlan, path: string): string {
    return below(inFolder(this.plan, `nodes/${node.name}`), path);
  }

  fact(node: NodePlan, name: string): string {
    return inFolder(this.plan, `nodes/${node.name}/.facts/${name}`);
  }

  common(node: NodePlan): string {
    return this.at(node, commonPath);
  }

  local(node: NodePlan): string {
    return this.at(node, localPath(this.plan));
  }

  hosts(node: NodePlan): string {
    return this.at(node, hostsPath(this.plan));
  }

  resolvDef(node: NodePlan): string {
    return this.at(node, resolvDefPath(this.plan));
  }

  link(node: NodePlan, name = linkName(this.site().vip)): string {
    return this.at(node, `/usr/spool/nqs/${name}`);
  }

  /** Every copy of a file of the shared disk, `shared/` first. */
  copies(path: string): string[] {
    const places = [
      inFolder(this.plan, 'shared'),
      ...this.plan.nodes.map((node) => inFolder(this.plan, `nodes/${node.name}`)),
    ];
    return places.map((place) => below(place, path)).filter((file) => this.tree.has(file));
  }

  siteFiles(index = 0): string[] {
    return this.copies(sitePath(this.plan, this.site(index)));
  }

  siteConfs(index = 0): string[] {
    return this.copies(sitePath(this.plan, this.site(index)).replace(/daemon\.conf$/, 'site.conf'));
  }

  yamls(index = 0): string[] {
    return this.copies(yamlPath(this.plan, this.agent(index)));
  }

  managers(): NodePlan[] {
    return this.plan.nodes.filter((node) => node.manager);
  }
}

function there<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the cluster has no such ${what}`);
  return value;
}

const inFolder = (plan: Plan, path: string): string => (plan.folder === '' ? path : `${plan.folder}/${path}`);

function render(plan: Plan): Tree {
  const { charset, sharedIn, facts } = plan.style;
  const newline = plan.platform === 'windows' ? plan.style.newline : '\n';
  const tree: Tree = new Map();
  const text = (path: string, lines: readonly string[]) =>
    tree.set(path, { kind: 'text', text: lines.map((line) => line + newline).join(''), charset });
  tree.set(inFolder(plan, 'cjclint.yaml'), { kind: 'text', text: renderManifest(plan), charset: 'utf-8' });
  plan.nodes.forEach((node, index) => {
    const home = inFolder(plan, `nodes/${node.name}`);
    for (const file of nodeFiles(plan, node, index)) text(below(home, file.path), file.lines);
    for (const link of linksOf(plan, node)) {
      tree.set(below(home, `/usr/spool/nqs/${link.name}`), { kind: 'link', target: link.target });
    }
    if (!facts) return;
    for (const [name, content] of renderFacts(plan, node, index)) {
      tree.set(`${home}/.facts/${name}`, { kind: 'text', text: content, charset: 'utf-8' });
    }
  });
  for (const file of diskFiles(plan)) {
    const holder = plan.disks.find((disk) => disk.path === file.disk)?.mountedOn[0];
    if (sharedIn !== 'active' || holder === undefined)
      text(below(inFolder(plan, 'shared'), file.path), file.lines);
    if (sharedIn !== 'shared' && holder !== undefined) {
      text(below(inFolder(plan, `nodes/${holder}`), file.path), file.lines);
    }
  }
  return tree;
}

/** The healthy cluster of a seed: no rule has an error or a warning to report. */
export const generate = (seed: number, wants: Wants = {}): Cluster => new Cluster(invent(seed, wants));
