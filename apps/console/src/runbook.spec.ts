import { readFileSync } from 'node:fs';

import { parseListQuery } from './operations/list-query.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const runbook = read('docs/operations.md');
const rules = read('deploy/prometheus/alerts.yaml');

const alerts = [...rules.matchAll(/- alert: (\S+)/g)].map(([, name]) => name ?? '');
/** As GitHub makes anchors of headings: lower case, blanks as hyphens, other signs left out. */
const anchors = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-'),
);

it('every alert leads to its section of the runbook, and every section has its alert', () => {
  const [, section = ''] = /^## Alerts\n([\s\S]*?)^## /m.exec(runbook) ?? [];
  const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(alerts);
  const links = [...rules.matchAll(/runbook_url: docs\/operations\.md#(\S+)/g)].map(([, anchor]) => anchor);
  expect(links).toEqual(alerts.map((name) => name.toLowerCase()));
});

it('every link within the runbook leads to a heading', () => {
  const links = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(links.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([]);
});

it('every list of the console that the runbook names is there', () => {
  const addresses = [...runbook.matchAll(/`\/ops\/operations\?([^`]+)`/g)].map(([, query = '']) => query);
  expect(addresses.length).toBeGreaterThan(5);
  const wrong = addresses.filter(
    (query) => parseListQuery(Object.fromEntries(new URLSearchParams(query))).kind !== 'list',
  );
  expect(wrong).toEqual([]);
});
