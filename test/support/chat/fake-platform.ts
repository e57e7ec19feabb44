// A fake of a chat platform behind adapters/chat/platform.ts, in memory: what was sent stands in channels, and every way in which
// sending goes wrong can be switched on.
import type { Failed, Message, Platform, Said } from '../../../adapters/chat/platform.ts'

export type Shown = { channel: string; thread?: string; message: string; id?: string; said: Said; edits: number }
/** `lost`: taken, and the answer never came. */
export type Mishap = 'lost' | 'down' | 'throttled' | 'gone' | 'refused'

export type FakePlatform = Platform & {
  shown: Shown[]
  /** The next calls go so. */
  mishaps: Mishap[]
  updates: number
  /** How many of the updates may wait. */
  progress: number
  text(channel: string): string[]
}

const failures: Record<Mishap, Failed> = {
  lost: { ok: false, why: 'later', afterMs: 1000, perhapsDone: true },
  down: { ok: false, why: 'later' },
  throttled: { ok: false, why: 'later', afterMs: 30_000 },
  gone: { ok: false, why: 'gone', reason: 'channel_not_found', out: true },
  refused: { ok: false, why: 'gone', reason: 'invalid_blocks' },
}

export function fakePlatform({ looksUp = true }: { looksUp?: boolean } = {}): FakePlatform {
  const shown: Shown[] = []
  const at = ({ channel, message }: Message) => shown.find((it) => it.channel === channel && it.message === message)
  const fake: FakePlatform = {
    name: 'slack',
    workspace: 'T1',
    shown,
    mishaps: [],
    updates: 0,
    progress: 0,
    text: (channel) =>
      shown.filter((it) => it.channel === channel).map(({ said }) => `${said.answer.title} ${said.answer.lead}`.trim()),
    async send({ channel, thread }, said, id) {
      const mishap = fake.mishaps.shift()
      if (mishap && mishap !== 'lost') return failures[mishap]
      const message = `m${shown.length + 1}`
      shown.push({ channel, message, said, edits: 0, ...(thread && { thread }), ...(id && { id }) })
      return mishap ? failures.lost : { ok: true, channel, message }
    },
    ...(looksUp && {
      async find({ channel }, id) {
        const found = shown.find((it) => it.channel === channel && it.id === id)
        return found && { ok: true, channel, message: found.message }
      },
    }),
    under: ({ channel, message }) => ({ channel, thread: message }),
    async update(message, said, how) {
      const mishap = fake.mishaps.shift()
      if (mishap) return failures[mishap]
      const found = at(message)
      if (!found) return { ok: false, why: 'gone', reason: 'message_not_found' }
      found.said = said
      found.edits++
      fake.updates++
      if (how?.progress) fake.progress++
      return { ok: true }
    },
    remove: async () => ({ ok: true }),
    aside: async () => ({ ok: true }),
    profile: async () => ({ ok: true, outsider: false }),
    isAlone: ({ channel, message }) => message === null || channel.startsWith('D'),
    idsOf: async (person) => ({ ok: true, ids: [person] }),
    sendFile: async () => ({ ok: false, why: 'nowhere' }),
    readFile: async () => ({ ok: false, why: 'gone', reason: 'no files here' }),
  }
  return fake
}
