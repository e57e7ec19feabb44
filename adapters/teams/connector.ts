// Calls the Bot Connector and says what came of it as values. One way for every call: whether it may go there at all,
// what the rate allows, what to do about a refusal.
import type { Activity, CloudAdapter, ConversationReference, TurnContext } from 'botbuilder'
import { codeOf, mayHaveArrived } from '../chat/arrival.ts'
import type { Health } from '../chat/health.ts'
import type { Failed } from '../chat/platform.ts'
import type { Rates } from '../rates/rates.ts'
import { LoginRefused, refusedBy } from './credentials.ts'

/** The methods of the connector that we use; its own class is not exported by botbuilder. */
type Conversations = {
  sendToConversation(conversation: string, activity: Partial<Activity>): Promise<{ id: string }>
  updateActivity(conversation: string, id: string, activity: Partial<Activity>): Promise<unknown>
  deleteActivity(conversation: string, id: string): Promise<unknown>
  getConversationMember(conversation: string, member: string): Promise<Member>
}
type Member = {
  name?: string
  userRole?: string
  userPrincipalName?: string
  aadObjectId?: string
  tenantId?: string
}
type Client = { conversations: Conversations; client: { pipeline: { removePolicy(policy: { name: string }): void } } }

/** What the Bot Connector's client throws. */
type RestError = Error & {
  statusCode?: number
  code?: string
  response?: { headers?: { get(name: string): string | undefined } }
}

/** What leaves here in good order may arrive closer together. In milliseconds. */
const underWay = 250
/** Teams' own numbers for one bot in one conversation. */
const sends = [
  { most: 7, spanMs: 1_000 + underWay },
  { most: 8, spanMs: 2_000 + underWay },
  { most: 60, spanMs: 30_000 + underWay },
  { most: 1800, spanMs: 3_600_000 + underWay },
]
const passing = new Set([408, 412, 429, 500, 502, 503, 504])
/** While the login is refused or Teams is out of reach, lanes wait so long between looks. */
const lookAgainMs = 2_000

export type Connector = {
  call<Value>(
    to: { serviceUrl: string; channel: string },
    ask: (conversations: Conversations) => Promise<Value>,
    /** A question costs nothing of what may be sent. */
    how?: { read?: boolean },
  ): Promise<{ ok: true; value: Value } | Failed>
}

type Options = {
  adapter: CloudAdapter
  appId: string
  /** Of our own login. */
  health: Health
  /** Of the service that is called. */
  service: Health
  dropToken: () => void
  onTrouble: () => void
  rates: Rates
}

export function connector({ adapter, appId, health, service, dropToken, onTrouble, rates }: Options): Connector {
  /** In a row: one is a hiccup. */
  let troubles = 0
  const clients = new Map<string, Promise<Conversations>>()

  /** The client of a service is the same in every turn, and making one takes longer than a call. */
  function conversationsAt(serviceUrl: string): Promise<Conversations> {
    const known = clients.get(serviceUrl)
    if (known) return known
    const made = new Promise<Conversations>((resolve, reject) => {
      const reference = {
        serviceUrl,
        channelId: 'msteams',
        conversation: { id: 'any' },
      } as Partial<ConversationReference>
      adapter
        .continueConversationAsync(appId, reference, async (context: TurnContext) => {
          const client = context.turnState.get<Client>(adapter.ConnectorClientKey)
          // Its own repetition posts a message twice that was taken and answered badly, and hides the waiting.
          client.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' })
          resolve(client.conversations)
        })
        .catch(reject)
    })
    clients.set(serviceUrl, made)
    made.catch(() => clients.delete(serviceUrl))
    return made
  }

  function failed(error: unknown): Failed {
    if (error instanceof LoginRefused) {
      health.bad(`${refusedBy}${error.message}`)
      onTrouble()
      return { ok: false, why: 'later', afterMs: lookAgainMs }
    }
    const { statusCode, code, response } = error as RestError
    const trouble = statusCode === undefined || statusCode === 401 || statusCode >= 500
    troubles = trouble ? troubles + 1 : 0
    if (troubles > 1) service.bad(`the service answers ${statusCode ?? codeOf(error) ?? 'nothing'}`)
    if (statusCode === undefined || statusCode === 401) {
      if (statusCode === 401) dropToken()
      onTrouble()
      return {
        ok: false,
        why: 'later',
        ...(statusCode === undefined && mayHaveArrived(error) && { perhapsDone: true as const }),
      }
    }
    if (!passing.has(statusCode)) return { ok: false, why: 'gone', reason: code ?? `HTTP ${statusCode}` }
    const seconds = Number(response?.headers?.get('retry-after') ?? Number.NaN)
    return {
      ok: false,
      why: 'later',
      ...(Number.isFinite(seconds) && { afterMs: seconds * 1000 }),
    }
  }

  return {
    async call({ serviceUrl, channel }, ask, { read = false } = {}) {
      if (health.state().status === 'broken') return { ok: false, why: 'later', afterMs: lookAgainMs }
      const afterMs = read ? 0 : await rates.take(`teams ${appId} ${channel}`, sends)
      if (afterMs > 0) return { ok: false, why: 'later', afterMs }
      try {
        const value = await ask(await conversationsAt(serviceUrl))
        troubles = 0
        service.good()
        return { ok: true, value }
      } catch (error) {
        return failed(error)
      }
    },
  }
}
