// Azure Resource Manager by plain requests, for what is one GET or what no SDK has. Answers are told as they come: whoever reads one
// asks for each field.
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
} from '@azure/core-rest-pipeline'
import { Incomplete, told } from './failures.ts'
import { type Asking, armOptions, armScope, refused } from './reaching.ts'
import { versions } from './versions.ts'

let client: HttpClient | undefined

/** More pages than this are no answer to a question about one registry. */
const mostPages = 50

export function armOf(asking: Asking) {
  const { credential, cloud, signal } = asking
  const options = armOptions(asking)
  const pipeline = createPipelineFromOptions(options)
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: armScope(cloud) }))
  for (const { policy } of options.additionalPolicies) pipeline.addPolicy(policy)

  async function send(url: string, body?: object): Promise<unknown> {
    const request = createPipelineRequest({
      url,
      method: body ? 'POST' : 'GET',
      headers: createHttpHeaders({ accept: 'application/json', ...(body && { 'content-type': 'application/json' }) }),
      abortSignal: signal,
      ...(body && { body: JSON.stringify(body) }),
    })
    client ??= createDefaultHttpClient()
    const response = await pipeline.sendRequest(client, request)
    if (response.status !== 200) throw refused(response)
    return JSON.parse(told(response.bodyAsText))
  }

  /** @param path begins with a slash; a resource id is one */
  const urlOf = (path: string, version: string, query: Readonly<Record<string, string>> = {}) => {
    const url = new URL(path.split('/').map(encodeURIComponent).join('/'), cloud.arm)
    for (const [name, value] of Object.entries({ ...query, 'api-version': version })) url.searchParams.set(name, value)
    return url.href
  }

  return {
    get: <Shape>(path: string, version: string): Promise<Shape> => send(urlOf(path, version)) as Promise<Shape>,

    /** All pages of a list. */
    async list<Shape>(path: string, version: string, query?: Readonly<Record<string, string>>): Promise<Shape[]> {
      const all: Shape[] = []
      let next: string | null | undefined = urlOf(path, version, query)
      for (let pages = 0; next; pages++) {
        if (pages === mostPages) throw new Incomplete()
        const page = (await send(next)) as { value?: Shape[]; nextLink?: string | null }
        all.push(...told(page.value))
        next = page.nextLink
      }
      return all
    },

    /** Over all that the identity sees, by Resource Graph. */
    async query<Row>(query: string): Promise<Row[]> {
      const url = urlOf('/providers/Microsoft.ResourceGraph/resources', versions.resourceGraph)
      const answer = (await send(url, { query, options: { resultFormat: 'objectArray' } })) as { data?: Row[] }
      return told(answer.data)
    },
  }
}
