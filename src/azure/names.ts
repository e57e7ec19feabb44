// What Azure calls the things of one registry, as the tokens that commands are filled with.
import { fill, type Names, namesFor } from '../remedies/fill.ts'
import { type AzureView, partsOf, type ResourceId } from './view.ts'

/** Complete where every name matches its grammar; else a `<placeholder>` stands for it. */
export const command = (template: string, names: Names): string => fill(template, namesFor(names))

export function registryNames({ found, registry }: AzureView): Names {
  if (!found.ok) return {}
  const { subscription, resourceGroup, names } = partsOf(found.id)
  return {
    registry: registry?.ok ? registry.value.name : names.registries,
    registryId: found.id,
    subscription,
    resourceGroup,
  }
}

export function networkNames(id: ResourceId): Names {
  const { subscription, resourceGroup, names } = partsOf(id)
  return {
    vnet: names.virtualnetworks,
    vnetId: id,
    vnetSubscription: subscription,
    networkResourceGroup: resourceGroup,
  }
}

export function zoneNames(id: ResourceId): Names {
  const { subscription, resourceGroup, names } = partsOf(id)
  const zone = names.privatednszones
  return { zone: zone?.toLowerCase(), zoneId: id, zoneSubscription: subscription, zoneResourceGroup: resourceGroup }
}

export function endpointNames(id: ResourceId): Names {
  const { subscription, resourceGroup, names } = partsOf(id)
  return {
    privateEndpoint: names.privateendpoints,
    endpointSubscription: subscription,
    endpointResourceGroup: resourceGroup,
  }
}

export function groupNames(id: ResourceId): Names {
  const { subscription, resourceGroup, names } = partsOf(id)
  return { nsg: names.networksecuritygroups, nsgSubscription: subscription, nsgResourceGroup: resourceGroup }
}

export function routeTableNames(id: ResourceId): Names {
  const { subscription, resourceGroup, names } = partsOf(id)
  return {
    routeTable: names.routetables,
    routeTableSubscription: subscription,
    routeTableResourceGroup: resourceGroup,
  }
}

/**
 * To set one property Azure is sent the whole registry: in a version that leaves none out, so that none is lost, such as the subnets that
 * are let in.
 */
export const setting = (property: string, value: string, names: Names): string =>
  command(
    `az resource update --ids {registryId} --api-version ${wholeVersion} --set properties.${property}=${value}`,
    names,
  )
export const wholeVersion = '2026-01-01-preview'

/** The last name of an id: what people call it. */
export const nameOf = (id: ResourceId): string => shown(id.split('/').findLast((word) => word !== '') ?? id)

const longest = 120
/** Azure's words among ours: nothing in them can end the code that they stand in, or the line, or turn its direction. */
export const shown = (text: string): string =>
  text
    .replaceAll('`', "'")
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .slice(0, longest)

/** What somebody wrote, who may be anybody, after a sentence of ours: as code, in which nothing is a link or markup. */
export const quoted = (text: string | undefined): string => (text ? ` (\`${shown(text)}\`)` : '')

const mostListed = 6
export const list = (names: readonly string[]): string =>
  names
    .slice(0, mostListed)
    .map((name) => `\`${shown(name)}\``)
    .join(', ') + (names.length > mostListed ? ', …' : '')
