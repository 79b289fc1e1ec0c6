import { randomBytes } from 'node:crypto';
import { type Context, ROOT_CONTEXT, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';

/** The position of a request in a trace: https://www.w3.org/TR/trace-context/ */
export interface TraceContext {
  /** 32 lower-case hex digits, not all zero; the same for all work that a request causes. */
  readonly traceId: string;
  /** 16 lower-case hex digits, not all zero: the span of the caller, or ours if the trace begins here. */
  readonly parentId: string;
  readonly sampled: boolean;
}

const VERSION_0 = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(.*)$/s;
const SAMPLED = 0x01;

/**
 * Parses a `traceparent` header (section 3.2). Null if it is missing or invalid: the receiver then begins a new trace. Of
 * versions above 00 only the known prefix is read, as section 3.2.4 requires.
 */
export function parseTraceparent(header: string | undefined): TraceContext | null {
  const match = header === undefined ? null : VERSION_0.exec(header);
  if (match === null) return null;
  const [, version, traceId = '', parentId = '', flags = '', rest = ''] = match;
  if (version === 'ff' || isZero(traceId) || isZero(parentId)) return null;
  const restAllowed = version === '00' ? rest === '' : rest === '' || rest.startsWith('-');
  if (!restAllowed) return null;
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED };
}

/** Begins a trace, or a new span in the trace of `parent`. */
export function newTraceContext(parent?: TraceContext | null): TraceContext {
  return {
    traceId: parent?.traceId ?? randomHex(32),
    parentId: randomHex(16),
    sampled: parent?.sampled ?? true,
  };
}

const POOL_BYTES = 8_192;
let pool = '';
let used = 0;

/** From a pool of random bytes: a system call for each request would cost more than routing it. */
function randomHex(digits: number): string {
  if (used + digits > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    used = 0;
  }
  used += digits;
  return pool.slice(used - digits, used);
}

export function formatTraceparent({ traceId, parentId, sampled }: TraceContext): string {
  return `00-${traceId}-${parentId}-${sampled ? '01' : '00'}`;
}

function isZero(hex: string): boolean {
  return /^0+$/.test(hex);
}

export function toSpanContext({ traceId, parentId, sampled }: TraceContext): SpanContext {
  return { traceId, spanId: parentId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}

/** The parent of the spans of a command; null if its request is not recorded. */
export function recordedContext(traceparent: string | undefined): SpanContext | null {
  const parsed = parseTraceparent(traceparent);
  return parsed?.sampled ? toSpanContext(parsed) : null;
}

export function below(parent: SpanContext): Context {
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}
