import type { EndpointContract } from '../../contract/contract.js';
import { idsIn, PATH_IDS } from '../../contract/path-ids.js';

/** The host in the samples. The page shows the host that it was loaded from instead. */
export const SAMPLE_HOST = 'https://roster.example.com';

/** The request of a sample: the examples of an endpoint's contract. */
export interface SampleRequest {
  readonly method: EndpointContract['method'];
  /** In Fastify's form: `/v1/organizations/:organization_id`. */
  readonly path: string;
  /** The IDs in the path, in order. */
  readonly ids: Readonly<Record<string, string>>;
  /** Undefined: the request has no body. */
  readonly body: unknown;
  /** Whether the answer has a body. */
  readonly answered: boolean;
  /** The environment variable with the token. */
  readonly token: 'ACCESS_TOKEN' | 'PROVISIONING_TOKEN';
}

export function sampleRequest({ method, path, body, answers, token }: EndpointContract): SampleRequest {
  return {
    method,
    path,
    ids: Object.fromEntries(idsIn(path).map((name) => [name, PATH_IDS[name].example])),
    body: body?.example,
    answered: answers[204] === undefined,
    token: token === 'provisioning' ? 'PROVISIONING_TOKEN' : 'ACCESS_TOKEN',
  };
}

/** The path with each ID as `write` gives it. */
export function pathWith({ path }: SampleRequest, write: (name: string) => string): string {
  return path.replace(/:(\w+)/g, (_, name: string) => write(name));
}
