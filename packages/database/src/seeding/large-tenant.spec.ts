import { departmentNameSchema } from '@roster/domain';
import { LARGE_TENANT, largeTenant, planDepartments } from './large-tenant.js';

const tenant = largeTenant(LARGE_TENANT, 1);
const planned = planDepartments(tenant, 'Acme');

function depthOf(number: number): number {
  const parent = planned[number - 1]?.parent;
  return parent ? depthOf(parent) + 1 : 1;
}

test('the tree has one root, every parent comes before its children, and it is about eight levels deep', () => {
  expect(planned).toHaveLength(5_000);
  expect(planned.filter(({ parent }) => parent === null).map(({ name }) => name)).toEqual(['Acme']);
  expect(planned.every(({ number, parent }) => parent === null || parent < number)).toBe(true);
  const deepest = Math.max(...planned.map(({ number }) => depthOf(number)));
  expect(deepest).toBeGreaterThanOrEqual(6);
  expect(deepest).toBeLessThanOrEqual(10);
});

test('names are unique among siblings, whatever the case, and fit', () => {
  const seen = new Set(planned.map(({ parent, name }) => `${parent} ${name.toLowerCase()}`));
  expect(seen.size).toBe(planned.length);
  for (const { name } of planned) expect(departmentNameSchema.parse(name)).toBe(name);
});

test('managers are people of the tenant', () => {
  const managers = planned.flatMap(({ manager }) => manager ?? []);
  expect(managers.length).toBeGreaterThan(2_000);
  expect(managers.every((manager) => manager >= 1 && manager <= tenant.people)).toBe(true);
});

test('the same seed and size give the same tree, and others another one', () => {
  expect(planDepartments(largeTenant(LARGE_TENANT, 1), 'Acme')).toEqual(planned);
  expect(planDepartments(largeTenant(LARGE_TENANT, 2), 'Acme')).not.toEqual(planned);
  const smaller = largeTenant({ ...LARGE_TENANT, people: 10 }, 1);
  expect(smaller.organizationId).not.toBe(tenant.organizationId);
});
