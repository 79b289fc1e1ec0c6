import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A suite that is skipped for want of a tool says so in its name: "… (no redis-server)". */
const MISSING_TOOL = /\(no [^)]+\)/;

/** The sum of all of Jest's JSON reports in a folder. */
export function summarize(folder) {
  /** @type {{ passed: number, failed: number, skipped: number, missingTools: string[] }} */
  const sum = { passed: 0, failed: 0, skipped: 0, missingTools: [] };
  for (const file of reportsIn(folder)) {
    const report = readReport(file);
    sum.passed += report.passed;
    sum.failed += report.failed;
    sum.skipped += report.skipped;
    sum.missingTools.push(...report.missingTools);
  }
  return sum;
}

/** What each test file took by the reports in a folder, in milliseconds. */
export function readDurations(folder) {
  const suites = reportsIn(folder).flatMap((file) => parseReport(file)?.testResults ?? []);
  return new Map(
    suites.filter(({ endTime }) => endTime).map(({ name, startTime, endTime }) => [name, endTime - startTime]),
  );
}

function reportsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}

/** What Jest has written to `file`; undefined when there is nothing, or when it was killed before it had written all. */
export function parseReport(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** One report. A suite that could not even be loaded counts as a failure; a run without a whole report, too. */
export function readReport(file) {
  const report = parseReport(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0, missingTools: [] };
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    missingTools: tests
      .filter(({ status, fullName }) => status === 'pending' && MISSING_TOOL.test(fullName))
      .map(({ fullName }) => fullName),
  };
}
