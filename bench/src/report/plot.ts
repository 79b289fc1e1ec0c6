/** A line with its name at its end. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

interface Point {
  readonly x: number;
  readonly y: number;
  /** Ends of the bar that shows how far the rounds lie apart. */
  readonly least?: number;
  readonly most?: number;
}

export interface Panel {
  readonly title: string;
  readonly xLabel: string;
  /** Where the x axis has its marks. */
  readonly xMarks: readonly number[];
  /** `rank`: marks stand at equal distances, whatever their values. */
  readonly xScale: 'rank' | 'linear';
  readonly yScale: 'log' | 'linear';
  readonly series: readonly Series[];
}

const WIDTH = 880;
const HEIGHT = 400;
const LEFT = 70;
const RIGHT = 620;
const TOP = 50;
const BOTTOM = 340;
const LABEL_DISTANCE = 16;
/** Legible on white and on black. */
const COLORS = ['#2f81f7', '#d9822b', '#3fa45b', '#c2488d', '#8a6fd8', '#7d8590', '#1b9e9e'];

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #57606a; }
  .title { font-size: 14px; font-weight: 600; fill: #24292f; }
  .grid { stroke: #d0d7de; }
  @media (prefers-color-scheme: dark) { text { fill: #9198a1; } .title { fill: #e6edf3; } .grid { stroke: #30363d; } }`;

/** An SVG with the panels one below the other. It has no background, so that it fits light and dark pages. */
export function plot(panels: readonly Panel[]): string {
  const body = panels
    .map((panel, index) => `<g transform="translate(0 ${index * HEIGHT})">${draw(panel)}</g>`)
    .join('\n');
  const height = panels.length * HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Benchmark results, a line for each contender">
<style>${STYLE}
</style>
${body}
</svg>
`;
}

function draw({ title, xLabel, xMarks, xScale, yScale, series }: Panel): string {
  const yMarks = yScale === 'log' ? decades(series) : steps(series);
  const x = scale(xScale === 'rank' ? xMarks.map((_, index) => index) : xMarks, LEFT, RIGHT);
  const atX = (value: number) => x(xScale === 'rank' ? xMarks.indexOf(value) : value);
  const transform = yScale === 'log' ? Math.log10 : (value: number) => value;
  const y = scale(yMarks.map(transform), BOTTOM, TOP);
  const atY = (value: number) => y(transform(value));
  return [
    `<text class="title" x="${LEFT}" y="24">${escapeXml(title)}</text>`,
    ...yMarks.map((mark) => {
      const at = atY(mark).toFixed(1);
      const line = `<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${at}" y2="${at}"/>`;
      return `${line}<text x="${LEFT - 8}" y="${at}" dy="4" text-anchor="end">${mark.toLocaleString('en')}</text>`;
    }),
    ...xMarks.map((mark) => `<text x="${atX(mark).toFixed(1)}" y="${BOTTOM + 20}" text-anchor="middle">${mark}</text>`),
    `<text x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 42}" text-anchor="middle">${escapeXml(xLabel)}</text>`,
    ...series.map((one, index) => drawSeries(one, COLORS[index % COLORS.length] ?? '', atX, atY)),
    ...drawNames(series, atY),
  ].join('\n');
}

function drawSeries({ points }: Series, color: string, atX: (x: number) => number, atY: (y: number) => number): string {
  const line = points.map(({ x, y }) => `${atX(x).toFixed(1)},${atY(y).toFixed(1)}`).join(' ');
  const bars = points.flatMap(({ x, least, most }) =>
    least === undefined || most === undefined
      ? []
      : [
          `<line x1="${atX(x).toFixed(1)}" x2="${atX(x).toFixed(1)}" y1="${atY(least).toFixed(1)}" y2="${atY(most).toFixed(1)}"/>`,
        ],
  );
  return `<g stroke="${color}" stroke-width="2" fill="none"><polyline points="${line}"/>${bars.join('')}</g>`;
}

/** Names stand at the height at which their lines end, moved apart where they would overlap. */
function drawNames(series: readonly Series[], atY: (y: number) => number): string[] {
  const names = series
    .flatMap(({ name, points }, index) => {
      const end = points.at(-1);
      return end ? [{ name, color: COLORS[index % COLORS.length], at: atY(end.y) }] : [];
    })
    .sort((a, b) => a.at - b.at);
  let lowest = Number.NEGATIVE_INFINITY;
  return names.map(({ name, color, at }) => {
    lowest = Math.max(at, lowest + LABEL_DISTANCE);
    return `<text x="${RIGHT + 12}" y="${lowest.toFixed(1)}" dy="4" style="fill: ${color}">${escapeXml(name)}</text>`;
  });
}

function scale(marks: readonly number[], from: number, to: number): (value: number) => number {
  const least = Math.min(...marks);
  const width = Math.max(...marks) - least || 1;
  return (value) => from + ((value - least) / width) * (to - from);
}

function extent(series: readonly Series[]): [least: number, most: number] {
  const values = series.flatMap(({ points }) => points.flatMap(({ y, least = y, most = y }) => [least, most]));
  return [Math.min(...values), Math.max(...values)];
}

/** Powers of ten around all values. */
function decades(series: readonly Series[]): number[] {
  const [least, most] = extent(series);
  const first = Math.floor(Math.log10(least));
  const last = Math.max(Math.ceil(Math.log10(most)), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
}

/** About five round numbers from zero to beyond the largest value. */
function steps(series: readonly Series[]): number[] {
  const [, most] = extent(series);
  const power = 10 ** Math.floor(Math.log10(most / 5));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size * 5 >= most) ?? power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
