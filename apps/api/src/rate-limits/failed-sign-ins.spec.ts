import { FailedSignIns, networkOf } from './failed-sign-ins.js';
import { SharedCounters } from './shared-counters.js';

function limited(limit: number) {
  const store = { add: async () => ({ consumed: 0, msLeft: 60_000 }), close: async () => {} };
  const counters = new SharedCounters(
    store,
    () => {},
    () => 0,
  );
  return new FailedSignIns(limit, counters);
}

test('an address is refused after the limit of failures, and no other address is', () => {
  const failed = limited(2);
  for (let failure = 0; failure < 2; failure += 1) {
    failed.refuseTooMany('192.0.2.1');
    failed.count('192.0.2.1');
  }
  expect(() => failed.refuseTooMany('192.0.2.1')).toThrow(
    expect.objectContaining({ code: 'RATE_LIMITED', details: { retry_after: 60, policy: 'address' } }),
  );
  failed.refuseTooMany('192.0.2.2');
});

test('without a limit, and without a source, nobody is refused', () => {
  const [unlimited, one] = [limited(0), limited(1)];
  for (let failure = 0; failure < 5; failure += 1) {
    unlimited.count('192.0.2.1');
    one.count(undefined);
  }
  unlimited.refuseTooMany('192.0.2.1');
  one.refuseTooMany(undefined);
});

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:0db8:0001::192.0.2.1', '2001:db8:1:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
])('%s is in the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('all addresses of one IPv6 network share a counter', () => {
  const failed = limited(1);
  failed.count('2001:db8:1:2::1');
  expect(() => failed.refuseTooMany('2001:db8:1:2:ffff::9')).toThrow('Rate limited');
  failed.refuseTooMany('2001:db8:1:3::1');
});
