// The address that ACR saw is in an IP rule: then the rules, as they are now, let it in.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { isIn } from '../ranges.ts'
import { registryIn, sourceOf } from './known.ts'

export const addressListed = {
  id: 'address-listed',
  conclude: ({ view, clientIp, finding }) => {
    const { publicAccess, defaultAction, ipRules } = registryIn(view) ?? {}
    if (publicAccess !== 'Enabled' || defaultAction !== 'Deny' || !ipRules || !clientIp) return []
    const rule = ipRules.find((it) => isIn(clientIp, it) === true)
    if (rule === undefined) return []
    return [
      {
        says: say(
          `\`${clientIp}\` is in the IP rule \`${rule}\`: the rules let it in now. Where it was still refused, the rule may be new: that takes some minutes.`,
          `\`${clientIp}\` mieści się w regule IP \`${rule}\`: reguły teraz go wpuszczają. Jeśli mimo to dostał odmowę, reguła może być nowa: zaczyna działać po kilku minutach.`,
        ),
        hint: say(
          'Azure says that the address of the client is among the IP rules.',
          'Azure mówi, że adres klienta jest w regułach IP.',
        ),
        // What is refused just now goes before a rule that may not be at work yet.
        weighs: { 'public-access-rules': finding === 'ip-denied' ? -1 : -4 },
        sources: sourceOf(view.registry),
      },
    ]
  },
} as const satisfies Conclusion
