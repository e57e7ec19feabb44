// Start reading here: what somebody posts goes in, an Alert comes out, or what was expected. Nothing of it is quoted back.
import { isWebhook, readWebhook } from './acr-webhook.ts'
import type { Alert } from './alert.ts'
import { isCommonAlert, readCommonAlert } from './azure-monitor.ts'
import { eachOnce, type Fields, fieldsOf, idOf, listOf, registryIn, severityOf, textOf, urlOf } from './fields.ts'

export type ReadAlert = { ok: true; alert: Alert } | { ok: false; problem: string }

/** Our own, for whatever else can post JSON. */
function readPlain(body: Fields): Alert | undefined {
  const title = textOf(body.title)
  if (!title) return undefined
  const registries = eachOnce([body.registry, ...listOf(body.registries)].map(registryIn))
  const text = textOf(body.text)
  const url = urlOf(body.url)
  const severity = severityOf(body.severity)
  return {
    kind: 'alert',
    key: idOf(body.key) ?? `${registries[0]?.loginServer ?? ''} ${title.toLowerCase()}`,
    state: idOf(body.state) === 'resolved' ? 'resolved' : 'fired',
    title,
    registries,
    facts: [],
    ...(severity !== undefined && { severity }),
    ...(text && { text }),
    ...(url && { url }),
  }
}

const shapes = [
  [
    isCommonAlert,
    readCommonAlert,
    'an alert of the common alert schema needs data.essentials.alertId, or originAlertId',
  ],
  [isWebhook, readWebhook, 'a webhook of a registry needs a known action and target.repository'],
] as const

export function readAlert(body: unknown): ReadAlert {
  const fields = fieldsOf(body)
  const shape = shapes.find(([is]) => is(fields))
  const alert = shape ? shape[1](fields) : readPlain(fields)
  if (alert) return { ok: true, alert }
  return {
    ok: false,
    problem:
      shape?.[2] ??
      'expected is the common alert schema of Azure Monitor (switch it on in the action group), a webhook of Azure Container Registry, or {"title": "...", "registry": "myregistry", "state": "fired"}',
  }
}
