// Tasks do not work at all in a registry with IPv6.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { read, sourceOf } from './known.ts'

export const dualStackWithoutTasks = {
  id: 'dual-stack-without-tasks',
  conclude: ({ view, topics }) => {
    if (read(view.preview)?.ipFamily !== 'IPv4AndIPv6' || !topics.has('acr-tasks')) return []
    const says = say(
      'The registry is dual-stack (IPv4 and IPv6): ACR Tasks, `az acr build` too, do not work in it.',
      'Rejestr jest dual-stack (IPv4 i IPv6): ACR Tasks, także `az acr build`, w nim nie działają.',
    )
    return [{ says, hint: says, weighs: { 'service-access': 5 }, sources: sourceOf(view.preview) }]
  },
} as const satisfies Conclusion
