// Roles of repositories count here, and AcrPull means nothing.
import { say } from '../../checks/step.ts'
import type { Conclusion } from '../conclusion.ts'
import { registryIn, sourceOf } from './known.ts'

export const repositoryRoles = {
  id: 'repository-roles',
  conclude: ({ view, finding, topics }) => {
    if (registryIn(view)?.roleMode !== 'repository') return []
    const isAbout = finding === 'token-denied' || topics.has('abac')
    const says = say(
      'The registry is in ABAC mode: AcrPull, AcrPush, Owner and Contributor give no access to images; Container Registry Repository Reader or Writer does.',
      'Rejestr jest w trybie ABAC: AcrPull, AcrPush, Owner i Contributor nie dają dostępu do obrazów; daje go Container Registry Repository Reader lub Writer.',
    )
    return [
      {
        says,
        hint: says,
        weighs: { 'credentials-unauthorized': isAbout ? 3 : 1 },
        sources: sourceOf(view.registry),
      },
    ]
  },
} as const satisfies Conclusion
