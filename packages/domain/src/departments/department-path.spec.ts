import { formatPath } from './department-path.js';

test.each([
  [['Company'], 'Company'],
  [['Company', 'Engineering', 'Platform'], 'Company/Engineering/Platform'],
  [['Company', 'R&D / Design'], 'Company/R&D \\/ Design'],
  [['a\\', 'b'], 'a\\\\/b'],
])('%j is %s', (names, path) => {
  expect(formatPath(names)).toBe(path);
});
