import type { ContenderResult } from '../comparison.js';
import type { ContenderName, Measured } from '../contenders/contender.js';
import type { Program } from '../stack/cpu-time.js';
import { type Spread, spread, sum } from './statistics.js';

/** `cpu`: microseconds of CPU time per add, of all programs or of one. */
export type Figure = 'perSecond' | 'p50' | 'p99' | 'cpu' | `cpu ${Program}`;

/** The results of the comparison, looked up by name and number of connections. */
export class Figures {
  constructor(readonly results: readonly ContenderResult[]) {}

  get connections(): number[] {
    return [...new Set(this.results.flatMap(({ rounds }) => [...rounds.keys()]))].sort((a, b) => a - b);
  }

  of(name: ContenderName, connections: number, figure: Figure): Spread | null {
    return spread(this.rounds(name, connections).flatMap((round) => figureOf(round, figure) ?? []));
  }

  /** The ratio within each round, where both met the same machine; then the median of the rounds. */
  ratio(name: ContenderName, base: ContenderName, connections: number, figure: Figure): Spread | null {
    const rounds = this.rounds(name, connections);
    const bases = this.rounds(base, connections);
    return spread(
      rounds.flatMap((round, index) => {
        const value = figureOf(round, figure);
        const other = bases[index] && figureOf(bases[index], figure);
        return value === undefined || !other ? [] : [value / other];
      }),
    );
  }

  private rounds(name: ContenderName, connections: number): readonly Measured[] {
    return this.results.find((result) => result.name === name)?.rounds.get(connections) ?? [];
  }
}

function figureOf(round: Measured, figure: Figure): number | undefined {
  if (figure === 'perSecond' || figure === 'p50' || figure === 'p99') return round[figure];
  if (round.cpuPerAdd === null) return undefined;
  if (figure === 'cpu') return sum(Object.values(round.cpuPerAdd));
  return round.cpuPerAdd[figure.slice('cpu '.length) as Program];
}
