import { pathWith, SAMPLE_HOST, type SampleRequest } from './sample-request.js';

export function curlSample(request: SampleRequest): string {
  const { method, ids, body, token } = request;
  const url = `${SAMPLE_HOST}${pathWith(request, (name) => ids[name] ?? '')}`;
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${url}`,
    `-H "Authorization: Bearer $${token}"`,
    ...(body === undefined
      ? []
      : [
          '-H "Content-Type: application/json"',
          `-d ${quoted(JSON.stringify(body, null, 2).replaceAll('\n', '\n  '))}`,
        ]),
  ].join(' \\\n  ');
}

/** A single quote cannot stand within single quotes, so it is written outside of them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
