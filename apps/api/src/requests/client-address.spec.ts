import { trustedProxies } from '@roster/runtime';
import { addressOf } from './client-address.js';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::1', '::1'],
  ['2001:DB8::1', '2001:db8::1'],
  ['fe80::1%eth0', undefined],
  ['192.0.2.1:4711', undefined],
  ['unknown', undefined],
  ['', undefined],
])('%j is the address %j', (ip, address) => {
  expect(addressOf({ ip })).toBe(address);
});

test.each([
  ['', []],
  ['10.0.0.0/8', ['10.0.0.0/8']],
  [' 127.0.0.1 , fd00::/8,', ['127.0.0.1', 'fd00::/8']],
])('TRUSTED_PROXIES "%s" is %j', (text, list) => {
  expect(trustedProxies.parse(text)).toEqual(list);
});

test.each([
  'proxy.example.com',
  '*',
  'true',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/08',
  '10.0.0.0/8/8',
  'fd00::/129',
  '1',
])('TRUSTED_PROXIES "%s" is refused', (text) => {
  expect(trustedProxies.safeParse(text).error?.issues[0]?.message).toContain('addresses or networks');
});
