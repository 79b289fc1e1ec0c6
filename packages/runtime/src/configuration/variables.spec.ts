import { networks } from './variables.js';

test.each([
  ['', []],
  ['10.0.0.0/8', ['10.0.0.0/8']],
  [' 127.0.0.1 , fd00::/8,', ['127.0.0.1', 'fd00::/8']],
])('the list of networks "%s" is %j', (text, list) => {
  expect(networks.parse(text)).toEqual(list);
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
])('the list of networks "%s" is refused', (text) => {
  expect(networks.safeParse(text).error?.issues[0]?.message).toContain('addresses or networks');
});
