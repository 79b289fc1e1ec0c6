import { departmentNameSchema } from './departments/department.js';
import { nameSchema } from './names.js';

/** A department's name has a schema of its own, for the document's pattern: both must take the same characters. */
const SCHEMAS = [nameSchema(100), departmentNameSchema];

describe('a name', () => {
  it.each([
    ['Persian with a zero-width non-joiner', 'نرم\u200cافزار'],
    ['Sinhala with a zero-width joiner', 'ශ්\u200dරී ලංකා'],
    ['an emoji of several, with joiners and a variation selector', 'Parents 👩\u200d👩\u200d👦 ❤\ufe0f'],
    ['a Japanese name with a variant of a character', '葛\u{e0100}城'],
    ['Hebrew with a Latin part', 'שיווק (R&D)'],
    ['Arabic', 'قسم التسويق'],
    ['Korean', '개발팀'],
  ])('may be %s', (_, name) => {
    for (const schema of SCHEMAS) expect(schema.parse(name)).toBe(name.normalize('NFC'));
  });

  it.each([
    ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'],
    ...['\u200e', '\u200f', '\u061c', '\u200b', '\u2060', '\u2062', '\u206a', '\ufeff', '\u00ad', '\ufff9', '\u180e'],
    ...['\u{e0001}', '\u{e0041}', '\u{1d173}', '\u3164', '\u115f', '\u1160', '\uffa0', '\u2028', '\u2029'],
    ...['\u0000', '\n', '\u0085', '\ud83d'],
  ])('does not hold %j', (character) => {
    for (const schema of SCHEMAS) {
      expect(schema.safeParse(`Eng${character}ineering`).error?.issues[0]?.message).toContain(
        'without control, direction or other invisible characters',
      );
    }
  });
});
