// GET /metrics, in Prometheus' text form: how each platform fares and what became of its events. The library is loaded
// when somebody asks for the first time.
import type { Platforms } from '../platforms.ts'

type Exposition = { type: string; text: string }
let expose: ((platforms: Platforms) => Promise<Exposition>) | undefined

export async function metrics(platforms: Platforms): Promise<Exposition> {
  expose ??= await prepare()
  return expose(platforms)
}

async function prepare() {
  const { collectDefaultMetrics, Gauge, Registry } = await import('prom-client')
  const register = new Registry()
  collectDefaultMetrics({ register })
  const registers = [register]
  const up = new Gauge({
    name: 'acr_check_platform_up',
    help: 'Whether a configured chat platform works (1) or not (0)',
    labelNames: ['platform', 'reason'],
    registers,
  })
  const events = new Gauge({
    name: 'acr_check_events_total',
    help: 'Events since the start, by what became of them',
    labelNames: ['platform', 'outcome'],
    registers,
  })
  const waiting = new Gauge({
    name: 'acr_check_events_waiting',
    help: 'Events that are committed and not worked off yet',
    labelNames: ['platform'],
    registers,
  })
  return async (platforms: Platforms): Promise<Exposition> => {
    for (const gauge of [up, events, waiting]) gauge.reset()
    const { platforms: states } = await platforms.readiness()
    for (const [platform, { status, reason = '' }] of Object.entries(states))
      up.set({ platform, reason }, Number(status === 'ok'))
    for (const [platform, chat] of Object.entries(platforms.chats())) {
      waiting.set({ platform }, await chat.waiting())
      for (const [outcome, many] of Object.entries(chat.counts)) events.set({ platform, outcome }, many)
    }
    return { type: register.contentType, text: await register.metrics() }
  }
}
