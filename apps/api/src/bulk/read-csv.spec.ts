import { createHash } from 'node:crypto';
import { hashItems } from './bulk-body.js';
import { readCsv } from './read-csv.js';

/** The file in chunks of this many bytes, as a network may deliver it. */
function pieces(file: string | Buffer, size: number): Buffer[] {
  const bytes = Buffer.from(file);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

async function refusal(file: string | Buffer): Promise<unknown> {
  try {
    await readCsv([Buffer.from(file)]);
    return null;
  } catch (error) {
    return error;
  }
}

const JANE = { line: 2, userId: 'usr_def456', email: null, written: 'usr_def456' };
const rows = (count: number) => Array.from({ length: count }, (_, index) => `usr_${index}`).join('\n');

test.each<[string, string, object[]]>([
  ['ids', 'user_id\nusr_def456\n', [JANE]],
  [
    'e-mail addresses',
    'email\njane@company.com\n',
    [{ line: 2, userId: null, email: 'jane@company.com', written: 'jane@company.com' }],
  ],
  ['no newline at the end', 'user_id\nusr_def456', [JANE]],
  ['newlines of Windows', 'user_id\r\nusr_def456\r\n', [JANE]],
  ['a byte order mark', '\ufeffuser_id\nusr_def456\n', [JANE]],
  ['quotes and spaces around', '"user_id"\n  "usr_def456" \n', [JANE]],
  ['empty lines, which count', 'user_id\n\n\nusr_def456\n\n', [{ ...JANE, line: 4 }]],
  ['somebody twice', 'user_id\nusr_def456\nusr_def456\n', [JANE, { ...JANE, line: 3 }]],
])('a file with %s is read, with its line numbers', async (_, file, items) => {
  for (const size of [1, 3, 1_000]) expect(await readCsv(pieces(file, size))).toEqual(items);
});

test('addresses are normalized, and the hash of the list is that of what was written', async () => {
  const items = await readCsv([Buffer.from('email\njane@BÜCHER.example\nPat@Company.COM\n')]);
  expect(items.map(({ email }) => email)).toEqual(['jane@xn--bcher-kva.example', 'Pat@company.com']);
  const written = createHash('sha256').update('2 jane@BÜCHER.example\n3 Pat@Company.COM\n').digest('hex');
  expect(hashItems(items)).toBe(written);
});

test('a file of 10,000 lines is read', async () => {
  expect(await readCsv(pieces(`user_id\n${rows(10_000)}\n`, 65_536))).toHaveLength(10_000);
});

test.each<[string, string | Buffer, object]>([
  ['nothing in it', '', { field: 'body', line: 1, expected: expect.stringContaining('header') }],
  ['a byte order mark only', '\ufeff', { field: 'body', line: 1, expected: expect.stringContaining('header') }],
  ['a header only', 'user_id\n', { field: 'body', expected: 'at least one line after the header' }],
  ['another header', 'name\nJane\n', { line: 1, expected: expect.stringContaining('"user_id" or "email"') }],
  ['no header', 'usr_def456\n', { line: 1, expected: expect.stringContaining('"user_id" or "email"') }],
  ['__proto__ for a header', '__proto__\nx\n', { line: 1 }],
  ['two columns in the header', 'user_id,email\nusr_1,a@b.de\n', { line: 1 }],
  ['two columns in a line', 'user_id\nusr_1\nusr_2,x\n', { field: 'user_id', line: 3 }],
  [
    'a malformed id',
    'user_id\nusr_1\nusr-2\n',
    { field: 'user_id', line: 3, expected: expect.stringContaining('usr_') },
  ],
  ['a malformed e-mail address', 'email\na@b.de\nnobody\n', { field: 'email', line: 3 }],
  ['spaces for a value', 'user_id\n" "\n', { field: 'user_id', line: 2 }],
  ['a quote that is never closed', 'user_id\n"usr_1\nusr_2\n', { field: 'body', line: expect.any(Number) }],
  ['a quote inside a value', 'user_id\nusr"1\n', { field: 'body', line: 2 }],
  ['a line that is very long', `user_id\n${'x'.repeat(5_000)}\n`, { field: 'body', line: 2 }],
  [
    'a NUL byte',
    'user_id\nusr_1\nusr_\u0000\nusr_3\n',
    { field: 'body', line: 3, expected: expect.stringContaining('NUL') },
  ],
  [
    'bytes that are not UTF-8',
    Buffer.from([...Buffer.from('email\na@b.de\n'), 0xff, 0xfe, 0x0a]),
    { line: 3, expected: expect.stringContaining('UTF-8') },
  ],
  ['half a character at its end', Buffer.from([...Buffer.from('email\n'), 0xc3]), { line: 2 }],
  ['10,001 lines', `user_id\n${rows(10_001)}\n`, { field: 'body', line: 10_002 }],
])('a file with %s is refused, and the error says where', async (_, file, problem) => {
  expect(await refusal(file)).toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { fields: [expect.objectContaining(problem)] },
  });
});

test('the first twenty of many invalid lines are listed', async () => {
  const fields = Array.from({ length: 20 }, (_, index) => expect.objectContaining({ line: index + 2 }));
  expect(await refusal(`user_id\n${'x\n'.repeat(500)}`)).toMatchObject({ details: { fields } });
});

test('a file over 2 MiB is refused, however it is chunked', async () => {
  const files = [Buffer.alloc(3 * 1024 * 1024, 'a'), Buffer.from(`user_id\n${'\n'.repeat(3 * 1024 * 1024)}`)];
  for (const file of files) {
    await expect(readCsv(pieces(file, 65_536))).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      details: { limit_bytes: 2_097_152 },
    });
  }
});
