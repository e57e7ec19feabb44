// Who asks: their language, and whether they are one of us. What the event tells, what they chose, and what the platform
// says of them, asked for once a day.
import { type Lang, langs } from '../../src/words/text.ts'
import type { Database } from '../store/database.ts'
import { findPerson, rememberPerson } from '../store/people.ts'
import type { Person } from './event.ts'
import type { Platform } from './platform.ts'

export type Asker = { lang: Lang | undefined; outsider: boolean }
export type Askers = (person: Person, channel: string) => Promise<Asker>

const profileForMs = 24 * 3_600_000

export const langOf = (locale: string | undefined): Lang | undefined =>
  langs.find((lang) => locale?.toLowerCase().split(/[-_]/)[0] === lang)

type Around = { db: Database; platform: Platform; now: () => number }

export const askers =
  ({ db, platform, now }: Around): Askers =>
  async ({ id, locale, outsider }, channel) => {
    const key = { platform: platform.name, workspace: platform.workspace, person: id }
    const known = await findPerson(db, key)
    if (known && now() - known.askedAt < profileForMs)
      return { lang: known.lang ?? langOf(locale ?? known.locale), outsider: outsider || known.outsider === true }
    const profile = await platform.profile(id, channel)
    if (profile) await rememberPerson(db, key, profile, now())
    return {
      lang: known?.lang ?? langOf(locale ?? profile?.locale ?? known?.locale),
      // Whoever cannot be told from a guest is treated as one.
      outsider: outsider || (profile?.outsider ?? known?.outsider ?? true),
    }
  }
