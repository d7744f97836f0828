import type { Picture, PicturedNode, PicturedPart, PicturedService } from '../../engine/picture.js';
import { escapeControl } from '../../text/escape.js';
import { simpleMeasure } from '../width.js';
import { ADDRESSES, type Box, LINE, layoutOf, PADDING, portOf } from './layout.js';
import { badgeOf, type Mark, type PictureMarks, sumOf, worstOf } from './marks.js';
import { type Content, html, type Markup } from './markup.js';
import type { Shown } from './shown.js';

/** Units that a column of the drawing's text takes. */
const COLUMN = 7.9;

/** The cluster as a drawing: what is broken is marked by shape, sign and colour. */
export function drawingOf(
  picture: Picture,
  marks: PictureMarks,
  name: string,
  id: string,
  shown: Shown,
): Markup {
  const { drawing: words } = shown.words;
  const { width, height, nodes, services, disks } = layoutOf(picture);
  const parts: Content[] = [];
  for (const [index, service] of picture.services.entries()) {
    const box = services[index];
    if (box === undefined) continue;
    parts.push(branch(picture, services, service, box));
    parts.push(nodeLines(picture, nodes, index, box, marks, shown));
  }
  for (const [index, disk] of picture.disks.entries()) {
    const box = disks[index];
    if (box === undefined) continue;
    parts.push(disk.services.map((each) => diskLine(services[each], box, marks.storage(each))));
    const mark = sumOf(disk.services.map((each) => marks.storage(each)));
    parts.push(diskBox(disk.path, box, mark, shown));
  }
  for (const [index, node] of picture.nodes.entries()) {
    const box = nodes[index];
    if (box !== undefined) parts.push(nodeBox(node, box, marks.node(index), shown));
  }
  for (const [index, service] of picture.services.entries()) {
    const box = services[index];
    if (box !== undefined) parts.push(serviceBox(service, index, box, marks, shown));
  }
  return html`<svg role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="${id}-t">${words.title(name)}</title><desc id="${id}-d">${words.description(picture.nodes.length, picture.services.length, picture.disks.length)}</desc>
${parts}</svg>
`;
}

/** From a site down to an agent that works for it. */
function branch({ services }: Picture, boxes: readonly Box[], { kind, site }: PicturedService, box: Box) {
  const index =
    kind === 'agent' ? services.findIndex((each) => each.kind === 'site' && each.name === site) : -1;
  const above = boxes[index];
  if (above === undefined) return null;
  const x = above.x + (box.x - above.x) / 2;
  return html`<path class="branch" d="M${x} ${above.y + above.height}V${box.y + PADDING + 4}H${box.x}"/>
`;
}

/** From each node to a service that it may run. */
function nodeLines(
  picture: Picture,
  nodes: readonly Box[],
  index: number,
  box: Box,
  marks: PictureMarks,
  { words }: Shown,
): readonly Markup[] {
  const service = picture.services[index];
  if (service === undefined) return [];
  const { active, standby } = words.drawing;
  const places = picture.nodes.flatMap(({ name }, node) => (service.nodes.includes(name) ? [node] : []));
  return places.map((node, place) => {
    const from = nodes[node];
    if (from === undefined) return html``;
    const mark = marks.link(node, index);
    const isActive = service.activeNodes.includes(picture.nodes[node]?.name ?? '');
    const known = service.activeNodes.length > 0;
    const state = known ? (isActive ? 'active' : 'standby') : 'unknown';
    const [x1, y1] = [from.x + from.width, Math.round(from.y + from.height / 2)];
    const [x2, y2] = [box.x, portOf(box, place, places.length)];
    const bend = Math.round((x1 + x2) / 2) - 20;
    const label = [known ? (isActive ? active : standby) : '', badgeOf(mark)].filter((text) => text !== '');
    return html`<path class="link ${state} ${worstOf(mark)}" d="M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2 - 70} ${y2}H${x2}"/><text class="note ${worstOf(mark)}" x="${x2 - 6}" y="${y2 - 5}" text-anchor="end">${label.join(' ')}</text>
`;
  });
}

function diskLine(from: Box | undefined, disk: Box, mark: Mark): Markup | null {
  if (from === undefined) return null;
  const [x1, y1] = [from.x + from.width, Math.round(from.y + from.height / 2)];
  const [x2, y2] = [disk.x, disk.y + disk.height / 2];
  return html`<path class="link stored ${worstOf(mark)}" d="M${x1} ${y1}C${x1 + 30} ${y1} ${x2 - 30} ${y2} ${x2} ${y2}"/>
`;
}

function nodeBox({ name, addresses, hasData }: PicturedNode, box: Box, mark: Mark, { words }: Shown): Markup {
  const { noData } = words.drawing;
  const more = addresses.length > ADDRESSES ? ` +${addresses.length - ADDRESSES}` : '';
  const lines: Line[] = [
    { label: '', value: name, mark, strong: true },
    ...addresses
      .slice(0, ADDRESSES)
      .map((value, place) => ({ label: '', value: place === ADDRESSES - 1 ? value + more : value })),
    ...(hasData ? [] : [{ label: noData, value: '' }]),
  ];
  return html`<rect class="node ${hasData ? null : 'unknown'} ${worstOf(mark)}" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"/>${textLines(lines, box)}
`;
}

function serviceBox(
  service: PicturedService,
  index: number,
  box: Box,
  marks: PictureMarks,
  { language }: Shown,
) {
  const { title, name, address, storage, properties } = service;
  const part = (of: PicturedPart | null, mark: Mark): Line[] =>
    of === null ? [] : [{ label: of.label[language], value: of.value, mark }];
  const lines: Line[] = [
    { label: title[language], value: name, mark: marks.service(index), strong: true },
    ...part(address, marks.address(index)),
    ...part(storage, marks.storage(index)),
    ...properties.map(({ label, value }) => ({ label: label[language], value })),
  ];
  const mark = sumOf([marks.service(index), marks.address(index), marks.storage(index)]);
  return html`<rect class="service ${worstOf(mark)}" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="10"/>${textLines(lines, box)}
`;
}

function diskBox(path: string, box: Box, mark: Mark, { words }: Shown): Markup {
  const [left, right, top, bottom] = [box.x, box.x + box.width, box.y + 9, box.y + box.height - 9];
  const [rx, ry] = [box.width / 2, 9];
  const inner = { ...box, y: box.y + 12 };
  return html`<path class="disk ${worstOf(mark)}" d="M${left} ${top}A${rx} ${ry} 0 0 1 ${right} ${top}V${bottom}A${rx} ${ry} 0 0 1 ${left} ${bottom}ZM${left} ${top}A${rx} ${ry} 0 0 0 ${right} ${top}"/>${textLines(
    [
      { label: words.drawing.disk, value: '' },
      { label: '', value: path, strong: true },
    ],
    inner,
  )}
`;
}

interface Line {
  readonly label: string;
  readonly value: string;
  readonly mark?: Mark;
  readonly strong?: boolean;
}

/** Lines of a box: a label, a value cut to what fits, and on the right what is marked there. */
function textLines(lines: readonly Line[], box: Box): readonly Markup[] {
  return lines.map(({ label, value, mark, strong }, index) => {
    const y = box.y + PADDING + 11 + index * LINE;
    const badge = mark === undefined ? '' : badgeOf(mark);
    const room = Math.floor((box.width - 2 * PADDING) / COLUMN) - (badge === '' ? 0 : columns(badge) + 1);
    const before = label === '' || value === '' ? label : `${label} `;
    return html`<text x="${box.x + PADDING}" y="${y}">${before}<tspan class="${strong === true ? 'strong' : 'value'}">${fitting(value, room - columns(before))}</tspan></text>${
      badge === ''
        ? null
        : html`<text class="note ${mark === undefined ? null : worstOf(mark)}" x="${box.x + box.width - PADDING}" y="${y}" text-anchor="end">${badge}</text>`
    }`;
  });
}

const columns = (text: string): number => simpleMeasure.columns(text);

/** A text in so many columns; what does not fit is replaced by `…`. */
function fitting(text: string, room: number): string {
  // A name of a hostile input may be megabytes long.
  const safe = escapeControl(text.slice(0, 4 * Math.max(1, room)));
  if (safe.length <= room && columns(safe) <= room && text.length <= room) return safe;
  let shown = '';
  let used = 1;
  for (const character of safe) {
    used += columns(character);
    if (used > room) break;
    shown += character;
  }
  return `${shown}…`;
}
