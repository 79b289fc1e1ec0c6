import type { EndpointContract } from '../contract/contract.js';
import type { openApiDocument } from '../contract/openapi.js';
import { routeTemplate } from '../tracing/route-template.js';
import { curlSample } from './samples/curl.js';
import { javaScriptSample } from './samples/javascript.js';
import { pythonSample } from './samples/python.js';
import { pythonSdkSample } from './samples/python-sdk.js';
import { sampleRequest } from './samples/sample-request.js';

type OpenApiDocument = ReturnType<typeof openApiDocument>;

const HOW_TO_TRY = `
**Try it here.** Put your token under Authentication, then choose Test Request beside an endpoint. The samples read the
token from a variable: \`export ACCESS_TOKEN=…\`.

[openapi.json](/openapi.json) is this document for programs.
`;

/** https://redocly.com/docs/realm/content/api-docs/openapi-extensions/x-code-samples */
interface CodeSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

interface Parameter {
  readonly required: boolean;
  readonly description?: string;
  readonly schema: { readonly example?: unknown };
}

/** The document as the page at `/docs` shows it: with samples, and with a form that sends what was filled in only. */
export function referenceDocument(document: OpenApiDocument, endpoints: readonly EndpointContract[]): object {
  const { info, paths, components } = document;
  const described = structuredClone(paths) as Record<string, Record<string, { parameters: Parameter[] }>>;
  for (const endpoint of endpoints) {
    const operation = described[routeTemplate(endpoint.path)]?.[endpoint.method.toLowerCase()];
    if (operation === undefined) throw new Error(`${endpoint.operationId} is not in the document`);
    operation.parameters = operation.parameters.map(notFilledIn);
    Object.assign(operation, { 'x-codeSamples': codeSamples(endpoint) });
  }
  const parameters = Object.entries(components.parameters as Record<string, Parameter>);
  return {
    ...document,
    info: { ...info, description: `${info.description}\n${HOW_TO_TRY}` },
    paths: described,
    components: {
      ...components,
      parameters: Object.fromEntries(parameters.map(([name, parameter]) => [name, notFilledIn(parameter)])),
    },
  };
}

/**
 * An optional parameter with its example in the description only. Scalar's form would send it: each request with the
 * same `Idempotency-Key`, and an `If-Match` that no department has.
 */
function notFilledIn(parameter: Parameter): Parameter {
  const { required, description, schema } = parameter;
  if (required || schema?.example === undefined) return parameter;
  const { example, ...rest } = schema;
  return { ...parameter, description: `${description ?? ''} Example: \`${example}\``.trim(), schema: rest };
}

/** Samples that send the example of the contract. */
export function codeSamples(endpoint: EndpointContract): CodeSample[] {
  const request = sampleRequest(endpoint);
  return [
    { lang: 'shell', label: 'cURL', source: curlSample(request) },
    { lang: 'python', label: 'Python SDK', source: pythonSdkSample(request) },
    { lang: 'python', label: 'Python', source: pythonSample(request) },
    { lang: 'javascript', label: 'JavaScript', source: javaScriptSample(request) },
  ];
}
