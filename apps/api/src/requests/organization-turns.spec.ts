import { setImmediate } from 'node:timers/promises';
import { type OrganizationId, organizationIdSchema } from '@roster/domain';
import { OrganizationTurns } from './organization-turns.js';

const LIMITS = { running: 4, perOrganization: 2, waiting: 5, waitMs: 60_000 };

/** Work that the test ends. */
function turnsWith(limits = {}) {
  const turns = new OrganizationTurns({ ...LIMITS, ...limits });
  const running = new Map<string, () => void>();
  const begun: string[] = [];
  const come = (name: string) =>
    turns.run(organizationIdSchema.parse(`org_${name.charAt(0)}`) as OrganizationId, () => {
      begun.push(name);
      return new Promise<string>((resolve) => running.set(name, () => resolve(name)));
    });
  const end = async (name: string) => {
    running.get(name)?.();
    await setImmediate();
  };
  return { begun, come, end };
}

describe('the turns of organizations', () => {
  it('runs two of one organization, and lets others pass', async () => {
    const { begun, come } = turnsWith();
    for (const name of ['a1', 'a2', 'a3', 'b1']) come(name).catch(() => undefined);
    await setImmediate();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
  });

  it('runs four, and then takes turns', async () => {
    const { begun, come, end } = turnsWith();
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'd1']) come(name).catch(() => undefined);
    await setImmediate();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2']);
    for (const name of ['a1', 'b1', 'b2']) await end(name);
    expect(begun.slice(4).sort()).toEqual(['a3', 'c1', 'd1']);
  });

  it('returns the result of the work, and continues after an error', async () => {
    const { begun, come, end } = turnsWith({ running: 1 });
    const turns = new OrganizationTurns({ ...LIMITS, running: 1 });
    const organizationId = organizationIdSchema.parse('org_a');
    await expect(turns.run(organizationId, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turns.run(organizationId, async () => 7)).resolves.toBe(7);
    const first = come('a1');
    await setImmediate();
    await end('a1');
    await expect(first).resolves.toBe('a1');
    expect(begun).toEqual(['a1']);
  });

  it('refuses work whose turn does not come in time, and never begins it', async () => {
    const { begun, come, end } = turnsWith({ waitMs: 20 });
    const [, , third] = ['a1', 'a2', 'a3'].map((name) => come(name));
    await expect(third).rejects.toMatchObject({ code: 'OVERLOADED', details: { retry_after: 2 } });
    await end('a1');
    expect(begun).toEqual(['a1', 'a2']);
  });

  it('refuses at once when too many wait', async () => {
    const { come } = turnsWith();
    for (let number = 1; number <= 7; number += 1) come(`a${number}`).catch(() => undefined);
    await expect(come('a8')).rejects.toMatchObject({ code: 'OVERLOADED' });
  });
});
