/** A server as `host:port`, with an IPv6 address in brackets. */
export function serverName({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
