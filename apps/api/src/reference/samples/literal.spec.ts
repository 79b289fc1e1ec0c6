import { javaScriptLiteral, pythonLiteral } from './literal.js';

const LONG = { user_ids: ['usr_1', 'usr_2'], mode: 'partial', note: 'long enough for a second line' };

it.each<[(value: unknown, indent: string) => string, unknown, string]>([
  [javaScriptLiteral, { a: null, 'b-c': [true, 1.5] }, '{ a: null, "b-c": [true, 1.5] }'],
  [pythonLiteral, { a: null, 'b-c': [true, false] }, '{"a": None, "b-c": [True, False]}'],
  [pythonLiteral, 'He said "Grüß Gott"\n', '"He said \\"Grüß Gott\\"\\n"'],
  [javaScriptLiteral, [], '[]'],
  [
    javaScriptLiteral,
    LONG,
    '{\n    user_ids: ["usr_1", "usr_2"],\n    mode: "partial",\n    note: "long enough for a second line",\n  }',
  ],
  [
    pythonLiteral,
    LONG,
    '{\n      "user_ids": ["usr_1", "usr_2"],\n      "mode": "partial",\n      "note": "long enough for a second line",\n  }',
  ],
])('%p: %j is written in the notation of its language', (literal, value, expected) => {
  expect(literal(value, '  ')).toBe(expected);
});
