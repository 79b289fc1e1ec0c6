export interface Route {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly string[];
  /** Parameters of the query that can hold any text. */
  readonly queries: readonly string[];
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** What of the OpenAPI document is read here. */
interface Documented {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedRoute>>>>;
}

interface DocumentedRoute {
  readonly parameters?: readonly DocumentedParameter[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<'application/json', { readonly examples: Readonly<Record<string, { readonly value: Route['body'] }>> }>
    >;
  };
}

interface DocumentedParameter {
  readonly name: string;
  readonly in: string;
  readonly schema: {
    readonly type?: string;
    readonly enum?: unknown;
    readonly format?: string;
  };
}

/** All routes of version 1, from the OpenAPI document, so that none is forgotten. */
export function routesOf(document: Documented): Route[] {
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody, parameters = [] }]) => ({
        method: method.toUpperCase(),
        path,
        parameters: [...path.matchAll(/{(\w+)}/g)].map(([, name]) => String(name)),
        queries: parameters.filter(isText).map(({ name }) => name),
        body: requestBody && Object.values(requestBody.content['application/json'].examples)[0]?.value,
      })),
    );
}

function isText({ in: place, schema }: DocumentedParameter): boolean {
  return place === 'query' && schema.type === 'string' && !schema.enum && !schema.format;
}
