// What Microsoft's own renderer has to say against a card. It knows no CodeBlock, and takes its fallback.
import { createRequire } from 'node:module'
import type { IAdaptiveCard } from '@microsoft/teams.cards'

const AC: typeof import('adaptivecards') = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js')

export function adaptiveCardProblems(json: IAdaptiveCard): string[] {
  const card = new AC.AdaptiveCard()
  const context = new AC.SerializationContext(AC.Versions.v1_5)
  card.parse(JSON.parse(JSON.stringify(json)), context)
  const parsed = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message)
  return [...parsed, ...card.validateProperties().validationEvents.map(({ message }) => message)].filter(
    (message) => !message.includes('Unknown element type "CodeBlock". Fallback will be used'),
  )
}
