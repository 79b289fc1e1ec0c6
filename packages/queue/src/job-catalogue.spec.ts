import { addCommand } from '@roster/local-stack';
import { UnrecoverableError } from 'bullmq';
import { JOB_CATALOGUE, parseJobPayload } from './job-catalogue.js';

const COMMAND = addCommand();

describe('the job catalogue', () => {
  it('names every job by its key', () => {
    for (const [key, job] of Object.entries(JOB_CATALOGUE)) expect(job.name).toBe(key);
  });

  it('takes a payload as the gateway makes it', () => {
    const payload = { commands: [COMMAND], replyTo: 'a' };
    expect(parseJobPayload('membership.apply', JSON.parse(JSON.stringify(payload)))).toEqual(payload);
  });

  it('takes a payload of a later version, with fields that this one does not know', () => {
    expect(parseJobPayload('membership.apply', { commands: [COMMAND], replyTo: 'a', later: 1 })).toEqual({
      commands: [COMMAND],
      replyTo: 'a',
    });
  });

  it.each([
    ['nothing', null],
    ['no commands', { commands: [], replyTo: 'a' }],
    ['too many commands', { commands: Array(65).fill(COMMAND), replyTo: 'a' }],
    ['an id of another kind', { commands: [{ ...COMMAND, userId: 'dept_a' }], replyTo: 'a' }],
    ['an unknown kind', { commands: [{ ...COMMAND, kind: 'member.paint' }], replyTo: 'a' }],
  ])('dead-letters %s, with the reason', (_, payload) => {
    expect(() => parseJobPayload('membership.apply', payload)).toThrow(UnrecoverableError);
    expect(() => parseJobPayload('membership.apply', payload)).toThrow(/does not parse: ./);
  });
});
