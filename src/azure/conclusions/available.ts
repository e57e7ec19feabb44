// Azure itself says that the registry is well.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { read, sourceOf } from './known.ts'

export const available = {
  id: 'available',
  conclude: ({ view }) => {
    if (read(view.health)?.state !== 'Available') return []
    const says = say('Azure says that the registry is available.', 'Azure mówi, że rejestr jest dostępny.')
    return [{ says, hint: says, weighs: { 'service-side': -1 }, sources: sourceOf(view.health) }]
  },
} as const satisfies Conclusion
