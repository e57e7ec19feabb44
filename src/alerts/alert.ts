// What an alert from outside comes to, whichever shape it arrived in. Every text in it is bounded and without secrets.
import type { RegistryName } from '../chat/request.ts'
import type { Text } from '../words/text.ts'

export type Fact = { label: Text; value: string }

export type Alert =
  | {
      kind: 'alert'
      /** The same for repeated deliveries, and for what fires and is resolved again. */
      key: string
      state: 'fired' | 'resolved'
      /** The same as long as it is the same time that it fired; unset: not told. */
      fired?: string
      title: string
      /** 0 is the worst. */
      severity?: number
      registries: readonly RegistryName[]
      facts: readonly Fact[]
      text?: string
      url?: string
    }
  /** An image came or went: worth a line, never a case. `key`: the same where geo-replication tells of it again. */
  | { kind: 'push'; key: string; action: string; registry?: RegistryName; image: string }
  | { kind: 'ping' }
