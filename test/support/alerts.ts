// What Azure Monitor and Azure Container Registry post, after their published examples.

const subscription = '/subscriptions/11111111-2222-3333-4444-555555555555'
const registryId = `${subscription}/resourcegroups/rg/providers/microsoft.containerregistry/registries/contoso`

export const common = (essentials: object, alertContext: object = {}) => ({
  schemaId: 'azureMonitorCommonAlertSchema',
  data: {
    essentials: {
      alertId: `${subscription}/providers/Microsoft.AlertsManagement/alerts/b9569717-bc32-442f-add5-83a997729330`,
      alertRule: 'acr-pulls',
      severity: 'Sev2',
      signalType: 'Metric',
      monitorCondition: 'Fired',
      monitoringService: 'Platform',
      alertTargetIDs: [registryId],
      configurationItems: ['contoso'],
      originAlertId: 'abc_def',
      firedDateTime: '2026-11-25T02:14:07.1Z',
      description: 'Pulls fell to zero',
      investigationLink: 'https://portal.azure.com/#blade/x',
      essentialsVersion: '1.0',
      alertContextVersion: '1.0',
      ...essentials,
    },
    alertContext,
    customProperties: {},
  },
})

export const metric = (essentials: object = {}) =>
  common(essentials, {
    conditionType: 'SingleResourceMultipleMetricCriteria',
    condition: {
      windowSize: 'PT5M',
      allOf: [
        {
          metricName: 'SuccessfulPullCount',
          metricNamespace: 'Microsoft.ContainerRegistry/registries',
          operator: 'LessThan',
          threshold: '1',
          timeAggregation: 'Total',
          dimensions: [],
          metricValue: 0,
        },
      ],
    },
  })

export const log = common(
  {
    alertRule: 'acr-denied-logins',
    signalType: 'Log',
    monitoringService: 'Log Alerts V2',
    alertTargetIDs: [`${subscription}/resourcegroups/rg/providers/microsoft.operationalinsights/workspaces/logs`],
  },
  {
    conditionType: 'LogQueryCriteria',
    condition: {
      allOf: [
        {
          searchQuery: 'ContainerRegistryLoginEvents | where ResultType != 200',
          metricMeasureColumn: 'Count',
          operator: 'GreaterThan',
          threshold: '5',
          dimensions: [
            { name: 'CallerIpAddress', value: '203.0.113.25' },
            { name: 'LoginServer', value: 'contoso.azurecr.io' },
          ],
          metricValue: 12,
        },
      ],
    },
  },
)

/** Azure Monitor keeps no state of these: the end of an incident is "Fired" too. */
export const serviceHealth = (properties: object = {}, essentials: object = {}) =>
  common(
    {
      alertRule: 'acr-health',
      monitoringService: 'ServiceHealth',
      signalType: 'Activity Log',
      alertTargetIDs: [subscription],
      investigationLink: undefined,
      ...essentials,
    },
    {
      status: 'Active',
      properties: {
        title: 'Azure Container Registry - West Europe - Investigating',
        service: 'Container Registry',
        region: 'West Europe',
        communication: '<p>We are investigating</p>',
        incidentType: 'Incident',
        trackingId: 'VN11-JD8',
        impactStartTime: '2026-11-25T01:50:00.000Z',
        impactedServices:
          '[{"ImpactedRegions":[{"RegionName":"West Europe"},{"RegionName":"North Europe"}],"ServiceName":"Container Registry"}]',
        stage: 'Active',
        ...properties,
      },
    },
  )

export const resourceHealth = (properties: object = {}, essentials: object = {}) =>
  common(
    { alertRule: 'acr-resource', monitoringService: 'Resource Health', signalType: 'Activity Log', ...essentials },
    {
      status: 'Active',
      properties: {
        title: 'Degraded',
        details: null,
        currentHealthStatus: 'Degraded',
        previousHealthStatus: 'Available',
        type: 'Downtime',
        cause: 'PlatformInitiated',
        ...properties,
      },
    },
  )

export const push = {
  id: 'cb8c3971-9adc-488b-b0b2-43cbb4974ff5',
  timestamp: '2026-11-17T16:52:01.343145347Z',
  action: 'push',
  target: {
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    size: 524,
    digest: 'sha256:80f0d5c8786bb9e621a45ece0db56d11cdc624ad20da9fe62e9d25490f331d7d',
    length: 524,
    repository: 'hello-world',
    tag: 'v1',
  },
  request: { id: '3cbb6949', host: 'contoso.azurecr.io', method: 'PUT', useragent: 'docker/27' },
}

/** A chart is told of without the request that brought it. */
export const chartPush = {
  id: '6356e9e0-627f-4fed-b0b2-d9059b5143ac',
  timestamp: '2026-11-17T16:52:01.2614267Z',
  action: 'chart_push',
  target: {
    mediaType: 'application/vnd.acr.helm.chart',
    size: 25265,
    digest: 'sha256:80f0d5c8786bb9e621a45ece0db56d11cdc624ad20da9fe62e9d25490f331d7d',
    repository: 'charts',
    tag: 'wordpress-5.4.0.tgz',
    name: 'wordpress',
    version: '5.4.0.tgz',
  },
}

export const deletion = {
  id: 'afc359ce-df7f-4e32-b0b2-1ff8aa80927b',
  timestamp: '2026-11-17T16:54:53.657764628Z',
  action: 'delete',
  target: {
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    digest: 'sha256:80f0d5c8786bb9e621a45ece0db56d11cdc624ad20da9fe62e9d25490f331d7d',
    repository: 'hello-world',
  },
  request: { id: '3d78b540', host: 'contoso.azurecr.io', method: 'DELETE', useragent: 'python-requests/2.32' },
}
