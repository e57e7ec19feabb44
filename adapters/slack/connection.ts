// Is Slack there, and whose token do we hold? Asked at the start and whenever something goes wrong, until it is well
// again: whatever Slack does, this process and the other platform go on.
import type { Health } from '../chat/health.ts'
import { type Watchdog, watchdog } from '../chat/watchdog.ts'
import { scopes } from './surface.ts'
import { reasonOf, type WebClient } from './web.ts'

export type Identity = {
  team: string
  /** Set for a token of a whole organisation; its events name the team they come from. */
  enterprise?: string
  botUser: string
  bot: string
  /** `https://contoso.slack.com/` */
  url: string
}

export type Connection = Watchdog & {
  /** Undefined until Slack has said so. */
  identity: () => Identity | undefined
  identified: Promise<Identity>
  /** Slack told us that the token is of no use any more. */
  lost: (reason: string) => void
}

export function connection(client: WebClient, health: Health, log: (line: string) => void): Connection {
  let known: Identity | undefined
  let identify: (identity: Identity) => void = () => {}
  const identified = new Promise<Identity>((resolve) => (identify = resolve))

  async function ask(): Promise<boolean> {
    try {
      const { team_id, user_id, bot_id, url, enterprise_id, is_enterprise_install, response_metadata } =
        await client.auth.test()
      known = {
        team: team_id ?? '',
        botUser: user_id ?? '',
        bot: bot_id ?? '',
        url: url ?? 'https://slack.com/',
        ...(is_enterprise_install && enterprise_id && { enterprise: enterprise_id }),
      }
      identify(known)
      const granted = response_metadata?.scopes
      const missing = Object.keys(scopes).filter((scope) => granted && !granted.includes(scope))
      if (missing.length > 0)
        log(`slack: the token lacks ${missing.join(', ')}: install the app anew from infra/slack/manifest.yaml`)
      health.good()
      return true
    } catch (error) {
      health.bad(reasonOf(error))
      return false
    }
  }

  const dog = watchdog(ask)
  return {
    identity: () => known,
    identified,
    ...dog,
    lost(reason) {
      health.bad(reason)
      dog.look()
    },
  }
}
