import { USER } from '../schema/user-schema.js';
import type { ScimError } from '../scim-error.js';
import { applyPatch } from './apply-patch.js';
import { MAX_PATCH_OPERATIONS, parsePatch } from './patch-operations.js';
import { JANE, PROVIDER_PATCHES, patch } from './provider-patches.fixture.js';

const applied = (body: unknown) => applyPatch(JANE, parsePatch(body, USER));

describe.each(PROVIDER_PATCHES)('$what', ({ body, changes }) => {
  it('changes this and nothing else', () => {
    const changed = applied(body);
    expect(changed).toEqual(JSON.parse(JSON.stringify({ ...JANE, ...changes })));
  });

  it('changes nothing when it is repeated', () => {
    const once = applied(body);
    expect(applyPatch(once, parsePatch(body, USER))).toEqual(once);
  });
});

const ADD = { op: 'add', path: 'title', value: 'x' };

it.each<[unknown, string | null, number]>([
  [null, 'invalidSyntax', 400],
  [[], 'invalidSyntax', 400],
  [{ Operations: [ADD] }, 'invalidSyntax', 400],
  [{ schemas: 'urn:ietf:params:scim:api:messages:2.0:PatchOp', Operations: [ADD] }, 'invalidSyntax', 400],
  [{ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], Operations: [ADD] }, 'invalidSyntax', 400],
  [patch(), 'invalidSyntax', 400],
  [patch(7), 'invalidSyntax', 400],
  [patch({ op: 'move', path: 'title', value: 'x' }), 'invalidSyntax', 400],
  [patch({ path: 'title', value: 'x' }), 'invalidSyntax', 400],
  [patch({ op: 'add', path: 'shoeSize', value: 44 }), 'invalidPath', 400],
  [patch({ op: 'add', path: 7, value: 44 }), 'invalidPath', 400],
  [patch({ op: 'replace', value: { shoeSize: 44 } }), 'invalidPath', 400],
  [patch({ op: 'replace', path: 'emails[type is "x"].value', value: 'x' }), 'invalidFilter', 400],
  [patch({ op: 'replace', path: 'emails[type eq "fax"].value', value: 'x' }), 'noTarget', 400],
  [patch({ op: 'remove' }), 'noTarget', 400],
  [patch({ op: 'add', path: 'title' }), 'invalidValue', 400],
  [patch({ op: 'add', value: 'x' }), 'invalidValue', 400],
  [patch({ op: 'add', path: 'title', value: { a: 1 } }), 'invalidValue', 400],
  [patch({ op: 'add', path: 'title', value: 'a\u0000b' }), 'invalidValue', 400],
  [patch({ op: 'add', path: 'title', value: '\ud83d' }), 'invalidValue', 400],
  [patch({ op: 'add', path: 'active', value: 'perhaps' }), 'invalidValue', 400],
  [patch({ op: 'add', path: 'name', value: 'Jane' }), 'invalidValue', 400],
  [patch({ op: 'replace', path: 'id', value: 'usr_x' }), 'mutability', 400],
  [patch({ op: 'add', path: 'schemas', value: ['urn:example:x'] }), 'mutability', 400],
  [patch({ op: 'add', path: 'roles', value: Array.from({ length: 1_001 }, (_, n) => `r${n}`) }), null, 413],
  [patch({ op: 'replace', path: 'roles', value: Array.from({ length: 1_001 }, (_, n) => `r${n}`) }), null, 413],
  [patch({ op: 'add', path: 'roles', value: 'x'.repeat(70_000) }), null, 413],
  [patch({ op: 'add', path: 'groups', value: [{ value: 'dept_1' }] }), 'mutability', 400],
  [patch(...Array(MAX_PATCH_OPERATIONS + 1).fill(ADD)), null, 413],
  [
    patch(...Array(MAX_PATCH_OPERATIONS / 2 + 1).fill({ op: 'replace', value: { title: 'x', nickName: 'y' } })),
    null,
    413,
  ],
  [
    patch({ op: 'replace', value: { name: JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`) } }),
    'invalidValue',
    400,
  ],
])('%j is refused', (body, scimType, status) => {
  const error = (() => {
    try {
      return applied(body);
    } catch (thrown) {
      return thrown as ScimError;
    }
  })();
  expect(error).toMatchObject({ name: 'ScimError', scimType, status });
});

it('an object nested in the URI of the core schema thousands of times changes nothing', () => {
  const key = '"urn:ietf:params:scim:schemas:core:2.0:User"';
  const nested = JSON.parse(`${`{${key}:`.repeat(5_000)}{"title":"x"}${'}'.repeat(5_000)}`);
  expect(applied(patch({ op: 'replace', value: nested }))).toEqual(JANE);
});

it('a thousand operations are carried out', () => {
  const operations = Array.from({ length: MAX_PATCH_OPERATIONS }, (_, n) => ({ ...ADD, value: `title ${n}` }));
  expect(applied(patch(...operations)).title).toBe(`title ${MAX_PATCH_OPERATIONS - 1}`);
});
