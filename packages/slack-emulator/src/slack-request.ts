/** What Slack would post to an app: a body as it goes over the wire, and its kind. */
export interface SlackRequest {
  readonly contentType: 'application/x-www-form-urlencoded' | 'application/json';
  readonly body: string;
}
