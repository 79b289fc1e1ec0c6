/** One thing that the process needs in order to do its work. */
export interface HealthCheck {
  readonly name: string;
  /** How long it may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** `false`: without it the process still serves, so that a failure is shown but does not make it unready. */
  readonly required?: boolean;
  /** Rejects when the thing is not usable. */
  check(): Promise<void>;
}

export interface HealthReport {
  readonly status: 'ready' | 'unavailable' | 'draining';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

export interface CheckResult {
  readonly status: 'ok' | 'failed';
  readonly duration_ms: number;
  /** Why it failed, in general terms: the endpoint is open to anyone, the log has the rest. */
  readonly reason?: 'error' | 'timeout';
}

const DEFAULT_TIMEOUT_MS = 2_000;

export class HealthCheckTimeout extends Error {
  override readonly name = 'HealthCheckTimeout';
}

/** Runs one check within its time limit; rejects as the check does, or with `HealthCheckTimeout`. */
export async function runWithTimeLimit({ name, timeoutMs = DEFAULT_TIMEOUT_MS, check }: HealthCheck): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new HealthCheckTimeout(`${name} did not answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
  });
  try {
    await Promise.race([check(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
