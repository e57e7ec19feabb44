// What comes from outside, in every shape that is known, and in none: read, or refused with what was expected.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Alert } from '../../src/alerts/alert.ts'
import { readAlert } from '../../src/alerts/read.ts'
import { chartPush, common, deletion, log, metric, push, resourceHealth, serviceHealth } from '../support/alerts.ts'
import { anyText } from '../support/any-text.ts'

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
    const [registryId] = metric().data.essentials.alertTargetIDs
    for (const name of ['_ResourceId', 'ResourceId']) {
      const dimensions = [{ name, value: registryId }]
      const split = common({ alertTargetIDs: null }, { condition: { allOf: [{ dimensions }] } })
      assert.deepEqual(names(alertOf(split)), ['contoso.azurecr.io'])
    }
  })

  test('on the health of the service, with all its regions', () => {
    const alert = alertOf(serviceHealth())
    assert.deepEqual(names(alert), [])
    assert.match(alert.title, /West Europe - Investigating/)
    assert.deepEqual(facts(alert), [
      'Service: Container Registry',
      'Region: West Europe, North Europe',
      'Tracking id: VN11-JD8',
      'Stage: Active',
    ])
    assert.ok(facts(alertOf(serviceHealth({ impactedServices: '[{' }))).includes('Region: West Europe'))
  })

  test('on the health of the registry', () => {
    const alert = alertOf(resourceHealth({ details: 'Some pulls fail' }))
    assert.deepEqual(names(alert), ['contoso.azurecr.io'])
    assert.deepEqual(facts(alert), ['Health: Degraded', 'Before: Available', 'Cause: PlatformInitiated'])
    assert.equal(alert.text, 'Some pulls fail')
  })

  test('on health is over when it says so, though it is "Fired" under another id', () => {
    const other = { alertId: 'another', originAlertId: 'another' }
    const [incident, registry] = [alertOf(serviceHealth()), alertOf(resourceHealth())]
    assert.deepEqual([incident.state, registry.state], ['fired', 'fired'])
    for (const stage of ['Resolved', 'RCA', 'Complete', 'Canceled']) {
      const over = alertOf(serviceHealth({ stage }, other))
      assert.deepEqual([over.state, over.key], ['resolved', incident.key], stage)
    }
    const well = { currentHealthStatus: 'Available', previousHealthStatus: 'Degraded' }
    for (const monitoringService of ['Resource Health', 'ResourceHealth']) {
      const over = alertOf(resourceHealth(well, { ...other, monitoringService }))
      assert.deepEqual([over.state, over.key], ['resolved', registry.key], monitoringService)
    }
    for (const monitoringService of ['ServiceHealth', 'ResourceHealth'])
      assert.equal(alertOf(common({ monitoringService }, { status: 'Resolved' })).state, 'resolved')
    const targets = metric().data.essentials.alertTargetIDs.flatMap((it) => [it, `${it}two`])
    assert.equal(alertOf(resourceHealth(well, { ...other, alertTargetIDs: targets })).key, 'another')
    assert.notEqual(alertOf(serviceHealth({ trackingId: 'VN11-JD9' })).key, incident.key)
    assert.equal(alertOf(serviceHealth({ trackingId: null }, other)).key, 'another')
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
  const keyOf = (body: object) => {
    const other = readAlert({ ...push, ...body })
    assert.ok(other.ok && other.alert.kind === 'push')
    return other.alert.key
  }
  const from = (host: string) => ({ request: { ...push.request, host } })
  assert.equal(keyOf({ id: 'other', timestamp: '2026-11-17T16:52:09Z' }), read.alert.key)
  assert.equal(keyOf(from('contoso.westeurope.geo.azurecr.io')), read.alert.key)
  assert.notEqual(keyOf(from('contosoprod.azurecr.io')), read.alert.key)
  assert.notEqual(keyOf({ action: 'quarantine' }), read.alert.key)
  assert.deepEqual(readAlert({ id: '1', action: 'ping' }), { ok: true, alert: { kind: 'ping' } })
})

test('a webhook tells of charts and deletions too', () => {
  for (const [body, image, registry] of [
    [chartPush, 'charts:wordpress-5.4.0.tgz', undefined],
    [deletion, `hello-world@${deletion.target.digest}`, 'contoso'],
  ] as const) {
    const read = readAlert(body)
    assert.ok(read.ok && read.alert.kind === 'push')
    assert.deepEqual(
      [read.alert.action, read.alert.image, read.alert.registry?.registry],
      [body.action, image, registry],
    )
  }
})

test('anything else can post a title', () => {
  const alert = alertOf({ title: 'Nightly pull failed', registry: 'contoso', severity: 1 })
  assert.deepEqual([alert.state, names(alert), alert.severity], ['fired', ['contoso.azurecr.io'], 1])
  assert.equal(alertOf({ title: 'Nightly pull failed', registry: 'contoso', state: 'resolved' }).key, alert.key)
  assert.equal(alertOf({ title: 'x', severity: 'Sev1' }).severity, 1)
  for (const severity of [2.5, 5, -1, '1e0', null]) assert.equal(alertOf({ title: 'x', severity }).severity, undefined)
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
    common({ alertId: null, originAlertId: null }),
    { ...push, action: 'hunter2' },
    { ...push, target: {} },
  ]) {
    const read = readAlert(body)
    assert.ok(!read.ok && read.problem.length > 20 && !read.problem.includes('hunter2'), JSON.stringify(body))
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

test('no secret is cut until it looks like none', () => {
  const secret = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEf+ACRAbCdEf'
  for (let hidden = 2940; hidden < 3010; hidden++)
    assert.equal(alertOf({ title: '\u200b'.repeat(hidden) + secret }).title, '[removed registry-password]')
})

test('a link with a secret, or one that grows endless, is left out', () => {
  for (const url of [
    'https://portal.azure.com/x?sig=abcDEF123456789012345%3D&code=1',
    'https://:hunter2hunter2@example.com/',
    `https://example.com/${'\u0142'.repeat(900)}`,
    'http://example.com/',
  ])
    assert.equal(alertOf({ title: 'x', url }).url, undefined)
  assert.equal(alertOf({ title: 'x', url: 'https://example.com/a' }).url, 'https://example.com/a')
})

test('what only its name tells to be a secret is left out', () => {
  const dimensions = [
    { name: 'Password', value: 'hunter2hunter2' },
    { name: 'Identity', value: '11111111-2222-3333-4444-555555555555' },
    { name: 'CallerIpAddress', value: '203.0.113.25' },
  ]
  assert.deepEqual(facts(alertOf(common({}, { condition: { allOf: [{ dimensions }] } }))), [
    'Identity: 11111111-2222-3333-4444-555555555555',
    'CallerIpAddress: 203.0.113.25',
  ])
})

/** Everything that JSON can hold, with what breaks those who turn a value into a text or take it apart. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  anyText({ maxLength: 700 }),
  fc.constantFrom(
    JSON.parse('{"toString":null,"valueOf":null}'),
    JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)),
    Array.from({ length: 3000 }, (_, at) => ({ name: `n${at}`, value: 'v'.repeat(999) })),
    '\ud83d\ude00'.repeat(400),
    'a\u{e0041}\ufff9b',
    `${'a'.repeat(299)}\ud83d\ude00`,
  ),
)
const listed = fc.oneof(anything, fc.array(anything, { maxLength: 4 }))
const withAny = (sample: object) =>
  fc.dictionary(fc.constantFrom(...Object.keys(sample)), listed, { maxKeys: 4 }).map((some) => ({ ...sample, ...some }))

const { essentials } = common({}).data
const criterion = { metricName: 'x', metricValue: 1, operator: 'x', threshold: 1, dimensions: [] }
const bodies = fc.oneof(
  anything,
  withAny(push),
  fc.tuple(withAny(push.target), listed).map(([target, request]) => ({ ...push, target, request })),
  withAny({ title: 'x', registry: 'contoso', severity: 1, state: 'fired', text: '', key: '', url: '', registries: [] }),
  withAny({ schemaId: 'azureMonitorCommonAlertSchema', data: {} }),
  fc
    .tuple(withAny(essentials), withAny({ condition: {}, status: '', properties: {} }))
    .map(([it, context]) => common(it, context)),
  fc
    .array(fc.tuple(withAny(criterion), withAny({ name: 'x', value: 'x' })), { maxLength: 3 })
    .map((all) =>
      common({}, { condition: { allOf: all.map(([it, dimension]) => ({ dimensions: [dimension], ...it })) } }),
    ),
  withAny(serviceHealth().data.alertContext).map((context) => common({ monitoringService: 'ServiceHealth' }, context)),
  withAny((serviceHealth().data.alertContext as { properties: object }).properties).map((it) => serviceHealth(it)),
  withAny((resourceHealth().data.alertContext as { properties: object }).properties).map((it) => resourceHealth(it)),
)
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

test('nothing that anybody can send makes it fail, or comes out endless or as another line', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const read = readAlert(body)
      const texts = textsIn(read)
      if (read.ok && read.alert.kind === 'alert') assert.ok(read.alert.facts.length <= 20)
      assert.ok(texts.join('').length < 20_000)
      for (const text of texts) {
        assert.ok(text.length <= 1600 && text.isWellFormed())
        assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      }
    }),
    { numRuns: 1000 },
  )
})
