import { javaScriptLiteral } from './literal.js';
import { pathWith, SAMPLE_HOST, type SampleRequest } from './sample-request.js';

/** With `fetch`, in a module of Node. */
export function javaScriptSample(request: SampleRequest): string {
  const { method, ids, body, answer, token } = request;
  const names = Object.entries(ids);
  const quote = names.length > 0 ? '`' : '"';
  const url = `${quote}${SAMPLE_HOST}${pathWith(request, (name) => `\${${camelCase(name)}}`)}${quote}`;
  return [
    ...names.map(([name, id]) => `const ${camelCase(name)} = "${id}";`),
    ...(names.length > 0 ? [''] : []),
    'const response = await fetch(',
    `  ${url},`,
    '  {',
    ...(method === 'GET' ? [] : [`    method: "${method}",`]),
    '    headers: {',
    `      Authorization: \`Bearer \${process.env.${token}}\`,`,
    ...(body === undefined ? [] : ['      "Content-Type": "application/json",']),
    '    },',
    ...(body === undefined ? [] : [`    body: JSON.stringify(${javaScriptLiteral(body, '    ')}),`]),
    '  },',
    ');',
    `console.log(${answer === 'none' ? 'response.status' : 'await response.json()'});`,
  ].join('\n');
}

/** `department_id`: `departmentId`. */
function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
