import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { pythonSdk, pythonWith } from '@roster/testing';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'samples');
const TO_JSON = 'import ast, json, sys; print(json.dumps(ast.literal_eval(sys.stdin.read())))';

export interface Sample {
  name: string;
  /** Runs the sample and reads what it printed, which each language does in its own notation. */
  run(env: { ROSTER_URL: string; ACCESS_TOKEN: string }): unknown;
}

/** A Python that has `requests`, which is not part of Python itself. */
export const python = pythonWith('import requests');

export const curlSample: Sample = {
  name: 'cURL',
  run: (env) => JSON.parse(output('sh', ['curl.sh'], env)),
};

export const javascriptSample: Sample = {
  name: 'JavaScript',
  // An object of another context has another Object.prototype, which strict comparison would notice.
  run: (env) => JSON.parse(JSON.stringify(runInNewContext(`(${output(process.execPath, ['javascript.mjs'], env)})`))),
};

export const pythonSample: Sample = {
  name: 'Python',
  run: (env) => {
    const program = python ?? 'python3';
    const printed = output(program, ['python.py'], env);
    return JSON.parse(execFileSync(program, ['-c', TO_JSON], { input: printed, encoding: 'utf8' }));
  },
};

/** A Python for the SDK, which needs nothing beside it. */
export const pythonForSdk = pythonWith();

export const pythonSdkSample: Sample = {
  name: 'Python SDK',
  run(env) {
    const program = pythonForSdk ?? 'python3';
    const printed = output(program, ['python_sdk.py'], { ...env, PYTHONPATH: join(pythonSdk, 'src') });
    return JSON.parse(execFileSync(program, ['-c', TO_JSON], { input: printed, encoding: 'utf8' }));
  },
};

function output(program: string, args: string[], env: Record<string, string>): string {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return execFileSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...inherited, ...env } });
}
