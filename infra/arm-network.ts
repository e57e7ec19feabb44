// What of Azure's network SDK is used. It exports only its whole client, with every kind of resource that there is, in files that take
// half a second to read: setup.cjs bundles these few.

export { get as getNetworkInterface } from '../node_modules/@azure/arm-network/dist/esm/api/networkInterfaces/operations.js'
export { createNetworkManagement } from '../node_modules/@azure/arm-network/dist/esm/api/networkManagementContext.js'
export { get as getNetworkSecurityGroup } from '../node_modules/@azure/arm-network/dist/esm/api/networkSecurityGroups/operations.js'
export { list as listPrivateDnsZoneGroups } from '../node_modules/@azure/arm-network/dist/esm/api/privateDnsZoneGroups/operations.js'
export { get as getPrivateEndpoint } from '../node_modules/@azure/arm-network/dist/esm/api/privateEndpoints/operations.js'
export { get as getPublicIPAddress } from '../node_modules/@azure/arm-network/dist/esm/api/publicIPAddresses/operations.js'
export { get as getRouteTable } from '../node_modules/@azure/arm-network/dist/esm/api/routeTables/operations.js'
export { get as getSubnet } from '../node_modules/@azure/arm-network/dist/esm/api/subnets/operations.js'
export { get as getVirtualNetwork } from '../node_modules/@azure/arm-network/dist/esm/api/virtualNetworks/operations.js'
