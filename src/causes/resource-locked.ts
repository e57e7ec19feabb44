// Something forbids the change to this image or registry: write protection, quarantine, a resource lock.
import type { Cause } from './cause.ts'

export const resourceLocked = {
  id: 'resource-locked',
  title: { en: 'The image or registry is locked or quarantined', pl: 'Obraz lub rejestr jest zablokowany lub w kwarantannie' },
  signs: {
    'scope-locked': {
      says: ['scopelocked', 'the scope is locked', 'cannot perform delete operation because following scope', 'cannot perform write operation because following scope', 'resource lock', 'is locked', 'write-enabled', 'write_enabled', 'delete-enabled', 'writeenabled', 'deleteenabled', 'jest zablokowan', 'readonly lock', 'read-only lock', 'cannotdelete', 'changeableattributes'],
      not: /database|account is locked|state|file is locked|lock file|\.lock|jest zablokowan\w* (?:przez|na) (?:zapor|firewall|port)|pakiet/i,
      means: { en: 'a lock stands on it', pl: 'stoi na tym blokada' },
      weighs: { 'resource-locked': 4.8 },
    },
    quarantined: {
      says: ['quarantin', 'kwarantann'],
      means: { en: 'the image is in quarantine until it is released', pl: 'obraz jest w kwarantannie do czasu zwolnienia' },
      weighs: { 'resource-locked': 4 },
    },
  },
  circumstances: [],
  ruledOutBy: [{ en: '`az acr repository show` has writeEnabled and deleteEnabled true, and `az lock list` is empty.', pl: '`az acr repository show` ma writeEnabled i deleteEnabled true, a `az lock list` jest puste.' }],
  examples: ['The operation is disallowed on this registry, repository or image. View troubleshooting steps at https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation'],
} as const satisfies Cause
