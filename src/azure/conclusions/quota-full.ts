// A quota is used up.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { shown } from '../names.ts'
import { read, sourceOf } from './known.ts'

/** IP rules have a conclusion of their own (rules-full). */
const isRules = /^ip-?rules$/i

export const quotaFull = {
  id: 'quota-full',
  conclude: ({ view }) =>
    (read(view.usages) ?? [])
      .filter(({ name, current, limit }) => limit > 0 && current >= limit && !isRules.test(name))
      .map(({ name, current, limit }) => {
        // What is stored beyond the tier's own share is paid for, not refused.
        const isStorage = name.toLowerCase() === 'size'
        return {
          says: say(
            `The quota \`${shown(name)}\` is used up: ${current} of ${limit}${isStorage ? '. More can be stored, and is charged for' : ''}.`,
            `Limit \`${shown(name)}\` jest wyczerpany: ${current} z ${limit}${isStorage ? '. Więcej da się przechowywać, za dopłatą' : ''}.`,
          ),
          hint: say('A quota of the registry is used up.', 'Jeden z limitów rejestru jest wyczerpany.'),
          weighs: { 'sku-limit': isStorage ? 0.5 : 2.5 },
          sources: sourceOf(view.usages),
        }
      }),
} as const satisfies Conclusion
