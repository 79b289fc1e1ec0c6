import { pythonLiteral } from './literal.js';
import { pathWith, SAMPLE_HOST, type SampleRequest } from './sample-request.js';

/** With `requests`. */
export function pythonSample(request: SampleRequest): string {
  const { method, ids, body, answer, token } = request;
  const names = Object.entries(ids);
  return [
    'import os',
    '',
    'import requests',
    '',
    ...names.map(([name, id]) => `${name} = "${id}"`),
    ...(names.length > 0 ? [''] : []),
    `response = requests.${method.toLowerCase()}(`,
    `    ${names.length > 0 ? 'f' : ''}"${SAMPLE_HOST}${pathWith(request, (name) => `{${name}}`)}",`,
    `    headers={"Authorization": f"Bearer {os.environ['${token}']}"},`,
    ...(body === undefined ? [] : [`    json=${pythonLiteral(body, '    ')},`]),
    ')',
    answer === 'none' ? 'print(response.status_code)' : 'print(response.json())',
  ].join('\n');
}
