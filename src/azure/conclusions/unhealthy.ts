// Azure itself says that the registry is not well.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { quoted, shown } from '../names.ts'
import { read, sourceOf } from './known.ts'

export const unhealthy = {
  id: 'unhealthy',
  conclude: ({ view }) => {
    const { state, summary, since } = read(view.health) ?? {}
    if (state !== 'Unavailable' && state !== 'Degraded') return []
    const from = since ? say(` since ${shown(since)}`, ` od ${shown(since)}`) : say('', '')
    const told = quoted(summary)
    const kind =
      state === 'Unavailable'
        ? say('Azure says that the registry is unavailable', 'Azure mówi, że rejestr jest niedostępny')
        : say('Azure says that the registry is degraded', 'Azure mówi, że rejestr działa gorzej niż zwykle')
    return [
      {
        says: say(`${kind.en}${from.en}${told}.`, `${kind.pl}${from.pl}${told}.`),
        hint: say(`${kind.en}.`, `${kind.pl}.`),
        weighs: { 'service-side': state === 'Unavailable' ? 5 : 3.5 },
        broken: true,
        sources: sourceOf(view.health),
      },
    ]
  },
} as const satisfies Conclusion
