// Whom the registry refused within the last hour, by its own log.
import { say } from '../../checks/step.ts'
import type { CauseId } from '../../ids.ts'
import type { Conclusion } from '../conclusion.ts'
import { shown } from '../names.ts'
import { read, sourceOf } from './known.ts'

const mostShown = 3

function weigh(status: string, isOurs: boolean): Partial<Record<CauseId, number>> {
  const by = isOurs ? 1 : 0.4
  if (status === '403') return { 'public-access-rules': 2.5 * by, 'credentials-unauthorized': 1 * by }
  if (status === '401')
    return { 'credentials-invalid': 2 * by, 'credentials-unauthorized': 2 * by, 'credentials-expired': by }
  return status === '429' ? { throttled: 3 * by } : {}
}

export const deniedLogins = {
  id: 'denied-logins',
  conclude: ({ view, clientIp }) =>
    (read(view.denied) ?? [])
      .toSorted((a, b) => Number(b.address === clientIp) - Number(a.address === clientIp) || b.count - a.count)
      .slice(0, mostShown)
      .map(({ address, identity, status, count, first, last }) => {
        const who = identity ? say(` as \`${shown(identity)}\``, ` jako \`${shown(identity)}\``) : say('', '')
        return {
          says: say(
            `The log of the registry shows ${count} refused logins (${shown(status)}) from \`${shown(address)}\`${who.en}, the first at ${shown(first)}, the last at ${shown(last)}.`,
            `Dziennik rejestru pokazuje odrzucone logowania (${shown(status)}) z \`${shown(address)}\`${who.pl}; liczba: ${count}, pierwsze o ${shown(first)}, ostatnie o ${shown(last)}.`,
          ),
          hint: say(
            `The log of the registry shows logins that were refused (${shown(status)}) within the last hour.`,
            `Dziennik rejestru pokazuje logowania odrzucone (${shown(status)}) w ostatniej godzinie.`,
          ),
          weighs: weigh(status, address === clientIp),
          sources: sourceOf(view.denied),
        }
      }),
} as const satisfies Conclusion
