// Carries an activity to the bot's /api/messages as Teams does, or as a forger would.
import type { Forgery, Issuer } from './issuer.ts'
import type { Json, World } from './world.ts'

export type DeliveryOptions = {
  forge?: Forgery
  /** Said by the activity and by a right token: a message that is genuine and wants answers elsewhere. */
  serviceUrl?: string
  /** Another tenant than the bot's. */
  tenantId?: string
  /** How often it comes again, with the same activity id, one after the other. */
  repeat?: number
  /** Whether the repetitions come all at once. */
  atOnce?: boolean
}

/** What the bot answered; status 0 where it did not. */
export type Delivered = {
  status: number
  body: unknown
  ms: number
  activity: Json
  again: { status: number; body: unknown; ms: number }[]
}
export type Delivery = ReturnType<typeof createDelivery>

const patience = 15_000
const invokePatience = 5000

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function inTenant(activity: Json, tenantId: string): Json {
  const { conversation, channelData } = activity
  return {
    ...activity,
    conversation: { ...(conversation as Json), tenantId },
    channelData: { ...(channelData as Json), tenant: { id: tenantId } },
  }
}

export function createDelivery(world: World, issuer: Issuer, serviceUrl: () => string) {
  let bot: string | undefined

  async function post(activity: Json, service: string, forge: Forgery | undefined) {
    if (!bot) throw new Error('no bot is connected: connect(url) first')
    const authorization = await issuer.authorization(service, forge)
    const start = performance.now()
    const ms = () => performance.now() - start
    try {
      const answer = await fetch(bot, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
          'ms-cv': String(activity.id),
          ...(authorization && { authorization }),
        },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(patience),
      })
      const text = await answer.text()
      const given = { status: answer.status, body: read(text), ms: ms() }
      if (activity.type === 'invoke' && given.ms > invokePatience)
        world.problem(`${String(activity.name)}: answered after ${Math.round(given.ms)} ms, Teams gives up after 5 s`)
      return given
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') world.problem('no answer to Teams in 15 s')
      return { status: 0, body: String(error), ms: ms() }
    }
  }

  async function deliver(activity: Json, options: DeliveryOptions = {}): Promise<Delivered> {
    const { forge, tenantId, repeat = 0, atOnce = false } = options
    const service = options.serviceUrl ?? serviceUrl()
    const sent = { ...(tenantId ? inTenant(activity, tenantId) : activity), serviceUrl: service }
    if (atOnce) {
      const [first, ...again] = await Promise.all(Array.from({ length: repeat + 1 }, () => post(sent, service, forge)))
      if (first) return { ...first, activity: sent, again }
    }
    const first = await post(sent, service, forge)
    const again = []
    for (let i = 0; i < repeat; i++) again.push(await post(sent, service, forge))
    return { ...first, activity: sent, again }
  }

  return {
    deliver,
    /** Where the bot listens, as https://host/api/messages. */
    connect(url: string): void {
      bot = url
    },
  }
}
