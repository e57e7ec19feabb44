// Public access is off: the 403 that says nothing of the reason means this, whatever the rules are.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, registryNames } from '../names.ts'
import { approved, registryIn, sourceOf } from './known.ts'

export const publicAccessOff = {
  id: 'public-access-off',
  conclude: ({ view, finding, clientIp, elsewhere }) => {
    if (registryIn(view)?.publicAccess !== 'Disabled') return []
    const refused = finding === 'ip-denied' || finding === 'public-route-denied'
    const isPublic = refused || clientIp !== undefined || elsewhere?.kind === 'public'
    const isPrivate = approved(view).length > 0
    const before = registryIn(view)?.defaultAction
    const hint = say(
      'Azure says that public access to this registry is off: over the internet nobody gets in, whatever the IP rules are.',
      'Azure mówi, że dostęp publiczny do tego rejestru jest wyłączony: przez internet nikt nie wejdzie, jakiekolwiek są reguły IP.',
    )
    return [
      {
        says: isPrivate
          ? say(
              `${hint.en} Approved private endpoints: ${approved(view).length}; clients must come that way.`,
              `${hint.pl} Liczba zatwierdzonych prywatnych punktów końcowych: ${approved(view).length}; klienci muszą przychodzić tamtędy.`,
            )
          : say(
              `${hint.en} It has no approved private endpoint either.`,
              `${hint.pl} Nie ma też zatwierdzonego prywatnego punktu końcowego.`,
            ),
        hint,
        weighs: isPublic
          ? { 'public-access-rules': isPrivate ? 2 : 5, 'vnet-config': isPrivate ? 7 : 0.5 }
          : { 'public-access-rules': 2, 'vnet-config': 1 },
        ...(refused && { finding: 'public-access-disabled' as const }),
        sources: sourceOf(view.registry),
        repair: {
          text: say(
            'Only if clients are meant to come over the internet: turn public access on for listed addresses alone, then add theirs.',
            'Tylko jeśli klienci mają przychodzić przez internet: włącz dostęp publiczny wyłącznie dla adresów z listy, a potem dodaj ich adresy.',
          ),
          command: command(
            'az acr update -n {registry} -g {resourceGroup} --subscription {subscription} --public-network-enabled true --default-action Deny',
            registryNames(view),
          ),
          undo: command(
            `az acr update -n {registry} -g {resourceGroup} --subscription {subscription} --public-network-enabled false${before ? ` --default-action ${before}` : ''}`,
            registryNames(view),
          ),
          who: 'registry-owner',
          exposes: say(
            'Opens the registry to every address in its IP rules, and a policy may forbid it.',
            'Otwiera rejestr dla wszystkich adresów z reguł IP; może tego zabraniać zasada (Azure Policy).',
          ),
        },
      },
    ]
  },
} as const satisfies Conclusion
