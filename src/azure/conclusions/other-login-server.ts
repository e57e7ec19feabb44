// The registry of this name has another login server, as with a hash in it: what was asked for is none, or somebody else's. Nothing else
// that Azure says of the one is said of the other.
import { say } from '../../checks/step.ts'
import type { Conclusion, Known } from '../conclusion.ts'
import { command, shown } from '../names.ts'
import { registryIn, sourceOf } from './known.ts'

export function isAnother({ view, loginServer }: Pick<Known, 'view' | 'loginServer'>): boolean {
  const its = registryIn(view)?.loginServer ?? (view.found.ok ? view.found.loginServer : undefined)
  return its !== undefined && its.toLowerCase() !== loginServer.toLowerCase()
}

export const otherLoginServer = {
  id: 'other-login-server',
  conclude: (known) => {
    const { view, loginServer, finding } = known
    const registry = registryIn(view)
    if (!registry || !isAnother(known)) return []
    const isNone = finding === 'name-not-found' || finding === 'no-address'
    return [
      {
        says: say(
          `The registry \`${shown(registry.name)}\` has the login server \`${shown(registry.loginServer)}\`, not \`${shown(loginServer)}\`: use the whole of it, also in image names.`,
          `Rejestr \`${shown(registry.name)}\` ma serwer logowania \`${shown(registry.loginServer)}\`, a nie \`${shown(loginServer)}\`: używaj go w całości, także w nazwach obrazów.`,
        ),
        hint: say(
          'Azure knows a registry of this name under another login server: look it up with `az acr show`, and use the whole of it.',
          'Azure zna rejestr o tej nazwie pod innym serwerem logowania: sprawdź go przez `az acr show` i używaj w całości.',
        ),
        weighs: { 'registry-name': isNone ? 6 : 2.5 },
        ...(isNone && { broken: true as const }),
        sources: sourceOf(view.registry),
        repair: {
          text: say('Log in to the registry that you mean.', 'Zaloguj się do rejestru, o który chodzi.'),
          command: command('docker login {loginServer}', { loginServer: registry.loginServer }),
          who: 'developer',
        },
      },
    ]
  },
} as const satisfies Conclusion
