import { setTimeout as delay } from 'node:timers/promises';
import { openAdds } from './add-load.js';
import { type Fault, runFaults } from './fault.js';
import { NoisyOrganization } from './noise.js';

const CROWD_MS = 10_000;

/** Another organization asks for all that the service can do, while this one goes on as before. */
function crowd(name: string, roar: (organization: NoisyOrganization) => Promise<unknown>, short = false): Fault {
  let organization: NoisyOrganization;
  return {
    name,
    short,
    onlySlows: true,
    async arrange(stack, load) {
      organization = await NoisyOrganization.make(stack);
      await load.arrange();
    },
    inject: () => roar(organization),
  };
}

runFaults(openAdds, [
  crowd('256 callers of another organization', (noisy) => noisy.add(256, CROWD_MS), true),
  crowd('20 bulks of 10,000 people of another organization', async (noisy) => {
    await noisy.addInBulk(20);
    await delay(CROWD_MS);
  }),
  crowd('3,000 callers of another organization', async (noisy) => {
    const statuses = await noisy.add(3_000, CROWD_MS);
    expect([...statuses.keys()].filter((status) => ![201, 202, 409, 503].includes(status))).toEqual([]);
  }),
]);
