import { emailSchema, normalizeEmail } from './email-address.js';

const LOCAL_64 = 'a'.repeat(64);
const LABEL_63 = 'b'.repeat(63);

it.each([
  ['jane@company.com', 'jane@company.com'],
  ['Jane.Smith@Company.COM', 'Jane.Smith@company.com'],
  ["o'brien+roster_1-x@mail.company.co.uk", "o'brien+roster_1-x@mail.company.co.uk"],
  ['  jane@company.com\u00a0', 'jane@company.com'],
  ['jane@bücher.example', 'jane@xn--bcher-kva.example'],
  ['jane@BU\u0308CHER.example', 'jane@xn--bcher-kva.example'],
  ['jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example'],
  ['jane@XN--BCHER-KVA.Example', 'jane@xn--bcher-kva.example'],
  ['jane@straße.example', 'jane@xn--strae-oqa.example'],
  ['jane@company。com', 'jane@company.com'],
  ['jane@ｃompany.com', 'jane@company.com'],
  ['jane@例え.テスト', 'jane@xn--r8jz45g.xn--zckzah'],
  ['jane@نرم\u200cافزار.example', 'jane@xn--mgba2acd3g0ag8940d.example'],
  [`${LOCAL_64}@company.com`, `${LOCAL_64}@company.com`],
  [`jane@${LABEL_63}.com`, `jane@${LABEL_63}.com`],
  [`${LOCAL_64}@${`${LABEL_63}.`.repeat(2)}${'c'.repeat(57)}.com`, expect.any(String)],
])('%s is an address, in the form %s', (text, normalized) => {
  expect(emailSchema.parse(text)).toEqual(normalized);
  // The form is stable: what is stored is found.
  expect(normalizeEmail(emailSchema.parse(text))).toBe(emailSchema.parse(text));
});

it.each([
  ...['', '@', 'jane', 'jane@', '@company.com', 'jane@company', 'jane@company.', 'jane@.com', 'jane@@company.com'],
  ...['.jane@company.com', 'jane.@company.com', 'ja..ne@company.com', 'ja ne@company.com', 'jane@com pany.com'],
  ...[
    'jane@-company.com',
    'jane@company-.com',
    'jane@company..com',
    'jane@company.c',
    'jane@127.0.0.1',
    'jane@１２７.１',
  ],
  ...['jane@[127.0.0.1]', '"jane"@company.com', 'jane@company.com/x', 'jane@company.com:25', 'jane@bücher.com/x'],
  ...['jane@bü%63her.com', 'jane@evil.com?bücher.com', 'jane@℀.example', 'jane@xn--a.com', 'jane@xn--.com'],
  // Unicode before the @: as confusable as names, with which nobody signs in.
  ...['jané@company.com', 'jаne@company.com', 'ｊane@company.com', 'jane＠company.com'],
  ...['\u0000', '\n', '\r\n', '\t', '\u007f', '\u0085', '\u00ad', '\u200b', '\u200e', '\u202e', '\u2066', '\u2060'].map(
    (character) => `ja${character}ne@company.com`,
  ),
  ...['\u0000', '\n', '\u00ad', '\u200b', '\u202e', '\ufeff', '\u3164', '\u200d'].map(
    (character) => `jane@comp${character}any.com`,
  ),
  ...['jane@company.com\u0000', '\njane@company.com', '\ud83djane@company.com', 'jane@comp\udc00any.com'],
  `a${LOCAL_64}@company.com`,
  `jane@b${LABEL_63}.com`,
  `${LOCAL_64}@${`${LABEL_63}.`.repeat(2)}${'c'.repeat(58)}.com`,
])('%j is not an address', (text) => {
  expect(emailSchema.safeParse(text).error?.issues).toEqual([
    expect.objectContaining({ message: 'an e-mail address of at most 254 characters, 64 of them before the @' }),
  ]);
});

it.each([
  [`${'a'.repeat(80)}@Company.com`, `${'a'.repeat(80)}@company.com`],
  ['jane@company-.COM', 'jane@company-.com'],
  ['jane', 'jane'],
  ['', ''],
  ['ja\u0000ne@company.com', null],
  ['jane@\ud83d.com', null],
])('%j, which an earlier version may have stored or somebody may ask for, is looked up as %j', (text, normalized) => {
  expect(normalizeEmail(text)).toBe(normalized);
});
