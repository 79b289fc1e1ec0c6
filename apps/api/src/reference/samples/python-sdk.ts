import { pythonLiteral } from './literal.js';
import { SAMPLE_HOST, type SampleRequest } from './sample-request.js';

/** With the package `roster`: packages/sdk-python. */
export function pythonSdkSample({ ids, body, answer, token, sdk }: SampleRequest): string {
  const given = Object.entries({ ...ids, ...(body as object | undefined) });
  const lines = given.map(([name, value]) => `    ${name}=${pythonLiteral(value, '    ')},\n`);
  const call = `client.${snakeCase(sdk)}(${lines.length > 0 ? '\n' : ''}${lines.join('')})`;
  const used = {
    page: `for item in ${call}:\n    print(item)`,
    object: `result = ${call}\nprint(result)`,
    none: call,
  };
  return [
    'import os',
    '',
    'from roster import Roster',
    '',
    `client = Roster(api_key=os.environ["${token}"], base_url="${SAMPLE_HOST}")`,
    '',
    used[answer],
  ].join('\n');
}

/** `departments.addMember`: `departments.add_member`. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
