// Whether what Azure knows may be shown in a place: to everybody in a channel that is named, or to somebody named who alone sees it.
// Whoever cannot be told is nobody.
import { asCompared, type NamedViewers } from '../../src/chat/viewers.ts'
import type { Platform } from './platform.ts'

/** `message` is null for what was answered aside. */
export type SeenAt = { channel: string; message: string | null; person: string }
export type MayView = (at: SeenAt) => Promise<boolean>

/** Who left a group sees no more after so long. */
const knownForMs = 5 * 60_000
const mostKnown = 10_000

export function viewing(
  { channels, people, groups }: NamedViewers,
  { platform, now }: { platform: Pick<Platform, 'isAlone' | 'idsOf'>; now: () => number },
): MayView {
  const known = new Map<string, { may: boolean; until: number }>()

  async function isNamed(person: string, channel: string): Promise<boolean> {
    if (people.has(asCompared(person))) return true
    if (people.size + groups.size === 0) return false
    const before = known.get(person)
    if (before && before.until > now()) return before.may
    const told = await platform.idsOf(person, channel, [...groups])
    if (!told.ok) return false
    const may = told.ids.some((id) => people.has(asCompared(id)) || groups.has(id))
    if (known.size >= mostKnown) known.clear()
    known.set(person, { may, until: now() + knownForMs })
    return may
  }

  return async ({ channel, message, person }) =>
    channels.has(channel) || (platform.isAlone({ channel, message }) && (await isNamed(person, channel)))
}
