// ACR Tasks meet the rules of their own registry unless a switch lets them past.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { list, registryNames, setting } from '../names.ts'
import { isRestricted, read, registryIn, sourceOf } from './known.ts'

export const tasksNotLetThrough = {
  id: 'tasks-not-let-through',
  conclude: ({ view, topics }) => {
    const registry = registryIn(view)
    if (registry?.tasksMayBypass !== false || !isRestricted(registry) || !topics.has('acr-tasks')) return []
    const pools = read(view.agentPools) ?? []
    const names = registryNames(view)
    const hint = say(
      'The registry is restricted, and Tasks with a system-assigned identity may not pass its rules.',
      'Rejestr ma ograniczenia, a Tasks z tożsamością przypisaną przez system nie mogą omijać jego reguł.',
    )
    return [
      {
        says:
          pools.length > 0
            ? say(
                `${hint.en} Its agent pools (${list(pools.map(({ name }) => name))}) run in a network of yours: a build there needs no switch.`,
                `${hint.pl} Jego pule agentów (${list(pools.map(({ name }) => name))}) działają w twojej sieci: budowanie tam nie wymaga tego przełącznika.`,
              )
            : hint,
        hint,
        weighs: { 'service-access': 5 },
        sources: [...sourceOf(view.registry), ...sourceOf(view.agentPools)],
        repair: {
          text: say(
            'Let Tasks pass the rules; trusted services must be allowed too, and the task needs a system-assigned identity with a role.',
            'Pozwól Tasks omijać reguły; zaufane usługi też muszą być wpuszczone, a zadanie musi mieć tożsamość przypisaną przez system, z rolą.',
          ),
          command: setting('networkRuleBypassAllowedForTasks', 'true', names),
          undo: setting('networkRuleBypassAllowedForTasks', 'false', names),
          who: 'registry-owner',
          exposes: say(
            'A task can print its token into the log, and whoever has it passes the rules.',
            'Zadanie może wypisać swój token do dziennika, a kto go ma, omija reguły.',
          ),
        },
      },
    ]
  },
} as const satisfies Conclusion
