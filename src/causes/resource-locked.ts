// Something forbids the change to this image or registry: write protection, quarantine, a resource lock.
import type { Cause } from './cause.ts'

export const resourceLocked = {
  id: 'resource-locked',
  title: {
    en: 'The image or registry is locked or in quarantine',
    pl: 'Obraz lub rejestr jest zablokowany albo w kwarantannie',
  },
  circumstances: [],
  ruledOutBy: [
    {
      en: '`az acr repository show` shows true for writeEnabled and deleteEnabled, and `az lock list` is empty.',
      pl: '`az acr repository show` pokazuje true dla writeEnabled i deleteEnabled, a lista z `az lock list` jest pusta.',
    },
  ],
  examples: [
    'The operation is disallowed on this registry, repository or image. View troubleshooting steps at https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation',
  ],
} as const satisfies Cause
