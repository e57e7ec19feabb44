// What any bot on these libraries has to load: Bolt and the Bot Framework on one server, answering "ok". The start of
// acr-check is measured against the start of this.
import { createServer } from 'node:http'
import { enableCompileCache } from 'node:module'
import { json } from 'node:stream/consumers'

enableCompileCache(process.env.BARE_CHAT_CACHE)
const [{ default: bolt }, { default: botbuilder }] = await Promise.all([import('@slack/bolt'), import('botbuilder')])
const { env } = process

const receiver = new bolt.HTTPReceiver({ signingSecret: env.SLACK_SIGNING_SECRET })
const app = new bolt.App({
  token: env.SLACK_BOT_TOKEN,
  receiver,
  clientOptions: { slackApiUrl: env.SLACK_API_URL },
  tokenVerificationEnabled: false,
})
app.message(({ say }) => say('ok'))

const adapter = new botbuilder.CloudAdapter(new botbuilder.ConfigurationBotFrameworkAuthentication(env))

async function activity(request, answer) {
  const response = {
    socket: request.socket,
    header: (name, value) => answer.setHeader(name, value),
    status: (code) => (answer.statusCode = code),
    send: (body) => answer.write(typeof body === 'string' ? body : JSON.stringify(body)),
    end: () => answer.end(),
  }
  const body = await json(request)
  const { method, headers } = request
  await adapter.process({ method, headers, body }, response, (context) => context.sendActivity('ok'))
}

let ready = false
const server = createServer((request, answer) => {
  if (request.url === '/slack/events') receiver.requestListener(request, answer)
  else if (request.url === '/api/messages') activity(request, answer).catch(() => answer.writeHead(500).end())
  else answer.writeHead(ready ? 200 : 503).end(JSON.stringify({ status: ready ? 'ok' : 'starting' }))
})
server.listen(0, '127.0.0.1', () => console.log(`listens on http://127.0.0.1:${server.address().port}/`))
await app.client.auth.test()
ready = true
process.once('SIGTERM', () => process.exit())
