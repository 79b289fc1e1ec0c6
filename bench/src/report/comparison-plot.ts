import type { Figure, Figures } from './figures.js';
import { type Panel, plot, type Series } from './plot.js';

/** Adds per second and p50 of all contenders over the number of connections. */
export function comparisonPlot(figures: Figures): string {
  return plot([panel(figures, 'perSecond', 'adds per second'), panel(figures, 'p50', 'p50 of an add, ms')]);
}

function panel(figures: Figures, figure: Figure, title: string): Panel {
  const { connections } = figures;
  // An earlier build has its own table; its lines would hide those of this one.
  const shown = figures.results.filter(({ name }) => !name.endsWith('-before'));
  const series = shown.map(({ name, title: contender }): Series => {
    const points = connections.flatMap((x) => {
      const value = figures.of(name, x, figure);
      return value ? [{ x, y: value.median, least: value.least, most: value.most }] : [];
    });
    return { name: contender, points };
  });
  return {
    title: `${title} (median and range, logarithmic)`,
    xLabel: 'connections',
    xMarks: connections,
    xScale: 'rank',
    yScale: 'log',
    series,
  };
}
