import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isTemporary } from './connection-errors.js';
import { Networks, refusedKind } from './refused-networks.js';
import { parseWebhookUrl, WebhookUrlRefused } from './webhook-url.js';

/** How long a name server may take for one try, in milliseconds, and how often it is asked. */
const RESOLVER_OPTIONS = { timeout: 2_000, tries: 2 };

/** All addresses of a host name. Rejects with the error of the resolver when there are none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** A URL that may be called, with the addresses that were checked. Connect to no other. */
export interface CheckedTarget {
  readonly url: URL;
  readonly addresses: readonly [string, ...string[]];
}

/** Decides which addresses webhooks may be sent to: those of the public internet, and the networks named here. */
export class AddressGuard {
  private readonly allowed: Networks;
  private readonly resolve: Resolve;

  /** @param allowedNetworks beside the public internet, like `10.1.0.0/16`. Only there http is allowed, too. */
  constructor(allowedNetworks: readonly string[], resolve: Resolve = resolverFor(allowedNetworks)) {
    this.allowed = new Networks(allowedNetworks);
    this.resolve = resolve;
  }

  /**
   * Resolves the host name and checks every address.
   *
   * @throws WebhookUrlRefused with the reason; the resolver's error when the name has no address
   */
  async check(text: string): Promise<CheckedTarget> {
    const url = parseWebhookUrl(text);
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const [first, ...others] = isIP(host) ? [host] : await this.resolve(host);
    if (first === undefined) throw new WebhookUrlRefused(`The host ${host} has no address.`);
    const addresses: CheckedTarget['addresses'] = [first, ...others];
    for (const address of addresses) this.checkAddress(url, host, address);
    return { url, addresses };
  }

  private checkAddress(url: URL, host: string, address: string): void {
    if (this.allowed.has(address)) return;
    if (url.protocol === 'http:') throw new WebhookUrlRefused('The URL must begin with https://.');
    const kind = refusedKind(address);
    if (kind === undefined) return;
    const subject = host === address ? `The address ${address}` : `The host ${host} has the address ${address}, which`;
    throw new WebhookUrlRefused(`${subject} is not on the public internet: ${kind}.`);
  }
}

/**
 * Asks the name servers itself. `getaddrinfo` would hold one of the process' four threads for as long as a name server is
 * silent, and anybody can make one silent. Names that only the host knows, such as `localhost`, are looked up where
 * networks beside the internet are allowed.
 */
function resolverFor(allowedNetworks: readonly string[]): Resolve {
  const resolver = new Resolver(RESOLVER_OPTIONS);
  return async (hostname) => {
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length > 0) return addresses;
    if (allowedNetworks.length > 0) return (await lookup(hostname, { all: true })).map(({ address }) => address);
    const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    throw reasons.find(isTemporary) ?? reasons[0] ?? new WebhookUrlRefused(`${hostname} has no address.`);
  };
}
