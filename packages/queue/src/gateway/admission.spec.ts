import { DomainError, organizationIdSchema } from '@roster/domain';
import { AdmissionByWait, type AdmissionLimits, type Admitted, LIMITS } from './admission.js';

const [NOISY, QUIET, OTHER] = ['org_noisy', 'org_quiet', 'org_other'].map((id) => organizationIdSchema.parse(id)) as [
  ReturnType<typeof organizationIdSchema.parse>,
  ReturnType<typeof organizationIdSchema.parse>,
  ReturnType<typeof organizationIdSchema.parse>,
];

let admission: AdmissionByWait;
function open(limits: Partial<AdmissionLimits> = {}): void {
  admission = new AdmissionByWait({ ...LIMITS, ...limits }, () => null);
}
afterEach(() => admission.close());

/** Lets in as many as may come, up to `most`. */
function fill(organizationId: typeof NOISY, most = 10_000): Admitted[] {
  const admitted: Admitted[] = [];
  while (admitted.length < most && admission.refusal(organizationId) === null)
    admitted.push(admission.enter(organizationId));
  return admitted;
}

describe('admission', () => {
  it('lets in as many as settle within the longest wait', () => {
    open({ maxWaitMs: 400 });
    expect(fill(NOISY)).toHaveLength(1_000);
    expect(admission.refusal(NOISY)).toMatchObject({ code: 'OVERLOADED', details: { retry_after: 1 } });
  });

  it('holds the number in flight down, however fast they settle', () => {
    open({ maxWaitMs: 60_000, maxInFlight: 300 });
    expect(fill(NOISY)).toHaveLength(300);
  });

  it('says how long the commands ahead will take', () => {
    open({ maxWaitMs: 4_000, maxInFlight: 20_000 });
    expect(fill(NOISY, 20_000)).toHaveLength(10_000);
    expect(admission.refusal(NOISY)?.details.retry_after).toBe(4);
  });

  it.each<[string, Partial<AdmissionLimits>]>([
    ['long waits', { maxWaitMs: 400 }],
    ['too many in flight', { maxWaitMs: 60_000, maxInFlight: 1_000 }],
  ])('refuses who has more than its share first: %s', (_, limits) => {
    open(limits);
    expect(fill(NOISY)).toHaveLength(1_000);
    expect(fill(QUIET)).toHaveLength(500);
    expect(fill(OTHER).length).toBeGreaterThanOrEqual(333);
    expect([NOISY, QUIET, OTHER].map((organization) => admission.refusal(organization)?.code)).toEqual(
      Array(3).fill('OVERLOADED'),
    );
  });

  it('lets in again when some have left, and counts nobody twice', () => {
    open({ maxWaitMs: 400 });
    const [first] = fill(NOISY);
    first?.leave(true);
    first?.leave(true);
    expect(fill(NOISY)).toHaveLength(1);
  });

  it('refuses when the queue is too deep', () => {
    const tooDeep = new DomainError('OVERLOADED', { retry_after: 2 });
    admission = new AdmissionByWait(LIMITS, () => tooDeep);
    expect(() => admission.enter(QUIET)).toThrow(tooDeep);
    expect(admission.refusal(QUIET)).toBe(tooDeep);
  });
});
