// The address that ACR saw is in no IP rule.
import { say } from '../../checks/step.ts'
import { grammar } from '../../paste/grammar.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, list, registryNames } from '../names.ts'
import { isIn } from '../ranges.ts'
import { registryIn, sourceOf } from './known.ts'
import { areRulesFull } from './rules-full.ts'

export const addressNotListed = {
  id: 'address-not-listed',
  conclude: ({ view, clientIp }) => {
    const { publicAccess, defaultAction, ipRules } = registryIn(view) ?? {}
    if (publicAccess !== 'Enabled' || defaultAction !== 'Deny' || !ipRules || !clientIp) return []
    if (!grammar.clientIp.test(clientIp) || ipRules.some((rule) => isIn(clientIp, rule) !== false)) return []
    const names = { ...registryNames(view), range: clientIp }
    return [
      {
        says: say(
          `\`${clientIp}\`, the address that ACR saw, is in none of the ${ipRules.length} IP rules${ipRules.length > 0 ? ` (${list(ipRules)})` : ''}, and all others are denied: \`${clientIp}/32\` is missing.`,
          `Adresu \`${clientIp}\`, który widział ACR, nie ma w regułach IP (liczba reguł: ${ipRules.length}${ipRules.length > 0 ? `; ${list(ipRules)}` : ''}), a wszystkie inne są odrzucane: brakuje \`${clientIp}/32\`.`,
        ),
        hint: say(
          'Azure says that only listed addresses get in, and that of the client is in no IP rule.',
          'Azure mówi, że wchodzą tylko adresy z listy, a adresu klienta nie ma w żadnej regule IP.',
        ),
        weighs: { 'public-access-rules': 5 },
        sources: sourceOf(view.registry),
        ...(!areRulesFull(view) && {
          repair: {
            text: say(
              'Let this address in, if it is yours and stays the same; it takes effect after some minutes.',
              'Wpuść ten adres, jeśli należy do ciebie i się nie zmienia; zadziała po kilku minutach.',
            ),
            command: command(
              'az acr network-rule add -n {registry} -g {resourceGroup} --subscription {subscription} --ip-address {range}',
              names,
            ),
            undo: command(
              'az acr network-rule remove -n {registry} -g {resourceGroup} --subscription {subscription} --ip-address {range}',
              names,
            ),
            who: 'registry-owner' as const,
            exposes: say(
              'Everybody behind this address can reach the registry, and then still needs a login.',
              'Każdy za tym adresem będzie mógł połączyć się z rejestrem; nadal będzie potrzebował logowania.',
            ),
          },
        }),
      },
    ]
  },
} as const satisfies Conclusion
