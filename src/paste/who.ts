// Who speaks in a paste: the tool that printed the error, the part of it that made the request, the Azure service
// behind it, and what it was doing (acr-facts 1.3).

import { clues, type Text, tell } from './clue.ts'
import type { Entities } from './entity.ts'

type Clues<T> = readonly (readonly [hint: string, pattern: RegExp, name: T])[]

const clients = clues<Clues<string>>([
  ['kubelet', /\bkubelet\b/i, 'kubelet'],
  ['imagepull', /ErrImagePull|ImagePullBackOff/i, 'kubelet'],
  ['failed to pull image', /Failed to pull image/i, 'kubelet'],
  ['az acr', /az acr (?:build|run|task)/i, 'acr-tasks'],
  ['run', /ran out of retries|failed to run step ID/i, 'acr-tasks'],
  ['dockerapiexception', /DockerApiException/i, 'app-service'],
  ['attempting to pull', /Attempting to pull image/i, 'app-service'],
  ['kaniko', /kaniko/i, 'kaniko'],
  ['push permission', /error checking push permissions/i, 'kaniko'],
  ['skopeo', /\bskopeo\b/i, 'skopeo'],
  ['level=fatal', /level=fatal msg="(?:authenticating creds|initializing source|Error parsing image name)/i, 'skopeo'],
  ['podman', /\bpodman\b/i, 'podman'],
  ['error: ', /^Error: (?:authenticating creds|initializing source)/im, 'podman'],
  ['trying to pull', /Trying to pull \S+\.\.\./i, 'podman'],
  ['buildah', /\bbuildah\b/i, 'buildah'],
  ['oras', /\boras\b/i, 'oras'],
  ['crane', /\bcrane\b/i, 'crane'],
  ['helm', /\bhelm\b/i, 'helm'],
  ['terraform', /\bterraform\b/i, 'terraform'],
  ['azurerm_', /azurerm_/i, 'terraform'],
  ['buildx', /buildx/i, 'buildkit'],
  ['failed to solve', /failed to solve/i, 'buildkit'],
  ['buildkit', /buildkit/i, 'buildkit'],
  ['an error occurred: ', /An error occurred: (?:CONNECTIVITY|DOCKER)_/i, 'az-cli'],
  ['az a', /az acr|az aks/i, 'az-cli'],
  ['httpsconnectionpool', /HTTPSConnectionPool/i, 'az-cli'],
  ['registry login server', /registry login server/i, 'az-cli'],
  ["don't have access to registry", /Looks like you don't have access to registry/i, 'az-cli'],
  ['aad', /AAD authorization tokens|AAD or admin login/i, 'az-cli'],
  ['azure.cli', /azure\.cli/i, 'az-cli'],
  ['containerd', /containerd/i, 'containerd'],
  ['pull and unpack', /failed to pull and unpack/i, 'containerd'],
  ['crictl', /crictl/i, 'containerd'],
  ['nerdctl', /nerdctl/i, 'containerd'],
  ['docker', /\bdocker\b/i, 'docker'],
  ['from daemon', /Error response from daemon/i, 'docker'],
  ['curl', /^curl: \(|curl -/im, 'curl'],
  ['s_client', /openssl s_client/i, 'openssl'],
  ['connected(0', /CONNECTED\(0/i, 'openssl'],
  [';; ', /;; (?:Got answer|QUESTION SECTION|connection timed out)/i, 'nslookup'],
  ["server can't find", /\*\* server can't find/i, 'nslookup'],
  ['server:', /^Server:\s/im, 'nslookup'],
])

const components = clues<Clues<string>>([
  ['from daemon', /Error response from daemon/i, 'docker-daemon'],
  ['failed to solve', /failed to solve/i, 'buildkit'],
  ['do request: head', /failed to do request: Head/i, 'buildkit'],
  ['pull and unpack', /failed to pull and unpack image/i, 'containerd'],
  ['rpc error', /rpc error: code = \w+ desc = failed to/i, 'containerd'],
  ['httpsconnectionpool', /HTTPSConnectionPool\(/i, 'azure-cli'],
  ['connectivity_', /An error occurred: CONNECTIVITY_/i, 'azure-cli'],
  ['dockerapiexception', /DockerApiException/i, 'app-service-platform'],
  ['docker.dotnet', /Docker\.DotNet/i, 'app-service-platform'],
])

const azureServices = clues<Clues<string>>([
  ['dockerapiexception', /DockerApiException/i, 'app-service'],
  ['app service', /App Service/i, 'app-service'],
  ['azurewebsites', /azurewebsites/i, 'app-service'],
  ['function app', /Function App/i, 'app-service'],
  ['to pull image', /Attempting to pull image/i, 'app-service'],
  ['pulling docker image', /Pulling docker image/i, 'app-service'],
  ['container app', /Container Apps?\b/i, 'container-apps'],
  ['containerapp', /containerapps?\b|ContainerAppSystemLogs/i, 'container-apps'],
  ['registry secret', /Failed to construct registry secret/i, 'container-apps'],
  ['inaccessibleimage', /InaccessibleImage/i, 'container-instances'],
  ['container group', /container group/i, 'container-instances'],
  ['container instance', /Container Instances?\b/i, 'container-instances'],
  ['az container', /az container create/i, 'container-instances'],
  ['kube', /kubelet|kubectl/i, 'aks'],
  ['imagepull', /ErrImagePull|ImagePullBackOff/i, 'aks'],
  ['aks', /\bAKS\b/i, 'aks'],
  ['default-scheduler', /default-scheduler/i, 'aks'],
  ['az acr', /az acr (?:build|run|task)/i, 'acr-tasks'],
  ['tasks', /TasksOperationsNotAllowed|ACR Tasks?\b/i, 'acr-tasks'],
  ['schedulerun', /scheduleRun/i, 'acr-tasks'],
  ['out of retries', /ran out of retries/i, 'acr-tasks'],
  ['defender', /Defender/i, 'defender'],
  ['security center', /Security Center/i, 'defender'],
  ['imagebuildcompute', /ImageBuildCompute/i, 'machine-learning'],
  ['machine learning', /Machine Learning/i, 'machine-learning'],
  ['azureml', /AzureML/i, 'machine-learning'],
  ['edge', /EdgeAgent|iotedge|IoT Edge|Azure\.Devices\.Edge/i, 'iot-edge'],
])

const operations = clues<Clues<NonNullable<Entities['operation']>>>([
  ['import', /az acr import|importImage/i, 'import'],
  ['build', /az acr build|docker build|buildx build/i, 'build'],
  ['failed to solve', /failed to solve/i, 'build'],
  ['push', /docker push|The push refers to|Pushing|push permission|failed to push|:push\b|podman push/i, 'push'],
  ['blobs/uploads', /blobs\/uploads/i, 'push'],
  [
    'pull',
    /Failed to pull image|docker pull|Pulling from|Trying to pull|pull access denied|:pull\b|Image pull/i,
    'pull',
  ],
  ['manifests/', /manifests\//i, 'pull'],
  ['login', /docker login|az acr login|login attempt|registry login|podman login/i, 'login'],
  ['authenticating creds', /authenticating creds/i, 'login'],
  [
    'network',
    /network-rule|firewall and virtual network settings|public-network-enabled|Networking blade/i,
    'settings',
  ],
])

export function whoSpeaks(paste: Text): Pick<Entities, 'client' | 'component' | 'service' | 'operation'> {
  const client = tell(paste, clients)
  const component = tell(paste, components)
  const service = tell(paste, azureServices)
  const operation = tell(paste, operations)
  return {
    ...(client && { client }),
    ...(component && { component }),
    ...(service && { service }),
    ...(operation && { operation }),
  }
}
