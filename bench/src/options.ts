import { parseArgs } from 'node:util';
import { CONTENDER_NAMES, type ContenderName } from './contenders/contender.js';

const MEASUREMENT_NAMES = [
  'bulk',
  'size',
  'round-trips',
  'reads',
  'fairness',
  'scim',
  'feed',
  'cost',
  'webhooks',
  'shards',
] as const;
export type MeasurementName = (typeof MEASUREMENT_NAMES)[number];

/** A steady load. */
export interface GrowthOptions {
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
  readonly contenders: readonly ContenderName[];
  readonly measurements: readonly MeasurementName[];
  /** The commit whose build takes part. */
  readonly before: string | null;
  /** The path of the Node.js that one more contender runs on. */
  readonly node: string | null;
  /** Only the CPU profile of the API is taken. */
  readonly profile: boolean;
  /** Nothing is measured: the kept costs of an add are turned into what machines carry. */
  readonly simulate: boolean;
  /** Null unless only memory is to be looked at. */
  readonly soakMinutes: number | null;
  /** Null unless only the growth of the database is to be looked at. */
  readonly growth: GrowthOptions | null;
  /** One short round on little data: it shows that everything works, and its numbers mean nothing. */
  readonly quick: boolean;
  /** Everything was measured at full length, so the results may be kept. */
  readonly complete: boolean;
}

export const USAGE = `usage: npm run bench [-- flags]

  --before COMMIT    also measure an earlier build, in turns with this one, and compare both in RESULTS.md
  --node PATH        also measure the queue on Redis run by this Node.js
  --rounds N         rounds in which the contenders take turns (5)
  --seconds N        seconds per contender, round and number of connections (3)
  --connections A,B  numbers of connections (1,16,64,256)
  --only A,B         measure only some of: ${[...CONTENDER_NAMES, ...MEASUREMENT_NAMES].join(', ')}
  --quick            one round of 2 seconds at 1 and 64 connections on little data: checks that everything works

Other runs, each instead of the measurements above:
  --profile          where the API spends its CPU time: bench/flame-graph.svg
  --simulate         what other machines carry, computed from bench/cost.json
  --soak             memory under 1,280 connections
  --growth           tables and latencies under a steady load, while old operations expire

Options of these runs:
  --rate N           adds a second of --growth (1000)
  --minutes N        how long --soak or --growth takes (10; with --quick 20 seconds)

  --help             this text

Writes bench/RESULTS.md and bench/results.svg (with --soak SOAK.md and soak.svg, with --growth GROWTH.md and growth.svg);
\`cost\` writes bench/COST.md and bench/cost.json, unless it is a quick run. A run with other flags than
--before, --node, --rounds and --seconds writes to reports/bench/ instead, so that it does not replace the results of a full one.`;

/** @throws Error with a sentence for the person who typed the flags */
export function parseOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      connections: { type: 'string' },
      only: { type: 'string' },
      before: { type: 'string' },
      node: { type: 'string' },
      minutes: { type: 'string' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      simulate: { type: 'boolean', default: false },
      soak: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      rate: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if ([values.profile, values.soak, values.growth].filter(Boolean).length > 1)
    throw new Error('--profile, --soak and --growth are different runs.');
  if (values.minutes !== undefined && !values.soak && !values.growth)
    throw new Error('--minutes belongs to --soak and to --growth.');
  if (values.rate !== undefined && !values.growth) throw new Error('--rate belongs to --growth.');
  const only = values.only?.split(',');
  const known: readonly string[] = [...CONTENDER_NAMES, ...MEASUREMENT_NAMES];
  const unknown = only?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`--only knows no "${unknown}". It knows: ${known.join(', ')}.`);

  const { quick } = values;
  const fallback = quick
    ? { rounds: '1', seconds: '2', connections: '1,64' }
    : { rounds: '5', seconds: '3', connections: '1,16,64,256' };
  return {
    rounds: wholeNumber('--rounds', values.rounds ?? fallback.rounds, 100),
    seconds: wholeNumber('--seconds', values.seconds ?? fallback.seconds, 60),
    connections: (values.connections ?? fallback.connections)
      .split(',')
      .map((text) => wholeNumber('--connections', text, 512)),
    contenders: CONTENDER_NAMES.filter((name) => only?.includes(name) ?? true),
    measurements: MEASUREMENT_NAMES.filter((name) => only?.includes(name) ?? true),
    before: values.before ?? null,
    node: values.node ?? null,
    profile: values.profile,
    simulate: values.simulate,
    soakMinutes: values.soak ? minutesOf(values.minutes, quick) : null,
    growth: values.growth
      ? {
          perSecond: wholeNumber('--rate', values.rate ?? '1000', 20_000),
          seconds: minutesOf(values.minutes, quick) * 60,
        }
      : null,
    quick,
    complete: !quick && [only, values.connections, values.minutes, values.rate].every((value) => value === undefined),
  };
}

function minutesOf(minutes: string | undefined, quick: boolean): number {
  if (minutes === undefined && quick) return 1 / 3;
  return wholeNumber('--minutes', minutes ?? '10', 120);
}

function wholeNumber(flag: string, text: string, most: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most) throw new Error(`${flag} takes whole numbers from 1 to ${most}, not "${text}".`);
  return number;
}
