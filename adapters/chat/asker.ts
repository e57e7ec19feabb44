// Who asks: their language, and whether they are one of us. What the event tells, what they chose, and what the platform
// says of them, asked for once a day.
import { type Lang, langs } from '../../src/words/text.ts'
import type { Database } from '../store/database.ts'
import { findPerson, rememberPerson } from '../store/people.ts'
import type { Person } from './event.ts'
import type { Failed, Platform } from './platform.ts'

export type Asker = { lang: Lang | undefined; outsider: boolean; name?: string }
/** Waits once for a platform that does not say who they are; from then on whoever cannot be told from a guest is one. */
export type Askers = (person: Person, channel: string, attempt: number) => Promise<Asker | Failed>

const profileForMs = 24 * 3_600_000

export const langOf = (locale: string | undefined): Lang | undefined =>
  langs.find((lang) => locale?.toLowerCase().split(/[-_]/)[0] === lang)

/** As the event names them, or else their platform. */
export const withName = (person: Person, { name }: Asker): Person => ({ ...(name && { name }), ...person })

type Around = { db: Database; platform: Platform; now: () => number }

export const askers =
  ({ db, platform, now }: Around): Askers =>
  async ({ id, locale, outsider = false }, channel, attempt) => {
    const key = { platform: platform.name, workspace: platform.workspace, person: id }
    const known = await findPerson(db, key)
    if (known && now() - known.askedAt < profileForMs)
      return {
        lang: known.lang ?? langOf(locale ?? known.locale),
        outsider: outsider || known.outsider === true,
        ...(known.name && { name: known.name }),
      }
    const told = await platform.profile(id, channel)
    if (!told.ok && told.why === 'later' && attempt === 0) return told
    if (told.ok) await rememberPerson(db, key, told, now())
    const profile = told.ok ? told : known
    return {
      lang: known?.lang ?? langOf(locale ?? profile?.locale),
      outsider: outsider || (profile?.outsider ?? true),
      ...(profile?.name && { name: profile.name }),
    }
  }
