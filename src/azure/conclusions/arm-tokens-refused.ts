// Tokens for Azure Resource Manager are refused, and some services have no other.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, registryNames } from '../names.ts'
import { registryIn, sourceOf } from './known.ts'

export const armTokensRefused = {
  id: 'arm-tokens-refused',
  conclude: ({ view, finding, topics }) => {
    if (registryIn(view)?.armAudience !== 'disabled') return []
    const isAbout = finding === 'token-rejected' || topics.has('app-service') || topics.has('container-apps')
    const says = say(
      'The registry refuses tokens for Azure Resource Manager: App Service, older clients and scripts that bring one cannot log in.',
      'Rejestr odrzuca tokeny dla Azure Resource Manager: App Service, starsze klienty i skrypty z takim tokenem nie mogą się zalogować.',
    )
    const names = registryNames(view)
    return [
      {
        says,
        hint: says,
        weighs: { 'credentials-invalid': isAbout ? 3 : 0.5 },
        sources: sourceOf(view.registry),
        repair: {
          text: say('Accept such tokens again.', 'Znów przyjmuj takie tokeny.'),
          command: command(
            'az acr config authentication-as-arm update -r {registry} -g {resourceGroup} --subscription {subscription} --status enabled',
            names,
          ),
          undo: command(
            'az acr config authentication-as-arm update -r {registry} -g {resourceGroup} --subscription {subscription} --status disabled',
            names,
          ),
          who: 'registry-owner',
          exposes: say(
            'A token that was made for all of Azure opens the registry too.',
            'Rejestr otworzy też token wydany dla całego Azure.',
          ),
        },
      },
    ]
  },
} as const satisfies Conclusion
