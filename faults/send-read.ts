import { callApi } from './call-api.js';
import { DEPARTMENT, type Stack } from './stack.js';

/** Asks one of the API nodes for some members of the department; the status, or null when no answer came. */
export function askToRead(stack: Stack): Promise<number | null> {
  return callApi(stack, `/departments/${DEPARTMENT}/members?limit=10`, {}, async (response) => {
    await response.arrayBuffer();
    return response.status;
  });
}

/**
 * Whether the department is among those of the user, in a list that a replica may serve, for a caller who sends the token
 * of an earlier answer; null when there is no list.
 */
export function listsMembership(stack: Stack, userId: string, token: string | null): Promise<boolean | null> {
  const headers: Record<string, string> = token === null ? {} : { 'consistency-token': token };
  return callApi(stack, `/members/${userId}/departments`, { headers }, async (response) => {
    const text = await response.text();
    return response.status === 200 ? text.includes(DEPARTMENT) : null;
  });
}
