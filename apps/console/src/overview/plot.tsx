import type { Series } from './hour.js';

const WIDTH = 360;
const HEIGHT = 150;
const LEFT = 48;
const BOTTOM = 20;
const TOP = 8;

interface Line {
  readonly name: string;
  readonly values: Series;
}

interface PlotProps {
  readonly title: string;
  readonly lines: readonly Line[];
  /** How a value is written, with its unit. */
  readonly format: (value: number) => string;
  readonly end: Date;
}

/** Lines over the last hour, as SVG that needs no script; its text says what the lines show. */
export function Plot({ title, lines, format, end }: PlotProps) {
  const most = Math.max(...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const top = niceTop(most);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  return (
    <figure class="card">
      <figcaption>
        {title}
        <span class="legend">
          {lines.length > 1 && lines.map(({ name }, index) => <span class={`series-${index + 1}`}>{name}</span>)}
        </span>
      </figcaption>
      <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={described(title, lines, format)}>
        {[0, 0.5, 1].map((share) => (
          <>
            <line class="grid" x1={LEFT} x2={WIDTH} y1={y(share * top)} y2={y(share * top)} />
            <text x={LEFT - 6} y={y(share * top) + 4} text-anchor="end">
              {format(share * top)}
            </text>
          </>
        ))}
        {[60, 45, 30, 15, 0].map((ago) => (
          <text x={xOf(60 - ago, 60)} y={HEIGHT - 4} text-anchor={anchorOf(ago)}>
            {new Date(end.getTime() - ago * 60_000).toISOString().slice(11, 16)}
          </text>
        ))}
        {lines.map(({ values }, index) => (
          <g class={`series-${index + 1}`}>
            {index === 0 && lines.length === 1 && <path class="area" d={areaOf(values, y)} />}
            <path class="line" d={pathOf(values, y)} />
          </g>
        ))}
      </svg>
    </figure>
  );
}

function xOf(index: number, last: number): number {
  return LEFT + ((WIDTH - LEFT) * index) / last;
}

function anchorOf(ago: number): 'start' | 'middle' | 'end' {
  if (ago === 60) return 'start';
  return ago === 0 ? 'end' : 'middle';
}

/** Breaks where nothing is known: a gap is not a zero. */
function pathOf(values: Series, y: (value: number) => number): string {
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return '';
      }
      const [x, top] = [round(xOf(index, values.length - 1)), round(y(value))];
      // A minute alone would be a point, which no line shows.
      const isAlone = !isDrawing && (values[index + 1] ?? null) === null;
      const command = isAlone ? `M${x - 3} ${top}h3` : `${isDrawing ? 'L' : 'M'}${x} ${top}`;
      isDrawing = true;
      return command;
    })
    .join('');
}

function areaOf(values: Series, y: (value: number) => number): string {
  const runs: string[] = [];
  let start: number | null = null;
  for (let index = 0; index <= values.length; index++) {
    const value = values[index] ?? null;
    if (value !== null && start === null) start = index;
    if (value !== null || start === null) continue;
    const points = values
      .slice(start, index)
      .map((one, offset) => `${round(xOf((start ?? 0) + offset, values.length - 1))} ${round(y(one ?? 0))}`);
    runs.push(`M${round(xOf(start, values.length - 1))} ${round(y(0))}L${points.join('L')}V${round(y(0))}Z`);
    start = null;
  }
  return runs.join('');
}

/** 1, 2 or 5 with zeros: the axis ends at a number that is easy to halve. */
function niceTop(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= most) ?? most;
}

function described(title: string, lines: readonly Line[], format: (value: number) => string): string {
  const parts = lines.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    const last = known.at(-1);
    if (last === undefined) return `${name}: no data`;
    return `${name}: now ${format(last)}, at most ${format(Math.max(...known))}`;
  });
  return `${title}, last hour. ${parts.join('; ')}.`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
