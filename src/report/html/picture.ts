import type { Picture, PicturedService } from '../../engine/picture.js';
import type { ClusterResult } from '../../engine/result.js';
import { listed } from '../../message/listed.js';
import { drawingOf } from './drawing.js';
import { type Mark, PictureMarks, sumOf, worstOf } from './marks.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';

/** More than this makes no drawing that anyone can read. */
const NODES_DRAWN = 16;
const SERVICES_DRAWN = 24;

/** The cluster as a drawing, and the same in words. */
export function pictureFigure(cluster: ClusterResult, picture: Picture, id: string, shown: Shown): Markup {
  const marks = new PictureMarks(picture, cluster.findings, cluster.notChecked);
  const drawn = drawnPart(picture, marks);
  const left = picture.nodes.length - drawn.nodes.length + picture.services.length - drawn.services.length;
  const drawnMarks = left === 0 ? marks : new PictureMarks(drawn, cluster.findings, cluster.notChecked);
  const { drawing: words } = shown.words;
  const name = cluster.name ?? shown.common.looseFiles;
  return html`<figure class="cluster-picture">
<div class="scroll" role="group" tabindex="0" aria-label="${words.title(name)}">${drawingOf(drawn, drawnMarks, name, id, shown)}</div>
<figcaption>${left === 0 ? null : html`<p>${words.notDrawn(left)}</p>`}${wholeNote(marks, shown)}${legend(shown)}</figcaption>
</figure>
<details class="in-words"><summary>${words.inWords}</summary>
${inWords(picture, marks, shown)}</details>
`;
}

/** Of a cluster too large to draw the part where something was found, in its own order. */
function drawnPart(picture: Picture, marks: PictureMarks): Picture {
  const { nodes, services, disks } = picture;
  if (nodes.length <= NODES_DRAWN && services.length <= SERVICES_DRAWN) return picture;
  const weight = ({ errors, warnings }: Mark) => errors * 1000 + warnings;
  const most = (count: number, of: number, mark: (index: number) => Mark) =>
    [...Array.from({ length: of }).keys()]
      .map((index) => ({ index, weight: weight(mark(index)) }))
      .sort((a, b) => b.weight - a.weight || a.index - b.index)
      .slice(0, count)
      .map(({ index }) => index)
      .sort((a, b) => a - b);
  const keptServices = most(SERVICES_DRAWN, services.length, (service) =>
    sumOf([
      marks.service(service),
      marks.address(service),
      marks.storage(service),
      ...nodes.map((_, node) => marks.link(node, service)),
    ]),
  );
  const keptNodes = most(NODES_DRAWN, nodes.length, (node) =>
    sumOf([marks.node(node), ...keptServices.map((service) => marks.link(node, service))]),
  );
  const kept = new Set(keptNodes.map((node) => nodes[node]?.name));
  const places = new Map(keptServices.map((service, place) => [service, place]));
  return {
    nodes: keptNodes.flatMap((node) => nodes[node] ?? []),
    services: keptServices
      .flatMap((service) => services[service] ?? [])
      .map((service) => ({ ...service, nodes: service.nodes.filter((node) => kept.has(node)) })),
    disks: disks
      .map(({ path, services: on }) => ({ path, services: on.flatMap((each) => places.get(each) ?? []) }))
      .filter((disk) => disk.services.length > 0),
  };
}

function wholeNote({ whole }: PictureMarks, { words }: Shown): Markup | null {
  return worstOf(whole) === null
    ? null
    : html`<p>${words.drawing.whole}: ${inText(whole, words.drawing)}</p>`;
}

function legend({ words }: Shown): Markup {
  const { lines, signs, legend: label } = words.drawing;
  const line = (kind: string) =>
    html`<svg aria-hidden="true" width="44" height="12" viewBox="0 0 44 12"><path class="link ${kind}" d="M2 6H42"/></svg>`;
  return html`<p class="legend"><strong>${label}:</strong> <span>${line('active')} ${lines.active}</span> <span>${line('standby')} ${lines.standby}</span> <span>${line('unknown')} ${lines.unknown}</span> <span><b>×</b> ${signs.error}</span> <span><b>△</b> ${signs.warning}</span> <span><b>i</b> ${signs.info}</span> <span><b>?</b> ${signs.open}</span></p>`;
}

function inWords(picture: Picture, marks: PictureMarks, shown: Shown): Markup {
  const { drawing: words } = shown.words;
  const note = (mark: Mark) =>
    worstOf(mark) === null ? null : html` — <strong>${inText(mark, words)}</strong>`;
  const nodes = picture.nodes.map(
    ({ name, addresses, hasData }, index) =>
      html`<li>${words.node} <code>${name}</code>${addresses.length === 0 ? null : shown.inBrackets(listed(addresses)[shown.language])}${
        hasData ? null : html`: ${words.noData}`
      }${note(marks.node(index))}</li>
`,
  );
  const services = picture.services.map((service, index) => serviceItem(service, index));
  const disks = picture.disks.map(
    ({ path, services: on }) =>
      html`<li>${words.disk} <code>${path}</code>${
        on.length === 0
          ? null
          : html`: ${words.holds(listed(on.flatMap((each) => picture.services[each]?.name ?? []))[shown.language])}`
      }</li>
`,
  );
  return html`<ul>
${nodes}${services}${disks}</ul>
`;

  function serviceItem(service: PicturedService, index: number): Markup {
    const { title, name, address, storage, properties, nodes: on, activeNodes, site } = service;
    const { language } = shown;
    const parts = [
      ...(address === null
        ? []
        : [
            html`<li>${address.label[language]}: <code>${address.value}</code>${note(marks.address(index))}</li>`,
          ]),
      ...(storage === null
        ? []
        : [
            html`<li>${storage.label[language]}: <code>${storage.value}</code>${note(marks.storage(index))}</li>`,
          ]),
      ...properties.map(({ label, value }) => html`<li>${label[language]}: <code>${value}</code></li>`),
      ...(site === null ? [] : [html`<li>${words.worksFor(site)}</li>`]),
      html`<li>${words.runsOn(listed(on)[language])}</li>`,
      ...(activeNodes.length === 0 ? [] : [html`<li>${words.activeOn(listed(activeNodes)[language])}</li>`]),
      ...picture.nodes.flatMap((node, place) => {
        const mark = marks.link(place, index);
        return worstOf(mark) === null
          ? []
          : [html`<li>${words.node} <code>${node.name}</code>${note(mark)}</li>`];
      }),
    ];
    return html`<li>${title[language]} <code>${name}</code>${note(marks.service(index))}<ul>${parts}</ul></li>
`;
  }
}

const inText = (
  { errors, warnings, infos, open }: Mark,
  words: { readonly marked: (...counts: [number, number, number, number]) => string },
): string => words.marked(errors, warnings, infos, open);
