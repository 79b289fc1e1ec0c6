import { formatTraceparent, newTraceContext, parseTraceparent } from './trace-context.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

test.each([
  [`00-${TRACE}-${SPAN}-01`, true],
  [`00-${TRACE}-${SPAN}-00`, false],
  [`00-${TRACE}-${SPAN}-03`, true],
  [`cc-${TRACE}-${SPAN}-01`, true],
  [`cc-${TRACE}-${SPAN}-01-what-comes-later`, true],
])('%s is read', (header, sampled) => {
  expect(parseTraceparent(header)).toEqual({ traceId: TRACE, parentId: SPAN, sampled });
});

test.each([
  [undefined],
  [''],
  [`ff-${TRACE}-${SPAN}-01`],
  [`00-${'0'.repeat(32)}-${SPAN}-01`],
  [`00-${TRACE}-${'0'.repeat(16)}-01`],
  [`00-${TRACE.toUpperCase()}-${SPAN}-01`],
  [`00-${TRACE}-${SPAN}`],
  [`00-${TRACE}-${SPAN}-01-more`],
  [`cc-${TRACE}-${SPAN}-01more`],
  [` 00-${TRACE}-${SPAN}-01`],
  [`00-${TRACE}-${SPAN}-0g`],
])('%p is invalid', (header) => {
  expect(parseTraceparent(header)).toBeNull();
});

test('a new span stays in its trace and reads back as it was written', () => {
  const parent = { traceId: TRACE, parentId: SPAN, sampled: false };
  const span = newTraceContext(parent);
  expect(span).toEqual({ traceId: TRACE, parentId: expect.stringMatching(/^[0-9a-f]{16}$/), sampled: false });
  expect(span.parentId).not.toBe(SPAN);
  expect(parseTraceparent(formatTraceparent(span))).toEqual(span);
});

test('a trace begun here has ids of its own', () => {
  expect(newTraceContext().traceId).not.toBe(newTraceContext(null).traceId);
});

test('no two of many ids are the same', () => {
  const spans = Array.from({ length: 5_000 }, () => newTraceContext());
  expect(new Set(spans.flatMap(({ traceId, parentId }) => [traceId, parentId])).size).toBe(10_000);
  for (const span of spans) expect(parseTraceparent(formatTraceparent(span))).toEqual(span);
});
