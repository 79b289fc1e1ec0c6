import fc from 'fast-check';
import { AddressGuard } from './address-guard.js';
import { WebhookUrlRefused } from './webhook-url.js';

const PUBLIC = '93.184.215.14';

/** Knows these names only, and no network. */
function guard(names: Record<string, string[]> = {}, allowed: string[] = []) {
  return new AddressGuard(allowed, async (host) => names[host] ?? []);
}

const refusal = (url: string, using = guard()) =>
  using.check(url).then(
    () => 'allowed',
    (error: Error) => {
      expect(error).toBeInstanceOf(WebhookUrlRefused);
      return error.message;
    },
  );

describe('the guard of addresses', () => {
  it.each([
    ['https://93.184.215.14/hook', PUBLIC],
    ['https://93.184.215.14:8443/hook', PUBLIC],
    ['https://[2606:4700:4700::1111]/', '2606:4700:4700::1111'],
    ['https://172.15.255.255/', '172.15.255.255'],
    ['https://100.128.0.0/', '100.128.0.0'],
  ])('lets through %s', async (url, address) => {
    expect((await guard().check(url)).addresses).toEqual([address]);
  });

  it.each([
    ['https://10.0.0.1/', 'private'],
    ['https://172.16.0.1/', 'private'],
    ['https://192.168.1.1/', 'private'],
    ['https://127.0.0.1/', 'loopback'],
    ['https://127.255.255.254/', 'loopback'],
    ['https://2130706433/', 'loopback'],
    ['https://0x7f000001/', 'loopback'],
    ['https://0177.0.0.1/', 'loopback'],
    ['https://127.1/', 'loopback'],
    ['https://127.0.0.1./', 'loopback'],
    ['https://１２７.０.０.１/', 'loopback'],
    ['https://0/', 'unspecified'],
    ['https://0.0.0.0/', 'unspecified'],
    ['https://100.64.0.1/', 'shared (carrier-grade NAT)'],
    ['https://100.100.100.200/', 'shared (carrier-grade NAT)'],
    ['https://169.254.169.254/latest/meta-data/', 'link-local'],
    ['https://168.63.129.16/', 'cloud metadata'],
    ['https://192.0.0.192/', 'reserved'],
    ['https://192.0.2.1/', 'documentation'],
    ['https://198.18.0.1/', 'benchmarking'],
    ['https://198.51.100.1/', 'documentation'],
    ['https://203.0.113.1/', 'documentation'],
    ['https://224.0.0.1/', 'multicast'],
    ['https://255.255.255.255/', 'reserved'],
    ['https://[::]/', 'unspecified'],
    ['https://[::1]/', 'loopback'],
    ['https://[0:0:0:0:0:0:0:1]/', 'loopback'],
    ['https://[::ffff:127.0.0.1]/', 'IPv4-mapped'],
    ['https://[::ffff:8.8.8.8]/', 'IPv4-mapped'],
    ['https://[::127.0.0.1]/', 'reserved'],
    ['https://[64:ff9b::7f00:1]/', 'translated (NAT64)'],
    ['https://[64:ff9b:1::a00:1]/', 'translated (NAT64)'],
    ['https://[2001::1]/', 'reserved'],
    ['https://[2001:db8::1]/', 'documentation'],
    ['https://[2002:7f00:1::]/', '6to4'],
    ['https://[3fff::1]/', 'documentation'],
    ['https://[fd00:ec2::254]/', 'private'],
    ['https://[fe80::1]/', 'link-local'],
    ['https://[fec0::1]/', 'reserved'],
    ['https://[ff02::1]/', 'multicast'],
    ['https://[100::1]/', 'reserved'],
    ['https://[5f00::1]/', 'reserved'],
  ])('refuses %s: %s', async (url, kind) => {
    expect(await refusal(url)).toMatch(
      new RegExp(`is not on the public internet: ${kind.replace(/[()]/g, '\\$&')}\\.$`),
    );
  });

  it.each([
    ['http://93.184.215.14/', 'The URL must begin with https://.'],
    ['ftp://93.184.215.14/', 'The URL must begin with https://.'],
    ['file:///etc/passwd', 'The URL must begin with https://.'],
    ['https://user:secret@93.184.215.14/', 'The URL must not contain a user name or password.'],
    ['https://user@93.184.215.14/', 'The URL must not contain a user name or password.'],
    ['https://', 'This is not a URL.'],
    ['https://[fe80::1%25eth0]/', 'This is not a URL.'],
    ['/hook', 'This is not a URL.'],
    [`https://93.184.215.14/${'a'.repeat(2_048)}`, 'The URL is longer than 2048 characters.'],
  ])('refuses %.40s: %s', async (url, reason) => {
    expect(await refusal(url)).toBe(reason);
  });

  it('checks every address of a name', async () => {
    const names = { 'mixed.test': [PUBLIC, '10.0.0.1'], 'localhost.': ['127.0.0.1'], 'six.test': [PUBLIC, '::1'] };
    expect(await refusal('https://mixed.test/', guard(names))).toBe(
      'The host mixed.test has the address 10.0.0.1, which is not on the public internet: private.',
    );
    expect(await refusal('https://localhost./', guard(names))).toMatch(/loopback/);
    expect(await refusal('https://six.test/', guard(names))).toMatch(/loopback/);
    expect(await refusal('https://none.test/', guard(names))).toBe('The host none.test has no address.');
  });

  it('refuses every address outside of 2000::/3, and whatever stands for an IPv4 address', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
    const outside = fc.integer({ min: 0, max: 0xffff }).filter((first) => first >> 13 !== 1);
    const address = fc.tuple(outside, fc.array(group, { minLength: 7, maxLength: 7 }));
    const mapped = fc.ipV4().map((ipv4) => `::ffff:${ipv4}`);
    const addresses = fc.oneof(
      address.map(([first, others]) => [first.toString(16), ...others].join(':')),
      mapped,
    );
    return fc.assert(
      fc.asyncProperty(addresses, async (one) => {
        expect(await refusal(`https://[${one}]/`)).toMatch(/not on the public internet/);
      }),
    );
  });

  it('lets through the networks that are named, by http too, and nothing beside them', async () => {
    const using = guard({ 'inside.test': ['10.1.2.3'], 'outside.test': ['10.1.2.3', '10.2.0.1'] }, [
      '10.1.0.0/16',
      '::1',
      '127.0.0.1',
    ]);
    for (const url of ['http://10.1.2.3/', 'https://inside.test/', 'http://[::1]:8080/', 'http://127.0.0.1/'])
      expect(await refusal(url, using)).toBe('allowed');
    for (const url of ['https://10.2.0.1/', 'https://outside.test/', 'https://[::2]/', 'https://127.0.0.2/'])
      expect(await refusal(url, using)).toMatch(/not on the public internet/);
    expect(await refusal('http://93.184.215.14/', using)).toBe('The URL must begin with https://.');
  });

  it('does not take an IPv6 network that is named for all of IPv4', async () => {
    expect(await refusal('https://10.0.0.1/', guard({}, ['::/0']))).toMatch(/private/);
  });
});
