import { escapeXml } from '../report/plot.js';
import { type Frame, type Owner, selfTimes } from './frames.js';

const WIDTH = 1_200;
const ROW = 17;
const TOP = 64;
/** Narrower boxes are left out, in pixels. */
const NARROWEST = 1;
/** The width of a letter of the labels, in pixels. */
const LETTER = 6.3;
/** Packages that are named with their share. */
const NAMED_GROUPS = 9;

const OWNERS: readonly Owner[] = ['roster', 'package', 'node', 'native'];
const LEGEND: Record<Owner, string> = {
  roster: 'Roster',
  package: 'packages',
  node: 'Node',
  native: 'native code, garbage collector',
};

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #57606a; }
  .title { font-size: 14px; font-weight: 600; fill: #24292f; }
  .box text { font: 10.5px ui-monospace, monospace; fill: #1f2328; pointer-events: none; }
  rect { stroke: #ffffff; stroke-width: 0.5; }
  .roster { fill: #f2a65a; } .package { fill: #8ab4e8; } .node { fill: #9fd3a7; } .native { fill: #c9c4d4; }
  .box:hover rect { fill: #f5e663; }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; } .title { fill: #e6edf3; } rect { stroke: #0d1117; }
  }`;

/** A flame graph as SVG: callers above what they call, as wide as the time that they and their callees took. */
export function flameGraph(root: Frame, title: string): string {
  const boxes: string[] = [];
  const deepest = draw(root, 0, 0, WIDTH / root.total, root.total, boxes);
  const height = TOP + (deepest + 1) * ROW + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeXml(title)}">
<style>${STYLE}
</style>
<text class="title" x="4" y="18">${escapeXml(title)}</text>
<text x="4" y="36">${escapeXml(sharesOf(root))}</text>
${legend()}
${boxes.join('\n')}
</svg>
`;
}

/** Returns the deepest row that was drawn below this frame. */
function draw(frame: Frame, left: number, row: number, scale: number, all: number, boxes: string[]): number {
  const width = frame.total * scale;
  if (width < NARROWEST) return row - 1;
  boxes.push(box(frame, left, row, width, all));
  let deepest = row;
  let at = left;
  // The widest first: what matters most stands at the left.
  for (const child of [...frame.children.values()].sort((a, b) => b.total - a.total)) {
    deepest = Math.max(deepest, draw(child, at, row + 1, scale, all, boxes));
    at += child.total * scale;
  }
  return deepest;
}

function box({ name, place, owner, self, total }: Frame, left: number, row: number, width: number, all: number) {
  const [x, y] = [left.toFixed(1), TOP + row * ROW];
  const hover = `${name}, ${place}: ${share(total, all)} with callees, ${share(self, all)} itself`;
  const letters = Math.floor((width - 6) / LETTER);
  const label = `${name}  ${place}`.slice(0, Math.max(letters, 0));
  const text = letters < 3 ? '' : `<text x="${(left + 3).toFixed(1)}" y="${y + 12}">${escapeXml(label)}</text>`;
  return `<g class="box"><title>${escapeXml(hover)}</title><rect class="${owner}" x="${x}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}"/>${text}</g>`;
}

function sharesOf(root: Frame): string {
  const named = selfTimes(root).slice(0, NAMED_GROUPS);
  return `Time of their own: ${named.map(([group, time]) => `${group} ${share(time, root.total)}`).join(' · ')}`;
}

function legend(): string {
  let x = 4;
  return OWNERS.map((owner) => {
    const entry = `<rect class="${owner}" x="${x}" y="46" width="10" height="10"/><text x="${x + 14}" y="55">${LEGEND[owner]}</text>`;
    x += 34 + LEGEND[owner].length * LETTER;
    return entry;
  }).join('');
}

function share(part: number, all: number): string {
  return `${((100 * part) / all).toFixed(1)} %`;
}
