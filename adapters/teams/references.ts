// Where the bot may speak in Teams: by which service each conversation is reached, kept from what comes in and dropped as
// soon as the bot is out of it.
import {
  findConversation,
  forgetConversation,
  forgetConversations,
  rememberConversation,
} from '../store/conversations.ts'
import type { Database } from '../store/database.ts'

type Reference = { serviceUrl: string; team?: string }

export type References = {
  /** Written only when it has changed. */
  remember: (channel: string, reference: Reference) => Promise<void>
  forget: (channel: string, reason: string) => Promise<void>
  /** Every channel of it. */
  forgetTeam: (team: string) => Promise<void>
  serviceOf: (channel: string) => Promise<string | undefined>
}

export function references(db: Database, workspace: string, log: (line: string) => void): References {
  const known = new Map<string, string>()
  const key = (conversation: string) => ({ platform: 'teams', workspace, conversation })
  return {
    async remember(channel, reference) {
      if (known.get(channel) === reference.serviceUrl) return
      await rememberConversation(db, key(channel), reference, Date.now())
      known.set(channel, reference.serviceUrl)
    },
    async forget(channel, reason) {
      log(`teams: speaks no more in ${channel}: ${reason}`)
      known.delete(channel)
      await forgetConversation(db, key(channel))
    },
    async forgetTeam(team) {
      log(`teams: speaks no more in the team ${team}: removed`)
      known.clear()
      await forgetConversations<Reference>(db, { platform: 'teams', workspace }, (reference) => reference.team === team)
    },
    async serviceOf(channel) {
      return known.get(channel) ?? (await findConversation<Reference>(db, key(channel)))?.serviceUrl
    },
  }
}
