import type { Asked } from './load.js';
import type { Place } from './place.js';

/** What a client knows of one change that it asked for: everything that it was ever told, in order. */
export interface Entry extends Asked {
  readonly key: string;
  readonly userId: string;
  readonly place: Place;
  readonly answers: Answer[];
}

export interface Answer {
  readonly status: number;
  readonly operationId: string | null;
  /** What must be the same whenever the same key is sent: the member, or code and details of an error. */
  readonly substance: string;
  /** What a read has to be sent with to show what this answer tells; null without a replica. */
  readonly token: string | null;
}

/** Every request and every answer of a run, as the clients saw them. */
export class ClientLedger {
  readonly entries: Entry[] = [];

  ask(key: string, userId: string, place: Place): Entry {
    const entry: Entry = { key, userId, place, answers: [], askedAt: performance.now(), answeredAt: null };
    this.entries.push(entry);
    return entry;
  }
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text === '' ? {} : JSON.parse(text);
  const substance = body.error ? { code: body.error.code, details: body.error.details } : body;
  return {
    status: response.status,
    operationId: response.headers.get('operation-id'),
    substance: JSON.stringify(substance),
    token: response.headers.get('consistency-token'),
  };
}
