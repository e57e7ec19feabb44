// The address that ACR saw is in an IP rule: then the rules are not what stops it.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { isIn } from '../ranges.ts'
import { registryIn, sourceOf } from './known.ts'

export const addressListed = {
  id: 'address-listed',
  conclude: ({ view, clientIp }) => {
    const { publicAccess, defaultAction, ipRules } = registryIn(view) ?? {}
    if (publicAccess !== 'Enabled' || defaultAction !== 'Deny' || !ipRules || !clientIp) return []
    const rule = ipRules.find((it) => isIn(clientIp, it) === true)
    if (rule === undefined) return []
    return [
      {
        says: say(
          `\`${clientIp}\` is in the IP rule \`${rule}\`: the rules let it in. A rule that is new takes some minutes.`,
          `\`${clientIp}\` mieści się w regule IP \`${rule}\`: reguły go wpuszczają. Nowa reguła działa po kilku minutach.`,
        ),
        hint: say(
          'Azure says that the address of the client is among the IP rules.',
          'Azure mówi, że adres klienta jest w regułach IP.',
        ),
        weighs: { 'public-access-rules': -4 },
        sources: sourceOf(view.registry),
      },
    ]
  },
} as const satisfies Conclusion
