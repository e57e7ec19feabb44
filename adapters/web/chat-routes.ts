// Where the chat platforms come in. They prove themselves by signature and token, each in its own adapter; only where no
// Teams bot is configured is /api/messages guarded here, for then it answers whoever is at this machine.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Config } from '../config.ts'
import type { Platforms } from '../platforms.ts'
import { type Env, guardLocal, guardPlayground } from './guards.ts'
import { metrics } from './metrics.ts'
import { refuse } from './refuse.ts'

const maxBodyBytes = 4 * 1024 * 1024

export function chatRoutes(config: Config, platforms: Platforms): Hono<Env> {
  const app = new Hono<Env>()
  const { slackEvents } = platforms
  app.post('/slack/events', (c) => {
    if (!slackEvents)
      return refuse(
        c,
        404,
        'slack-off',
        config.slack?.appToken
          ? 'Slack comes in by Socket Mode here: unset SLACK_APP_TOKEN and set SLACK_SIGNING_SECRET to have it come over HTTP'
          : config.slack
            ? 'Slack could not be started here: the server’s log says why'
            : 'Slack is not configured here: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET on the server',
      )
    slackEvents(c.env.incoming, c.env.outgoing)
    return RESPONSE_ALREADY_SENT
  })

  if (!config.teams) app.use('/api/messages', guardLocal(config))
  app.post(
    '/api/messages',
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (c) => refuse(c, 413, 'too-long', 'An activity has at most 4 MB'),
    }),
    async (c) => {
      let body: unknown
      try {
        body = JSON.parse(await c.req.text())
      } catch {
        return refuse(c, 400, 'not-json', 'Send a Bot Framework activity as JSON')
      }
      const answer = await platforms.messages({ headers: c.env.incoming.headers, body })
      const status = answer.status as 200
      return answer.body === undefined ? c.body(null, status) : c.json(answer.body, status)
    },
  )

  app.get('/readyz', async (c) => {
    const readiness = await platforms.readiness()
    return c.json(readiness, readiness.status === 'unavailable' ? 503 : 200)
  })
  app.get('/metrics', guardPlayground(config), async (c) => {
    const { type, text } = await metrics(platforms)
    return c.body(text, 200, { 'Content-Type': type })
  })
  return app
}
