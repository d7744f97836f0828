import type { Picture, PicturedService } from '../../engine/picture.js';

/** Units of the drawing: about CSS pixels where it is shown in full width. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything of a picture stands; boxes in the picture's own order. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Box[];
  readonly services: readonly Box[];
  readonly disks: readonly Box[];
}

const WIDTH = 1000;
export const LINE = 21;
export const PADDING = 12;
/** Addresses of a node that are drawn. */
export const ADDRESSES = 2;

const NODE = { x: 8, width: 236 };
const SERVICE = { x: 446, width: 344 };
const DISK = { x: 846, width: 146, height: 66 };
/** An agent stands a little to the right, under its site. */
const INDENT = 22;
const GAP = 22;
const TOP = 12;
/** Between two lines that end at one service. */
const PORT = 22;

/** Nodes on the left, services in the middle, disks on the right. */
export function layoutOf(picture: Picture): Layout {
  const services = placeServices(picture.services);
  const nodeHeights = picture.nodes.map(({ addresses, hasData }) =>
    boxHeight(1 + Math.min(ADDRESSES, addresses.length) + (hasData ? 0 : 1)),
  );
  const servicesEnd = Math.max(TOP, ...services.map(({ y, height }) => y + height));
  const nodesHeight = nodeHeights.reduce((sum, height) => sum + height, 0);
  const nodeGap = Math.max(GAP, (servicesEnd - TOP - nodesHeight) / (picture.nodes.length + 1));
  let y = servicesEnd - TOP > nodesHeight + nodeGap * (picture.nodes.length + 1) - 1 ? TOP + nodeGap : TOP;
  const nodes = nodeHeights.map((height) => {
    const box = { ...NODE, y: Math.round(y), height };
    y += height + nodeGap;
    return box;
  });
  const disks = placeDisks(picture, services);
  const height = Math.max(...[...nodes, ...services, ...disks].map((box) => box.y + box.height), TOP) + TOP;
  return { width: WIDTH, height, nodes, services, disks };
}

const boxHeight = (lines: number): number => lines * LINE + 2 * PADDING - 6;

/** Each site with its agents below it, then those of no site. */
function placeServices(services: readonly PicturedService[]): readonly Box[] {
  const boxes: Box[] = services.map(() => ({ x: 0, y: 0, width: 0, height: 0 }));
  let y = TOP;
  const place = (index: number, indent: number) => {
    const service = services[index];
    if (service === undefined) return;
    const { address, storage, properties, nodes } = service;
    const lines = 1 + (address === null ? 0 : 1) + (storage === null ? 0 : 1) + properties.length;
    const height = Math.max(boxHeight(lines), nodes.length * PORT + PADDING);
    boxes[index] = { x: SERVICE.x + indent, y, width: SERVICE.width - indent, height };
    y += height + GAP;
  };
  const sites = new Map<string, number[]>();
  for (const { kind, name } of services) if (kind === 'site') sites.set(name, []);
  const alone: number[] = [];
  for (const [index, { kind, site }] of services.entries()) {
    if (kind === 'agent') (sites.get(site ?? '') ?? alone).push(index);
  }
  for (const [index, { kind, name }] of services.entries()) {
    if (kind !== 'site') continue;
    place(index, 0);
    for (const agent of sites.get(name) ?? []) place(agent, INDENT);
    sites.delete(name);
  }
  for (const index of alone) place(index, 0);
  return boxes;
}

/** Each disk beside the middle of what lies on it, no two over each other. */
function placeDisks({ disks }: Picture, services: readonly Box[]): readonly Box[] {
  const wished = disks.map(({ services: on }, index) => {
    const middles = on.flatMap((each) => {
      const box = services[each];
      return box === undefined ? [] : [box.y + box.height / 2];
    });
    const middle = middles.reduce((sum, each) => sum + each, 0) / Math.max(1, middles.length);
    return { index, y: Math.max(TOP, middle - DISK.height / 2) };
  });
  const boxes: Box[] = disks.map(() => ({ ...DISK, y: TOP }));
  let free = TOP;
  for (const { index, y } of wished.sort((a, b) => a.y - b.y)) {
    const top = Math.round(Math.max(y, free));
    boxes[index] = { ...DISK, y: top };
    free = top + DISK.height + GAP;
  }
  return boxes;
}

/** Where the line of a service's nth node (of so many) ends. */
export const portOf = (box: Box, place: number, count: number): number =>
  Math.round(box.y + box.height / 2 + (place - (count - 1) / 2) * PORT);
