import { BlockList, isIPv4 } from 'node:net';

/** Networks of IPv4 that are not the public internet (IANA's special-purpose registry), or that a cloud keeps for itself. */
const REFUSED_IPV4 = {
  '0.0.0.0/8': 'unspecified',
  '10.0.0.0/8': 'private',
  '100.64.0.0/10': 'shared (carrier-grade NAT)',
  '127.0.0.0/8': 'loopback',
  '168.63.129.16/32': 'cloud metadata',
  '169.254.0.0/16': 'link-local',
  '172.16.0.0/12': 'private',
  '192.0.0.0/24': 'reserved',
  '192.0.2.0/24': 'documentation',
  '192.88.99.0/24': 'reserved',
  '192.168.0.0/16': 'private',
  '198.18.0.0/15': 'benchmarking',
  '198.51.100.0/24': 'documentation',
  '203.0.113.0/24': 'documentation',
  '224.0.0.0/4': 'multicast',
  '240.0.0.0/4': 'reserved',
} as const;

/** All of IPv6 that is routed on the internet. What lies outside needs no rule of its own, but some names help a reader. */
const PUBLIC_IPV6 = '2000::/3';

const REFUSED_IPV6 = {
  '::/128': 'unspecified',
  '::1/128': 'loopback',
  '::ffff:0:0/96': 'IPv4-mapped',
  '64:ff9b::/96': 'translated (NAT64)',
  '64:ff9b:1::/48': 'translated (NAT64)',
  '2001::/23': 'reserved',
  '2001:db8::/32': 'documentation',
  '2002::/16': '6to4',
  '3fff::/20': 'documentation',
  'fc00::/7': 'private',
  'fe80::/10': 'link-local',
  'ff00::/8': 'multicast',
} as const;

/**
 * Addresses and networks like `10.0.0.0/8`. The families are apart: in one BlockList, an IPv6 network that holds the
 * IPv4-mapped addresses would hold every IPv4 address.
 */
export class Networks {
  private readonly ipv4 = new BlockList();
  private readonly ipv6 = new BlockList();

  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const [address = '', prefix = isIPv4(address) ? '32' : '128'] = network.split('/');
      if (isIPv4(address)) this.ipv4.addSubnet(address, Number(prefix), 'ipv4');
      else this.ipv6.addSubnet(address, Number(prefix), 'ipv6');
    }
  }

  has(address: string): boolean {
    return isIPv4(address) ? this.ipv4.check(address, 'ipv4') : this.ipv6.check(address, 'ipv6');
  }
}

const refused = [...Object.entries(REFUSED_IPV4), ...Object.entries(REFUSED_IPV6)].map(([network, kind]) => ({
  kind,
  networks: new Networks([network]),
}));
const publicIpv6 = new Networks([PUBLIC_IPV6]);

/** The kind of an address that is not on the public internet, like `private`; undefined when it is. */
export function refusedKind(address: string): string | undefined {
  const found = refused.find(({ networks }) => networks.has(address));
  if (found) return found.kind;
  return isIPv4(address) || publicIpv6.has(address) ? undefined : 'reserved';
}
