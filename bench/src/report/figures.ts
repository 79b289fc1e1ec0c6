import type { ContenderResult } from '../comparison.js';
import type { ContenderName } from '../contenders/contender.js';
import type { LoadResult } from '../load/load.js';
import { type Spread, spread } from './statistics.js';

export type Figure = 'perSecond' | 'p50' | 'p99';

/** The results of the comparison, looked up by name and number of connections. */
export class Figures {
  constructor(readonly results: readonly ContenderResult[]) {}

  get connections(): number[] {
    return [...new Set(this.results.flatMap(({ rounds }) => [...rounds.keys()]))].sort((a, b) => a - b);
  }

  of(name: ContenderName, connections: number, figure: Figure): Spread | null {
    return spread(this.rounds(name, connections).map((round) => round[figure]));
  }

  /** The ratio within each round, where both met the same machine; then the median of the rounds. */
  ratio(name: ContenderName, base: ContenderName, connections: number, figure: Figure): Spread | null {
    const rounds = this.rounds(name, connections);
    const bases = this.rounds(base, connections);
    return spread(
      rounds.flatMap((round, index) => {
        const other = bases[index];
        return other ? [round[figure] / other[figure]] : [];
      }),
    );
  }

  private rounds(name: ContenderName, connections: number): readonly LoadResult[] {
    return this.results.find((result) => result.name === name)?.rounds.get(connections) ?? [];
  }
}
