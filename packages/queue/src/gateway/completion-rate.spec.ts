import { CompletionRate, MEASURE_EVERY_MS } from './completion-rate.js';

/** A rate after so many measurements, each with as many settled commands as the rate in seconds asks for. */
function after(...measurements: { busy: boolean; perSecond: number; times?: number }[]): number {
  const rate = new CompletionRate();
  for (const { busy, perSecond, times = 1 } of measurements) {
    for (let measurement = 0; measurement < times; measurement += 1) {
      for (let settled = 0; settled < (perSecond * MEASURE_EVERY_MS) / 1_000; settled += 1) rate.settled();
      rate.measure(busy);
    }
  }
  return Math.round(rate.perSecond);
}

describe('the rate at which commands settle', () => {
  it.each<[string, Parameters<typeof after>, number, number]>([
    ['begins with what two cores can do', [], 2_500, 2_500],
    ['follows what is measured while commands wait', [{ busy: true, perSecond: 800, times: 20 }], 790, 810],
    ['is not what comes in while hardly any wait', [{ busy: false, perSecond: 4, times: 1_000 }], 2_500, 2_500],
    ['is at least what was seen', [{ busy: false, perSecond: 4_000 }], 4_000, 4_000],
    ['is never nothing', [{ busy: true, perSecond: 1, times: 100 }], 100, 100],
    ['does not take an outage for a load', [{ busy: true, perSecond: 0, times: 100 }], 2_500, 2_500],
    [
      'rises at once after a slow time',
      [
        { busy: true, perSecond: 1, times: 100 },
        { busy: false, perSecond: 3_200 },
      ],
      3_200,
      3_200,
    ],
    [
      'forgets a slow time while nothing comes in',
      [
        { busy: true, perSecond: 1, times: 100 },
        { busy: false, perSecond: 0, times: 240 },
      ],
      2_480,
      2_500,
    ],
    [
      'forgets a fast time while little comes in',
      [
        { busy: false, perSecond: 4_000 },
        { busy: false, perSecond: 4, times: 480 },
      ],
      2_500,
      2_510,
    ],
  ])('%s', (_, measurements, least, most) => {
    const rate = after(...measurements);
    expect(rate).toBeGreaterThanOrEqual(least);
    expect(rate).toBeLessThanOrEqual(most);
  });
});
