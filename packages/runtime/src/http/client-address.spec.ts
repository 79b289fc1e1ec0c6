import { addressOf, sourceOf, trustProxies } from './client-address.js';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::1', '::1'],
  ['2001:DB8::1', '2001:db8::1'],
  ['fe80::1%eth0', undefined],
  ['192.0.2.1:4711', '192.0.2.1'],
  ['[2001:DB8::1]:443', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[::ffff:192.0.2.1]:443', '192.0.2.1'],
  ['2001:db8::1:443', '2001:db8::1:443'],
  ['192.0.2.1:', undefined],
  ['192.0.2.1:http', undefined],
  ['192.0.2.1:471100', undefined],
  ['[192.0.2.1', undefined],
  ['[fe80::1%eth0]:443', undefined],
  ['proxy.example.com:443', undefined],
  ['unknown', undefined],
  ['', undefined],
])('%j is the address %j', (ip, address) => {
  expect(addressOf({ ip })).toBe(address);
});

test.each([
  ['192.0.2.1:4711', '192.0.2.1'],
  ['unknown', 'proxy 10.1.2.3'],
])('failures of %j are counted for %j', (ip, source) => {
  expect(sourceOf({ ip, socket: { remoteAddress: '::ffff:10.1.2.3' } })).toBe(source);
});

test.each([
  ['10.1.2.3', true],
  ['10.1.2.3:4711', true],
  ['::ffff:10.1.2.3', true],
  ['[fd00::1]:443', true],
  ['192.0.2.1:4711', false],
  ['unknown', false],
])('%j is one of the trusted proxies: %j', (entry, trusted) => {
  expect(trustProxies(['10.0.0.0/8', 'fd00::/8'])(entry, 0)).toBe(trusted);
});
