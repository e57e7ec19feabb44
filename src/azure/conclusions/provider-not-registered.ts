// A subscription that does not know container registries cannot save rules or endpoints for one.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { command, shown } from '../names.ts'
import { sourceOf } from './known.ts'

export const providerNotRegistered = {
  id: 'provider-not-registered',
  conclude: ({ view }) =>
    view.providers.flatMap(({ subscription, state }) => {
      if (!state.ok || state.value === 'Registered') return []
      const names = { vnetSubscription: subscription }
      return [
        {
          says: say(
            `\`Microsoft.ContainerRegistry\` is \`${shown(state.value)}\`, not Registered, in the subscription \`${shown(subscription)}\`: network settings and private endpoints there cannot be saved.`,
            `\`Microsoft.ContainerRegistry\` ma stan \`${shown(state.value)}\`, a nie Registered, w subskrypcji \`${shown(subscription)}\`: nie da się tam zapisać ustawień sieci ani prywatnych punktów końcowych.`,
          ),
          hint: say(
            'The resource provider of registries is not registered in a subscription involved.',
            'Dostawca zasobów rejestrów nie jest zarejestrowany w jednej z powiązanych subskrypcji.',
          ),
          weighs: { 'vnet-config': 3.5 },
          broken: true as const,
          sources: sourceOf(state),
          repair: {
            text: say(
              'Register it, wait until it is Registered, and save the settings again.',
              'Zarejestruj go, poczekaj na stan Registered i zapisz ustawienia ponownie.',
            ),
            command: command(
              'az provider register --namespace Microsoft.ContainerRegistry --subscription {vnetSubscription}',
              names,
            ),
            undo: command(
              'az provider unregister --namespace Microsoft.ContainerRegistry --subscription {vnetSubscription}',
              names,
            ),
            who: 'subscription-owner' as const,
            exposes: say(
              'People with rights in that subscription can create registries there.',
              'Osoby z uprawnieniami w tej subskrypcji mogą tworzyć w niej rejestry.',
            ),
          },
        },
      ]
    }),
} as const satisfies Conclusion
