import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Documented {
  readonly operationId: string;
  readonly method: string;
  readonly path: RegExp;
  readonly parameters: number;
}

const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'openapi.json');

/** What the OpenAPI document promises; `/health` and the document itself are not promised in it. */
function documentedOperations(): Documented[] {
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      operationId,
      method: method.toUpperCase(),
      path: new RegExp(`^${path.replace(/{\w+}/g, '[^/]+')}$`),
      parameters: path.split('{').length - 1,
    })),
  );
}

/** Notes which documented operations were called, and answered as they should be. */
export class CalledOperations {
  readonly #documented = documentedOperations();
  readonly #called = new Set<string>();

  /** For the SDK: what the network does, and a note of it. */
  readonly fetch = async (request: Request): Promise<Response> => {
    const response = await fetch(request);
    const { pathname } = new URL(request.url);
    const matching = this.#documented.filter(({ method, path }) => method === request.method && path.test(pathname));
    // `departments/tree` also looks like a department of this id: the path with fewer parameters is meant.
    const [meant] = matching.sort((a, b) => a.parameters - b.parameters);
    if (response.ok && meant) this.#called.add(meant.operationId);
    return response;
  };

  get missing(): string[] {
    return this.#documented.map(({ operationId }) => operationId).filter((id) => !this.#called.has(id));
  }
}
