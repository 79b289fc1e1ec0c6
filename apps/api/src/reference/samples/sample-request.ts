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
  readonly answer: 'object' | 'page' | 'none';
  /** The environment variable with the token. */
  readonly token: 'ACCESS_TOKEN' | 'PROVISIONING_TOKEN';
  /** The method of the SDKs: `departments.addMember`. */
  readonly sdk: string;
}

export function sampleRequest({ method, path, body, answers, token, sdk }: EndpointContract): SampleRequest {
  return {
    method,
    path,
    ids: Object.fromEntries(idsIn(path).map((name) => [name, PATH_IDS[name].example])),
    body: body?.example,
    answer: answerOf(answers),
    token: token === 'provisioning' ? 'PROVISIONING_TOKEN' : 'ACCESS_TOKEN',
    sdk,
  };
}

function answerOf(answers: EndpointContract['answers']): SampleRequest['answer'] {
  if (answers[204] !== undefined) return 'none';
  const example = answers[200]?.example;
  return typeof example === 'object' && example !== null && 'next_cursor' in example ? 'page' : 'object';
}

/** The path with each ID as `write` gives it. */
export function pathWith({ path }: SampleRequest, write: (name: string) => string): string {
  return path.replace(/:(\w+)/g, (_, name: string) => write(name));
}
