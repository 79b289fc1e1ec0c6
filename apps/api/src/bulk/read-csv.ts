import { Readable } from 'node:stream';
import { type BulkItem, emailSchema, MAX_BULK_ITEMS, userIdSchema } from '@roster/domain';
import { CsvError, parse } from 'csv-parse';
import { type FieldProblem, MAX_PROBLEMS, validationFailed } from '../requests/validation.js';
import { fileText } from './file-text.js';

/** An item with its value as the caller wrote it, which tells one request from another. */
export type WrittenItem = BulkItem & { readonly written: string };

/** The columns that a file may have, one per file, and how a value becomes an item. */
const COLUMNS = {
  user_id: {
    expected: '"usr_" followed by 1 to 64 letters or digits',
    item: (line: number, written: string): WrittenItem | null => {
      const { data } = userIdSchema.safeParse(written);
      return data === undefined ? null : { line, userId: data, email: null, written };
    },
  },
  email: {
    expected: 'an e-mail address',
    item: (line: number, written: string): WrittenItem | null => {
      const { data } = emailSchema.safeParse(written);
      return data === undefined ? null : { line, userId: null, email: data, written };
    },
  },
} as const;
type Column = keyof typeof COLUMNS;

/** https://csv.js.org/parse/options/ */
const OPTIONS = {
  bom: true,
  info: true,
  trim: true,
  skip_empty_lines: true,
  /** We count the columns ourselves, to name the line that has too many. */
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  /** Bounds what an unclosed quote reads as one record. */
  max_record_size: 1_024,
};

/**
 * Reads a CSV file (RFC 4180) of one column, `user_id` or `email`, named in its first line.
 *
 * @throws DomainError PAYLOAD_TOO_LARGE, or VALIDATION_FAILED with the first invalid lines
 */
export async function readCsv(bytes: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<WrittenItem[]> {
  const table = new ItemTable();
  const text = Readable.from(fileText(bytes));
  const rows = parse(OPTIONS);
  text.once('error', (error) => rows.destroy(error));
  text.pipe(rows);
  try {
    for await (const { record, info } of rows as AsyncIterable<Row>) table.add(record, info.lines);
  } catch (error) {
    if (error instanceof CsvError) throw brokenCsv(error);
    throw error;
  } finally {
    text.destroy();
  }
  return table.end();
}

interface Row {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

class ItemTable {
  private column: Column | null = null;
  private readonly items: WrittenItem[] = [];
  private readonly problems: FieldProblem[] = [];
  private rows = 0;

  add(record: readonly string[], line: number): void {
    if (this.column === null) this.column = readHeader(record, line);
    else this.addRow(this.column, record, line);
  }

  end(): WrittenItem[] {
    if (this.column === null) throw validationFailed([{ field: 'body', line: 1, expected: HEADER }]);
    if (this.problems.length > 0) throw validationFailed(this.problems);
    if (this.rows === 0) throw validationFailed([{ field: 'body', expected: 'at least one line after the header' }]);
    return this.items;
  }

  private addRow(column: Column, record: readonly string[], line: number): void {
    this.rows += 1;
    if (this.rows > MAX_BULK_ITEMS) {
      throw validationFailed([{ field: 'body', line, expected: `at most ${MAX_BULK_ITEMS} lines after the header` }]);
    }
    const item = record.length === 1 ? COLUMNS[column].item(line, record[0] ?? '') : null;
    if (item !== null) this.items.push(item);
    else this.problems.push({ field: column, line, expected: `${COLUMNS[column].expected}, and no second column` });
    if (this.problems.length === MAX_PROBLEMS) throw validationFailed(this.problems);
  }
}

const HEADER = 'a header of exactly one column, "user_id" or "email"';

function readHeader(record: readonly string[], line: number): Column {
  const [name = ''] = record;
  if (record.length !== 1 || !Object.hasOwn(COLUMNS, name)) {
    throw validationFailed([{ field: 'body', line, expected: HEADER }]);
  }
  return name as Column;
}

function brokenCsv(error: CsvError) {
  const line = typeof error.lines === 'number' ? { line: error.lines } : {};
  const expected = 'one value in each line; a quote at its beginning needs one at its end';
  return validationFailed([{ field: 'body', ...line, expected }]);
}
