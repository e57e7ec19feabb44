// Which action a request to Azure Resource Manager is, on what, and whether roles allow it: as Azure's own access control reads them.

export type Right = { action: string; scope: string }
/** What the identity was given. `actions` may hold `*`. */
export type Granted = { actions: readonly string[]; scope: string }

const verbs: Readonly<Record<string, string>> = { GET: 'read', PUT: 'write', PATCH: 'write', DELETE: 'delete' }

/** A path of Azure Resource Manager, taken apart at its last provider. */
export function partsOfPath(path: string) {
  const at = path.toLowerCase().lastIndexOf('/providers/')
  const [namespace = '', ...words] = at < 0 ? [] : path.slice(at + '/providers/'.length).split('/')
  const types = words.filter((_, at) => at % 2 === 0)
  return {
    /** What the provider's part hangs on. */
    base: at < 0 ? path : path.slice(0, at),
    namespace,
    words,
    type: [namespace, ...types].join('/'),
    isList: words.length % 2 === 1,
  }
}

export function rightOf(method: string, path: string): Right {
  const { base, namespace, words, type, isList } = partsOfPath(path)
  if (method === 'POST' && type.toLowerCase() === 'microsoft.resourcegraph/resources')
    return { action: 'Microsoft.ResourceGraph/resources/read', scope: '/' }
  const verb = verbs[method] ?? 'action'
  if (namespace === '') return { action: `Microsoft.Resources/subscriptions/${verb}`, scope: path }
  if (words.length === 0) return { action: `Microsoft.Resources/subscriptions/providers/${verb}`, scope: base }
  const whole = words.slice(0, isList ? -1 : undefined)
  const isExtension = /^Microsoft\.(?:Authorization|ResourceHealth|Insights)$/i.test(namespace)
  const scope = isExtension || whole.length === 0 ? base : `${base}/providers/${namespace}/${whole.join('/')}`
  return { action: `${type}/${verb}`, scope }
}

const matches = (pattern: string, action: string) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(action)

const covers = (outer: string, scope: string) =>
  outer === '/' || `${scope}/`.toLowerCase().startsWith(`${outer}/`.toLowerCase())

export const isAllowed = ({ action, scope }: Right, granted: readonly Granted[]): boolean =>
  granted.some((it) => covers(it.scope, scope) && it.actions.some((pattern) => matches(pattern, action)))

/** Whether anything at all was given in it or above it. */
export const seesSubscription = (id: string, granted: readonly Granted[]): boolean =>
  granted.some(({ scope }) => covers(scope, `/subscriptions/${id}`) || covers(`/subscriptions/${id}`, scope))
