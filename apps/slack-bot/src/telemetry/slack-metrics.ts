import { Counter, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Metrics of requests from Slack and of messages to it. Labels have few, fixed values, never ids. */
export class SlackMetrics {
  private readonly requests;
  private readonly duration;
  readonly refused;
  readonly repeated;
  readonly passedOn;
  readonly deliveries;

  constructor(registry: Registry) {
    const registers = [registry];
    this.requests = new Counter({
      name: 'roster_slack_requests_total',
      help: 'What people did in Slack, by kind and by the kind of the answer.',
      labelNames: ['kind', 'answer'],
      registers,
    });
    this.duration = new Histogram({
      name: 'roster_slack_request_duration_seconds',
      help: 'From storing a request to its answer, by kind.',
      labelNames: ['kind'],
      buckets: SECONDS,
      registers,
    });
    this.refused = new Counter({
      name: 'roster_slack_requests_refused_total',
      help: 'Requests that could not be stored in time, and were answered with an error.',
      registers,
    });
    this.repeated = new Counter({
      name: 'roster_slack_requests_repeated_total',
      help: 'Requests that were delivered again and changed nothing.',
      registers,
    });
    this.passedOn = new Counter({
      name: 'roster_slack_requests_passed_on_total',
      help: 'Requests that another cell has to answer, by end: answered by the bot there, left (an event, until the organization has moved), failed.',
      labelNames: ['end'],
      registers,
    });
    this.deliveries = new Counter({
      name: 'roster_slack_deliveries_total',
      help: 'Attempts to deliver a message to Slack, by method and end: delivered, later, never.',
      labelNames: ['method', 'end'],
      registers,
    });
  }

  answered(kind: string, answer: string, ms: number): void {
    this.requests.inc({ kind, answer });
    this.duration.observe({ kind }, ms / 1_000);
  }
}
