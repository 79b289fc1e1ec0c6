import { spawn } from 'node:child_process';
import type { ServiceUser } from './service-user.js';

export interface ToolResult {
  code: number | null;
  output: string;
}

/** Runs `initdb` or `pg_ctl` and collects its output. A non-zero exit code is a result, not an error. */
export function runTool(file: string, args: string[], cwd: string, user: ServiceUser | undefined): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      // PGDATA, PGPORT, PGOPTIONS and the like from the caller's shell must not reach our server.
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, TMPDIR: process.env.TMPDIR, LC_ALL: 'C' },
      ...(user ?? {}),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (cause) => reject(new Error(`${file} could not be started: ${cause.message}`, { cause })));
    child.once('close', (code) => resolve({ code, output: output.trim() }));
  });
}
