// What comes from outside, in every shape that is known, and in none: read, or refused with what was expected.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Alert } from '../../src/alerts/alert.ts'
import { readAlert } from '../../src/alerts/read.ts'
import { common, log, metric, push, resourceHealth, serviceHealth } from '../support/alerts.ts'

type Fired = Extract<Alert, { kind: 'alert' }>
function alertOf(body: unknown): Fired {
  const read = readAlert(body)
  assert.ok(read.ok && read.alert.kind === 'alert', JSON.stringify(read))
  return read.alert
}
const names = ({ registries }: Fired) => registries.map(({ loginServer }) => loginServer)
const facts = (alert: Fired) => alert.facts.map(({ label, value }) => `${label.en}: ${value}`)

describe('an alert of Azure Monitor', () => {
  test('on a metric', () => {
    const alert = alertOf(metric())
    assert.deepEqual(names(alert), ['contoso.azurecr.io'])
    assert.deepEqual(facts(alert), ['Metric: SuccessfulPullCount', 'Value: 0', 'Threshold: LessThan 1'])
    const { state, title, severity, text, url } = alert
    assert.deepEqual(
      { state, title, severity, text, url },
      {
        state: 'fired',
        title: 'acr-pulls',
        severity: 2,
        text: 'Pulls fell to zero',
        url: 'https://portal.azure.com/#blade/x',
      },
    )
  })

  test('on a log names the registry of a dimension, not the workspace', () => {
    const alert = alertOf(log)
    assert.deepEqual(names(alert), ['contoso.azurecr.io'])
    assert.ok(facts(alert).includes('CallerIpAddress: 203.0.113.25'))
  })

  test('on the health of the service, and of the registry', () => {
    assert.deepEqual(names(alertOf(serviceHealth)), [])
    assert.match(alertOf(serviceHealth).title, /West Europe - Investigating/)
    assert.ok(facts(alertOf(serviceHealth)).includes('Tracking id: VN11-JD8'))
    assert.ok(facts(alertOf(resourceHealth)).includes('Before: Available'))
  })

  test('is known again when it comes twice, and when it is resolved, whatever its case', () => {
    const [fired, again] = [alertOf(metric()), alertOf(metric({ monitorCondition: 'Resolved' }))]
    assert.equal(again.state, 'resolved')
    assert.equal(again.key, fired.key)
    const { alertId } = metric().data.essentials
    assert.equal(alertOf(metric({ alertId: alertId.toUpperCase() })).key, fired.key)
    assert.equal(alertOf(metric({ alertId: undefined })).key, 'abc_def acr-pulls')
  })
})

test('a webhook of a registry is a line, and one that replicas repeat is the same', () => {
  const read = readAlert(push)
  assert.ok(read.ok && read.alert.kind === 'push')
  assert.deepEqual(
    [read.alert.action, read.alert.image, read.alert.registry?.registry],
    ['push', 'hello-world:v1', 'contoso'],
  )
  const again = readAlert({ ...push, id: 'other', timestamp: '2026-11-17T16:52:09Z' })
  assert.ok(again.ok && again.alert.kind === 'push' && again.alert.key === read.alert.key)
  assert.deepEqual(readAlert({ id: '1', action: 'ping' }), { ok: true, alert: { kind: 'ping' } })
})

test('anything else can post a title', () => {
  const alert = alertOf({ title: 'Nightly pull failed', registry: 'contoso', severity: 1 })
  assert.deepEqual([alert.state, names(alert), alert.severity], ['fired', ['contoso.azurecr.io'], 1])
  assert.equal(alertOf({ title: 'Nightly pull failed', registry: 'contoso', state: 'resolved' }).key, alert.key)
})

test('what cannot be read is refused with what was expected, and without what was sent', () => {
  for (const body of [
    undefined,
    null,
    7,
    'hunter2',
    [],
    {},
    { title: '' },
    common({ alertId: null, originAlertId: 3 }),
    { ...push, action: 'hunter2' },
    { ...push, target: {} },
  ]) {
    const read = readAlert(body)
    if (read.ok) assert.ok(body !== undefined && JSON.stringify(body).includes('originAlertId'))
    else assert.ok(read.problem.length > 20 && !read.problem.includes('hunter2'))
  }
})

test('no secret, no line break and nothing endless comes through', () => {
  const hostile = `a\nb\u0000\u202e ACR_PASSWORD=hunter2-hunter2 Authorization: Bearer eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJodHRwczovL2dyYXBo.c2lnbmF0dXJlMTIzNDU2 ${'y'.repeat(100_000)}`
  const alert = alertOf(
    metric({
      alertRule: hostile,
      description: hostile,
      alertTargetIDs: Array.from({ length: 5000 }, () => 'x'),
      investigationLink: 'javascript:alert(1)',
    }),
  )
  const said = JSON.stringify(alert)
  assert.ok(said.length < 20_000)
  assert.doesNotMatch(said, /hunter2|eyJ0eXAi|\\n|\\u0000|\u202e|javascript/)
})

test('nothing that anybody can send makes it fail', () => {
  const values = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean(), fc.array(fc.string()))
  const key = fc.constantFrom('alertId', 'alertRule', 'severity', 'alertTargetIDs', 'monitorCondition', 'description')
  fc.assert(
    fc.property(fc.dictionary(key, values), fc.object(), (essentials, context) => {
      for (const body of [
        common(essentials, context),
        { ...push, ...context },
        { title: context, ...essentials },
        context,
      ])
        assert.ok('ok' in readAlert(body))
    }),
    { numRuns: 300 },
  )
})
