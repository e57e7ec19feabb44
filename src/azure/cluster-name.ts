// What somebody may call an AKS cluster.
import { grammar } from '../paste/grammar.ts'

const resourceId =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.ContainerService\/managedClusters\/[\w-]{1,63}$/i

/** Its name or its resource id. */
export const isCluster = (text: string): boolean => grammar.cluster.test(text) || resourceId.test(text)
