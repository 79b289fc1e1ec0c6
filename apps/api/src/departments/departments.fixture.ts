import type { Answer, RunningApi } from '../api.fixture.js';

export const ENGINEERING = '/departments/dept_abc123';

export interface MadeDepartment {
  readonly id: string;
  /** Its path within the organization. */
  readonly path: string;
  readonly body: Answer['body'];
  readonly answer: Answer;
}

/** Creates departments that no other test uses. */
export function departmentMaker(api: () => RunningApi) {
  let made = 0;
  return async (more: object = {}): Promise<MadeDepartment> => {
    made += 1;
    const answer = await api().request('POST', '/departments', { json: { name: `Somewhere ${made}`, ...more } });
    expect(answer.status).toBe(201);
    return { path: `/departments/${answer.body.id}`, id: answer.body.id, body: answer.body, answer };
  };
}
