import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiAnswer, rateLimited, said } from './api-answer.js';
import type { Json } from './check-payload.js';
import { type Delivery, httpDelivery } from './delivery.js';
import { Inbox } from './inbox.js';
import { Person, type PersonSlack } from './person.js';
import { RateLimits } from './rate-limits.js';
import { type ResponseBody, ResponseUrls } from './response-urls.js';
import { type AppSeed, BOT_SCOPES, type WorkspaceSeed } from './seeds.js';
import { SocketMode } from './socket-mode.js';
import { TokenRotation } from './token-rotation.js';
import {
  answerHere,
  argumentProblems,
  completeAnswer,
  type Refusal,
  readArguments,
  showCall,
  type WebApiCall,
} from './web-api.js';
import { WorkflowSteps } from './workflow-steps.js';
import { Workspace } from './workspace.js';

/** An answer that replaces the true one of the next calls of a method. */
export interface InjectedFault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** How many calls get it. */
  readonly times?: number;
}

interface SlackSettings {
  readonly workspaces: readonly WorkspaceSeed[];
  /** How long a minute of Slack's rate limits takes, for tests that cannot wait for one. */
  readonly minuteMs?: number;
  /** How long Slack takes to answer a call of its Web API. */
  readonly latencyMs?: number;
}

/**
 * Slack as an app sees it: the Web API of several workspaces, response URLs, signed requests, Socket Mode, and people
 * who type, click and read. It refuses what Slack would refuse, and keeps it in `refusals`.
 */
export class EmulatedSlack implements PersonSlack {
  readonly inbox = new Inbox();
  readonly calls: WebApiCall[] = [];
  readonly refusals: Refusal[] = [];
  readonly socketMode: SocketMode;
  readonly workspaces: Workspace[] = [];
  readonly responseUrls = new ResponseUrls(this.inbox, (method, problems, payload) => {
    this.refusals.push({ method, problems, payload });
  });
  readonly triggers = new Map<string, string>();
  readonly tokenRotation = new TokenRotation();
  readonly workflowSteps = new WorkflowSteps();
  private readonly tokens = new Map<string, Workspace>();
  private readonly codes = new Map<string, Workspace>();
  private readonly faults = new Map<string, { fault: InjectedFault; left: number }>();
  private readonly server: Server;
  private readonly limits: RateLimits;
  private delivery: Delivery | null = null;

  private constructor(
    readonly app: AppSeed,
    minuteMs: number,
    private readonly latencyMs: number,
  ) {
    this.limits = new RateLimits(minuteMs);
    this.socketMode = new SocketMode(app.id);
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        response.writeHead(500).end(JSON.stringify({ ok: false, error: 'fatal_error', detail: String(error) }));
      });
    });
    this.server.on('upgrade', (request, socket, head) => this.socketMode.upgrade(request, socket, head));
  }

  static async start({ workspaces, minuteMs = 60_000, latencyMs = 0 }: SlackSettings): Promise<EmulatedSlack> {
    const secret = () => randomBytes(16).toString('hex');
    const app = {
      id: 'A0ROSTER',
      clientId: '1000.2000',
      clientSecret: secret(),
      signingSecret: secret(),
      appToken: `xapp-${secret()}`,
      scopes: BOT_SCOPES,
    };
    const slack = new EmulatedSlack(app, minuteMs, latencyMs);
    slack.server.listen(0, '127.0.0.1');
    await once(slack.server, 'listening');
    for (const seed of workspaces) {
      const workspace = await Workspace.start(seed, slack.app);
      slack.workspaces.push(workspace);
      slack.tokens.set(workspace.botToken, workspace);
    }
    return slack;
  }

  /** `http://127.0.0.1:…`, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** For `slackApiUrl`. */
  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  workspace(id?: string): Workspace {
    const workspace = id === undefined ? this.workspaces[0] : this.workspaces.find((each) => each.id === id);
    if (!workspace) throw new Error(`There is no workspace "${id}".`);
    return workspace;
  }

  /** From now on Slack sends to the app over HTTP, at its request URL. */
  deliverTo(requestUrl: string): void {
    this.delivery = httpDelivery(requestUrl, this.app.signingSecret);
  }

  /** From now on Slack sends to the app over Socket Mode. */
  deliverOverSocket(): void {
    this.delivery = this.socketMode;
  }

  /** From now on Slack sends to the app as a test wants. */
  deliverBy(delivery: Delivery): void {
    this.delivery = delivery;
  }

  get deliveries(): Delivery {
    if (!this.delivery) throw new Error('First say where the app is: deliverTo(), deliverOverSocket() or deliverBy().');
    return this.delivery;
  }

  /** A person with Slack open, by handle. */
  person(name: string, workspaceId?: string): Person {
    const workspace = this.workspace(workspaceId);
    return new Person(this, workspace, workspace.user(name));
  }

  /** The next calls of a Web API method fail like this; 429 without a body is Slack's rate limit. */
  failNext(method: string, fault: InjectedFault): void {
    this.faults.set(method, { fault, left: fault.times ?? 1 });
  }

  /** From now on the tokens that the app has for the workspace are refused, and no event tells it. */
  withdrawTokens(error: 'account_inactive' | 'invalid_auth' | 'token_revoked', workspaceId?: string): void {
    const workspace = this.workspace(workspaceId);
    for (const [token, owner] of this.tokens) if (owner === workspace) this.tokenRotation.withdrawn.set(token, error);
  }

  callsOf(method: string): WebApiCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** A person approves the app on Slack's page. Returns where the browser goes next. */
  async approve(authorizeUrl: string, userName: string, workspaceId?: string): Promise<string> {
    const workspace = this.workspace(workspaceId);
    const asked = new URL(authorizeUrl).searchParams;
    const fields = ['redirect_uri', 'scope', 'user_scope', 'state', 'client_id'].map((name) => [
      name,
      asked.get(name) ?? '',
    ]);
    const { headers } = await workspace.forward('/oauth/v2/authorize/callback', {
      method: 'POST',
      body: new URLSearchParams({ ...Object.fromEntries(fields), user_id: workspace.user(userName).id }),
    });
    const location = headers.get('location') ?? '';
    const code = URL.canParse(location) ? new URL(location).searchParams.get('code') : null;
    if (code === null) throw new Error(`Slack did not approve ${authorizeUrl}`);
    this.codes.set(code, workspace);
    return location;
  }

  async close(): Promise<void> {
    this.socketMode.close();
    this.server.close();
    this.server.closeAllConnections();
    await Promise.all(this.workspaces.map((workspace) => workspace.close()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const body = await readBody(request);
    if (url.pathname.startsWith('/response/')) {
      const { status, body: answer } = this.responseUrls.answer(url.pathname, JSON.parse(body) as ResponseBody);
      response.writeHead(status).end(answer);
      return;
    }
    if (!url.pathname.startsWith('/api/')) {
      response.writeHead(404).end();
      return;
    }
    const method = url.pathname.slice('/api/'.length);
    if (this.latencyMs > 0) await delay(this.latencyMs);
    const { status, headers, answer } = await this.answer(method, request, url, body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answer));
  }

  private async answer(method: string, request: IncomingMessage, url: URL, body: string): Promise<ApiAnswer> {
    const payload = readArguments(request.headers['content-type'] ?? '', body, url.searchParams);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? String(payload.token ?? '');
    const workspace =
      method === 'oauth.v2.access'
        ? this.codes.get(String(payload.code))
        : this.tokens.get(this.tokenRotation.permanent(token));
    const answered =
      this.injected(method) ?? (await this.trueAnswer({ method, request, url, body, token, payload }, workspace));
    const { status, answer } = answered;
    const call: WebApiCall = { method, teamId: workspace?.id ?? '', token, payload, status, answer };
    this.calls.push(call);
    if (workspace && answer.ok === true) {
      showCall(call, workspace, this.inbox, this.triggers);
      if (method === 'auth.revoke') this.tokens.delete(token);
    }
    return answered;
  }

  private async trueAnswer(call: ApiRequest, workspace: Workspace | undefined): Promise<ApiAnswer> {
    const { method, request, url, body, token, payload } = call;
    if (method === 'apps.connections.open') return this.openConnection(token);
    if (payload.grant_type === 'refresh_token') return said(this.tokenRotation.renew(String(payload.refresh_token)));
    const withdrawn = this.tokenRotation.withdrawn.get(this.tokenRotation.permanent(token));
    if (withdrawn !== undefined) return said({ ok: false, error: withdrawn });
    if (!workspace) return said({ ok: false, error: method === 'oauth.v2.access' ? 'invalid_code' : 'invalid_auth' });
    const retryAfter = this.limits.take(method, workspace.id, payload.channel);
    if (retryAfter !== null) return rateLimited(retryAfter);
    const problems = argumentProblems(method, payload);
    if (problems.length > 0) {
      this.refusals.push({ method, problems, payload });
      return said({ ok: false, error: 'invalid_blocks', response_metadata: { messages: problems } });
    }
    if (method === 'auth.revoke') return said({ ok: true, revoked: true });
    if (method.startsWith('functions.')) return said(this.workflowSteps.complete(method, payload));
    const here = answerHere(method, payload, workspace);
    if (here) return said(here);
    const init = {
      method: request.method ?? 'POST',
      headers: {
        'content-type': request.headers['content-type'] ?? 'application/x-www-form-urlencoded',
        ...(request.headers.authorization === undefined
          ? {}
          : { authorization: `Bearer ${this.tokenRotation.permanent(token)}` }),
      },
      ...(request.method === 'GET' ? {} : { body }),
    };
    const forwarded = await workspace.forward(url.pathname + url.search, init);
    const answer = completeAnswer(method, JSON.parse(forwarded.body), workspace);
    if (method === 'oauth.v2.access') {
      if (answer.ok === true) this.tokens.set(String(answer.access_token), workspace);
      this.codes.delete(String(payload.code));
    }
    return { status: forwarded.status, headers: {}, answer };
  }

  private openConnection(token: string): ApiAnswer {
    if (token !== this.app.appToken) return said({ ok: false, error: 'invalid_auth' });
    const retryAfter = this.limits.take('apps.connections.open', '', undefined);
    if (retryAfter !== null) return rateLimited(retryAfter);
    const url = `${this.url.replace('http:', 'ws:')}/link?ticket=${this.socketMode.ticket()}`;
    return said({ ok: true, url });
  }

  private injected(method: string): ApiAnswer | undefined {
    const injected = this.faults.get(method);
    if (!injected || injected.left === 0) return undefined;
    injected.left -= 1;
    const { status, headers = {}, body } = injected.fault;
    return { status, headers: { ...headers }, answer: body ?? { ok: false, error: 'ratelimited' } };
  }
}

interface ApiRequest {
  readonly method: string;
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: string;
  readonly token: string;
  readonly payload: Json;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
