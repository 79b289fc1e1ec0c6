import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { identifyProcess, traceTo } from '@roster/runtime';
import { useBot } from '../bot.fixture.js';

const exporter = new InMemorySpanExporter();
const bot = useBot(async () => ({
  tracing: await traceTo(identifyProcess('slack-bot'), new SimpleSpanProcessor(exporter)),
}));

it('one command is one trace, from the request of Slack over the job to the statements', async () => {
  const typed = await bot.jane.types('/dept add @p001 to engineering');
  await bot.sees('jane', '1 person added');
  const all = await ended('slack command');
  const request = all.find(({ name }) => name === 'slack command');
  const parentOf = (span: ReadableSpan) =>
    all.find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId)?.name;
  expect(Object.fromEntries(all.map((span) => [span.name, parentOf(span)]))).toMatchObject({
    'slack command': undefined,
    'submit member.add': 'slack command',
    'send membership.apply': 'slack command',
    'process membership.apply': 'slack command',
    apply: 'process membership.apply',
    'apply-memberships': 'batch',
    COMMIT: 'batch',
  });
  const [row] = await bot.database.query('SELECT trace_id FROM slack_requests WHERE id = $1', [
    `command:T0ACME:${typed.triggerId}`,
  ]);
  expect(new Set(all.map((span) => span.spanContext().traceId))).toEqual(new Set([row.trace_id]));
  expect(request?.attributes['roster.slack.request']).toBe(`command:T0ACME:${typed.triggerId}`);
});

/** The spans, once the one of this name has ended too. */
async function ended(name: string): Promise<ReadableSpan[]> {
  for (;;) {
    const spans = exporter.getFinishedSpans();
    if (spans.some((span) => span.name === name)) return spans;
    await new Promise(setImmediate);
  }
}
