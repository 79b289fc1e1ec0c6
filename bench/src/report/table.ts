import type { Spread } from './statistics.js';

export type Row = readonly string[];

/** A table: its first row is the head. */
export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly note?: string;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** The median, and in brackets how far the rounds lie apart. */
export function spreadText(value: Spread | null, digits: number): string {
  if (value === null) return '–';
  const text = (number: number) =>
    number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const { median, least, most } = value;
  return least === most ? text(median) : `${text(median)} (${text(least)}–${text(most)})`;
}
