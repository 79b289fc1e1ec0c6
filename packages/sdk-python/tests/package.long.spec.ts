import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonSdk, pythonWith } from '@roster/testing';

// The first that knows `license = "MIT"`.
const setuptools = pythonWith('import setuptools; assert int(setuptools.__version__.split(".")[0]) >= 77');
const mypy = ['mypy', '/usr/bin/mypy'].find(
  (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
);

const BUILD = `
import contextlib, io, json, sys, zipfile
from setuptools import build_meta
folder = sys.argv[1]
with contextlib.redirect_stdout(io.StringIO()):
    wheel = build_meta.build_wheel(folder)
with zipfile.ZipFile(f"{folder}/{wheel}") as archive:
    names = archive.namelist()
    about = next(name for name in names if name.endswith("/METADATA"))
    print(json.dumps({"wheel": wheel, "names": names, "metadata": archive.read(about).decode()}))
`;
const USE = `
import roster
with roster.Roster(api_key="secret", base_url="https://roster.example") as client:
    print(roster.__file__, client.departments.add_member.__name__)
`;

describe('the Python package', () => {
  const work = mkdtempSync(join(tmpdir(), 'roster-python-'));
  afterAll(() => rmSync(work, { recursive: true }));

  const withSetuptools = setuptools ? it : it.skip;
  withSetuptools(`builds a wheel that can be used${setuptools ? '' : ' (no setuptools)'}`, () => {
    // A copy, as setuptools leaves files beside the sources.
    const source = join(work, 'source');
    const skipped = /__pycache__|\.egg-info/;
    cpSync(pythonSdk, source, { recursive: true, filter: (path) => !skipped.test(path) });
    const python = setuptools ?? 'python3';
    const built = execFileSync(python, ['-c', BUILD, work], { cwd: source, encoding: 'utf8', stdio: 'pipe' });
    const { wheel, names, metadata } = JSON.parse(built) as { wheel: string; names: string[]; metadata: string };

    const modules = readdirSync(join(pythonSdk, 'src', 'roster')).filter((name) => /\.py$|^py\.typed$/.test(name));
    const packed = names.filter((name) => name.startsWith('roster/'));
    expect(packed.sort()).toEqual(modules.map((name) => `roster/${name}`).sort());
    expect(names).toContainEqual(expect.stringMatching(/\.dist-info\/licenses\/LICENSE$/));
    expect(metadata).toMatch(/^Name: roster\n/m);
    expect(metadata).toMatch(/^Requires-Python: >=3\.9\n/m);
    expect(metadata).not.toMatch(/^Requires-Dist/m);

    // A wheel is a ZIP file, and Python can import from one. -I: nothing else of this folder is found.
    const use = `import sys; sys.path.insert(0, ${JSON.stringify(join(work, wheel))})\n${USE}`;
    const used = execFileSync(python, ['-I', '-c', use], { cwd: work, encoding: 'utf8' });
    expect(used).toContain(`${wheel}/roster/__init__.py add_member`);
  });

  const withMypy = mypy ? it : it.skip;
  withMypy(`is typed, for Python 3.9 and strictly${mypy ? '' : ' (no mypy)'}`, () => {
    const { status, stdout } = spawnSync(mypy ?? 'mypy', ['--cache-dir', join(work, 'mypy')], {
      cwd: pythonSdk,
      encoding: 'utf8',
    });
    expect(stdout).toContain('Success: no issues found');
    expect(status).toBe(0);
  });
});
