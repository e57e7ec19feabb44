// A registry's own webhooks: images that come and go. They never tell of a failure, so they make no case.
import type { Alert } from './alert.ts'
import { type Fields, fieldsOf, idOf, registryIn, textOf } from './fields.ts'

const actions = new Set(['push', 'delete', 'chart_push', 'chart_delete', 'quarantine'])

export const isWebhook = (body: Fields): boolean =>
  textOf(body.action) !== undefined && (body.target !== undefined || textOf(body.action) === 'ping')

export function readWebhook(body: Fields): Alert | undefined {
  const action = idOf(body.action) ?? ''
  if (action === 'ping') return { kind: 'ping' }
  if (!actions.has(action)) return undefined
  const target = fieldsOf(body.target)
  const repository = textOf(target.repository) ?? textOf(target.name)
  if (!repository) return undefined
  const [tag, digest] = [textOf(target.tag) ?? textOf(target.version), textOf(target.digest)]
  const registry = registryIn(fieldsOf(body.request).host)
  return {
    kind: 'push',
    // Each replica tells of it again, perhaps under its own region's host; the same image in another registry is another push.
    key: [action, registry?.loginServer ?? '', repository, tag ?? '', digest ?? textOf(body.id) ?? ''].join(' '),
    action,
    image: tag ? `${repository}:${tag}` : digest ? `${repository}@${digest}` : repository,
    ...(registry && { registry }),
  }
}
