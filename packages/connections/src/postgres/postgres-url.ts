/** One of the servers in a URL. */
export interface PostgresServer {
  readonly host: string;
  readonly port: number;
}

export interface PostgresTarget {
  /** The servers to search for one of that role. Empty when the URL names one server and no target. */
  readonly servers: readonly PostgresServer[];
  /** A URL of one server, which node-postgres can parse. All other parameters are unchanged. */
  readonly connectionString: string;
}

const URI = /^(postgres(?:ql)?:\/\/)((?:[^/?#]*@)?)([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const HOST = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/;
const DEFAULT_PORT = 5432;

/** What a connection is for: the one server that takes writes, or a standby that follows it. */
export type ServerRole = 'primary' | 'replica';

/** The role decides which server is used. These values say the same, or leave it open. */
const SERVED_TARGETS: Readonly<Record<ServerRole, readonly string[]>> = {
  primary: ['any', 'read-write', 'primary'],
  replica: ['any', 'read-only', 'standby', 'prefer-standby'],
};

/** What to do about any other value. */
const ADVICE: Readonly<Record<ServerRole, string>> = {
  primary: 'is for clients that only read; use target_session_attrs=read-write, or leave it out.',
  replica: 'is for clients that write; use target_session_attrs=standby, or leave it out.',
};

/**
 * Supports several servers and `target_session_attrs` as libpq does and node-postgres does not:
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 *
 * @throws an error that says what is wrong and does not contain the password
 */
export function readPostgresUrl(url: string, role: ServerRole = 'primary'): PostgresTarget {
  const [, scheme = '', login = '', authority = '', path = '', query = ''] = URI.exec(url) ?? [];
  if (scheme === '') return { servers: [], connectionString: url };
  const parameters = query.split('&').filter((one) => one !== '');
  const target = parameter(parameters, 'target_session_attrs') ?? 'any';
  if (!SERVED_TARGETS[role].includes(target)) throw new Error(`target_session_attrs=${target} ${ADVICE[role]}`);
  const servers = readServers(authority, parameter(parameters, 'host'), parameter(parameters, 'port'));
  const first = servers[0];
  if (first === undefined || (servers.length === 1 && target === 'any')) return { servers: [], connectionString: url };
  const left = parameters.filter((one) => !/^(?:target_session_attrs|host|port)=/.test(one));
  // A socket's folder cannot be the host of a URL. The client sets its own host and port anyway.
  const host = first.host.includes(':') ? `[${first.host}]` : first.host.startsWith('/') ? 'localhost' : first.host;
  const rest = left.length > 0 ? `?${left.join('&')}` : '';
  return { servers, connectionString: `${scheme}${login}${host}:${first.port}${path}${rest}` };
}

/** The parameters `host` and `port` take precedence over the authority. */
function readServers(authority: string, hosts: string | undefined, ports: string | undefined): PostgresServer[] {
  const named = authority.split(',').map((one) => {
    const [, host = '', port = ''] = HOST.exec(one) ?? [];
    if (host === '' && one !== '') throw new Error('A host of the URL is not of the form host:port.');
    return { host: decodeURIComponent(host.replace(/^\[(.*)\]$/, '$1')), port };
  });
  const hostList = hosts?.split(',') ?? named.map(({ host }) => host);
  if (hostList.every((host) => host === '')) return [];
  const portList = ports?.split(',') ?? (hosts === undefined ? named.map(({ port }) => port) : ['']);
  if (portList.length > 1 && portList.length !== hostList.length)
    throw new Error(
      `The URL names ${hostList.length} hosts and ${portList.length} ports; name one port, or one for each.`,
    );
  return hostList.map((host, index) => ({
    host: host === '' ? 'localhost' : host,
    port: readPort((portList.length === 1 ? portList[0] : portList[index]) ?? ''),
  }));
}

function readPort(text: string): number {
  if (text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new Error(`A port of the URL is not a number from 1 to 65535: ${text}`);
}

function parameter(parameters: readonly string[], name: string): string | undefined {
  const found = parameters.findLast((one) => one.startsWith(`${name}=`));
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1));
}
