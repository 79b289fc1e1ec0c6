import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAgainAlone, runJobs } from './jobs.mjs';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const print = console.log;

let folder;
let abort;
/** The titles of the jobs that have begun. */
let begun;
let printed;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roster-jobs-'));
  abort = new AbortController();
  begun = [];
  printed = [];
  console.log = (line) => printed.push(line);
});
afterEach(() => {
  console.log = print;
  rmSync(folder, { recursive: true });
});

/** A job that ends when the test says so. */
function job(title) {
  const end = {};
  const ended = new Promise((resolve, reject) => Object.assign(end, { resolve, reject }));
  return {
    title,
    run: () => {
      begun.push(title);
      return ended;
    },
    end: (code = 0, output = '') => end.resolve({ code, output }),
  };
}

function report(name, content) {
  const file = join(folder, name);
  if (content !== null) writeFileSync(file, content);
  return file;
}

const whole = (passed, failed = 0, skipped = 0) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: skipped,
    numTodoTests: 0,
    testResults: [],
  });

/** Cores that are as idle as the test says, and are looked at when it says so. */
class FakeCores {
  /** @type {(idle: number) => void} */
  #answer = () => undefined;

  watch = () => (signal) =>
    new Promise((resolve) => {
      this.#answer = resolve;
      signal.addEventListener('abort', () => resolve(0), { once: true });
    });

  async look(idle) {
    this.#answer(idle);
    await turn();
  }
}

const ends = (code) => async () => ({ code, output: 'what it says' });
const rejects = () => Promise.reject(new Error('refused'));
const throws = () => {
  throw new Error('no such tool');
};

describe.each(['in a lane', 'on idle cores'])('a job %s', (place) => {
  it.each([
    { what: 'ends with 0', run: ends(0), line: '✓ tested' },
    { what: 'ends with 1', run: ends(1), line: '✗ tested', output: 'what it says' },
    { what: 'rejects', run: rejects, line: '✗ tested', output: 'refused' },
    { what: 'throws', run: throws, line: '✗ tested', output: 'no such tool' },
    { what: 'leaves a report', run: ends(0), content: whole(3), line: '✓ tested' },
    {
      what: 'leaves half a report',
      run: ends(0),
      content: whole(3).slice(0, 20),
      line: '✗ tested',
      output: 'incomplete',
    },
    { what: 'leaves no report', run: ends(0), content: null, line: '✗ tested', output: 'missing' },
    { what: 'rejects after half a report', run: rejects, content: '{', line: '✗ tested', output: 'refused' },
  ])('that $what', async ({ run, content, line, output = '' }) => {
    const tested = { title: 'tested', run };
    if (content !== undefined) Object.assign(tested, { report: report('tested.json', content) });
    const result =
      place === 'in a lane' ? runJobs([tested], { least: 1 }, abort.signal) : besideAnother(tested, new FakeCores());
    expect(await result).toEqual(line.startsWith('✗') ? [tested] : []);
    expect(printed.join('\n')).toContain(line);
    expect(printed.join('\n')).toContain(output);
  });

  async function besideAnother(tested, cores) {
    const first = job('first');
    const result = runJobs([first, tested], { least: 1, most: 2 }, abort.signal, cores.watch);
    await cores.look(1);
    first.end();
    return result;
  }
});

it('as many jobs run as there are lanes, and one more for each look at idle cores', async () => {
  const cores = new FakeCores();
  const jobs = ['a', 'b', 'c', 'd', 'e', 'f'].map(job);
  const result = runJobs(jobs, { least: 2, most: 4 }, abort.signal, cores.watch);
  await cores.look(0.1);
  await cores.look(0.1);
  expect(begun).toEqual(['a', 'b']);
  await cores.look(0.3);
  expect(begun).toEqual(['a', 'b', 'c']);
  await cores.look(0.3);
  await cores.look(0.3);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  jobs[3].end();
  await turn();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  await cores.look(0.3);
  expect(begun).toEqual(['a', 'b', 'c', 'd', 'e']);
  for (const { end } of jobs) end();
  await turn();
  await cores.look(0.3);
  expect(await result).toEqual([]);
  expect(begun).toHaveLength(6);
});

it('the parts of a title get one line, with the sums of their counts', async () => {
  const parts = [whole(3, 0, 1), whole(4, 2)].map((content, index) => ({
    ...job('suites'),
    report: report(`${index}.json`, content),
  }));
  const result = runJobs(parts, { least: 2 }, abort.signal);
  parts[0].end();
  await turn();
  expect(printed).toEqual([]);
  parts[1].end(1, 'two are red');
  expect(await result).toEqual([parts[1]]);
  expect(printed).toEqual([expect.stringMatching(/✗ suites .* 7 passed, 2 failed, 1 skipped$/), 'two are red']);
});

it('after an abort no job begins, and the end of those that run is awaited', async () => {
  const cores = new FakeCores();
  const jobs = ['a', 'b', 'c'].map(job);
  let settled = false;
  const result = runJobs(jobs, { least: 1, most: 2 }, abort.signal, cores.watch).finally(() => {
    settled = true;
  });
  result.catch(() => undefined);
  await cores.look(1);
  abort.abort(new Error('Interrupted.'));
  jobs[0].end();
  await turn();
  expect(settled).toBe(false);
  jobs[1].end();
  await expect(result).rejects.toThrow('Interrupted.');
  expect(begun).toEqual(['a', 'b']);
});

it('red suites run again one by one, and red checks do not', async () => {
  const check = job('check');
  const suites = ['a', 'b'].map((title) => ({ ...job(title), report: report(`${title}.json`, whole(1)) }));
  const result = runAgainAlone([suites[0], check, suites[1]], abort.signal);
  await turn();
  expect(begun).toEqual(['a']);
  suites[0].end();
  suites[1].end(1);
  expect((await result).map(({ title }) => title)).toEqual(['check', 'Again, alone: b']);
  expect(begun).toEqual(['a', 'b']);
});
