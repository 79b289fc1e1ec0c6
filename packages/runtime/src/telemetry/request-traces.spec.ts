import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { identifyProcess } from './process-metrics.js';
import { RequestTraces } from './request-traces.js';
import { traceTo } from './tracing.js';

test.each([
  [201, null, SpanStatusCode.UNSET],
  [404, 'DEPARTMENT_NOT_FOUND', SpanStatusCode.UNSET],
  [500, 'INTERNAL_ERROR', SpanStatusCode.ERROR],
  [502, null, SpanStatusCode.ERROR],
  [499, null, SpanStatusCode.UNSET],
  [499, 'MEMBER_NOT_FOUND', SpanStatusCode.UNSET],
  [499, 'INTERNAL_ERROR', SpanStatusCode.ERROR],
  [499, 'invalidFilter', SpanStatusCode.UNSET],
])('the span of a request that ended with %i %s has the status %i', async (status, errorCode, code) => {
  const exporter = new InMemorySpanExporter();
  const { tracer } = await traceTo(identifyProcess('api'), new SimpleSpanProcessor(exporter));
  new RequestTraces(tracer).begin().end({ name: 'POST', status, errorCode, attributes: {} });
  expect(exporter.getFinishedSpans()).toMatchObject([{ name: 'POST', status: { code } }]);
});
