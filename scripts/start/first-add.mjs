import { Problem } from '../setup/problem.mjs';
import { bold, dim, green } from '../setup/steps.mjs';

/** The request of the reference page, as `fetch` and as a line to paste into a shell. */
export function addRequest(api, demo) {
  const members = `${api}/v1/organizations/${demo.organizationId}/departments/${demo.departmentId}/members`;
  const body = JSON.stringify({ user_id: demo.userId });
  return {
    members,
    body,
    curl: `curl -i -X POST ${members} -H 'Authorization: Bearer ${demo.token}' -H 'Content-Type: application/json' -d '${body}'`,
  };
}

/**
 * One real add through the queue, shown as it happens. Afterwards Jane is taken out again, so that the line which the
 * person pastes gives a 201, and its second paste the 409.
 */
export async function showFirstAdd(api, demo) {
  const { members, body, curl } = addRequest(api, demo);
  const headers = { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' };
  const remove = () => send(`${members}/${demo.userId}`, { method: 'DELETE', headers }, [204, 404]);
  const add = () => send(members, { method: 'POST', headers, body }, [201, 409]);

  console.log(`\n${bold('One real add, through the queue:')}\n`);
  console.log(`  ${dim('$')} ${curl}`);
  let answer = await add();
  if (answer.status === 409) {
    console.log(`  409 Conflict  ${dim('she is in from the last time; out, and in again:')}`);
    const removed = await remove();
    console.log(`  ${dim('$')} curl -X DELETE ${members}/${demo.userId} …\n  ${removed.status} No Content`);
    answer = await add();
  }
  if (answer.status !== 201) throw new Problem(`The first add was answered with ${answer.status}: ${answer.text}`);
  console.log(`  ${green('201 Created')}  ${answer.text}  ${dim(`${answer.ms.toFixed(0)} ms`)}`);
  await remove();
}

async function send(url, request, expected) {
  const began = performance.now();
  const response = await fetch(url, request);
  const text = await response.text();
  if (!expected.includes(response.status))
    throw new Problem(`${request.method} ${url} was answered with ${response.status}: ${text}`);
  return { status: response.status, text, ms: performance.now() - began };
}
