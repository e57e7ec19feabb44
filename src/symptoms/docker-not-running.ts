// The client's own tool is the trouble: Docker is not there, not running, or cannot keep credentials.
import type { Symptom } from './symptom.ts'

export const dockerNotRunning = {
  id: 'docker-not-running',
  title: {
    en: 'Docker is missing, stopped or cannot keep credentials',
    pl: 'Docker nie działa albo nie może zapisać poświadczeń',
  },
  signs: {
    'health-docker-error': {
      says: [
        'docker_command_error',
        'docker_daemon_error',
        'docker_version_error',
        'please verify if docker client is installed',
        'please verify if docker daemon is running',
        'retrieving docker version',
        'emulate docker cli using podman',
        'which does not require docker to be installed',
      ],
      means: {
        en: 'the Azure CLI could not use Docker on this machine',
        pl: 'Azure CLI nie mogło użyć Dockera na tej maszynie',
      },
      weighs: { 'docker-config': 5 },
      proves: true,
    },
    'health-pull-error': {
      says: ['docker_pull_error', 'an error occurred while pulling a sample image'],
      means: {
        en: 'the test pull from MCR failed, which says nothing about your registry',
        pl: 'testowe pobranie z MCR nie udało się, co nic nie mówi o twoim rejestrze',
      },
      weighs: { 'client-firewall': 2.8, 'docker-config': 2.7 },
      proves: true,
    },
    'daemon-unreachable': {
      says: [
        'cannot connect to the docker daemon',
        'is the docker daemon running',
        'docker daemon is not running',
        'error during connect',
        'docker desktop is not running',
        'dockerdesktoplinuxengine',
        'pipe/docker_engine',
        'docker.sock',
        'docker daemon socket',
        'docker: command not found',
        "'docker' is not recognized",
        'dockerd is not running',
        'docker daemon status: unavailable',
        'exec: "docker": executable file not found',
        'failed to connect to the docker api',
        'nie mozna polaczyc sie z demonem docker',
      ],
      means: { en: 'no Docker daemon answers on this machine', pl: 'na tej maszynie nie odpowiada demon Dockera' },
      weighs: { 'docker-config': 5 },
    },
    'credential-store-fails': {
      says: [
        'error storing credentials',
        'error saving credentials',
        'error getting credentials',
        'stub received bad data',
        'illegal base64 data',
        'no usernames for',
        'docker-credential-',
        'credential helper',
        'credsstore',
        'credhelpers',
        'not enough memory resources are available to process this command',
        'secretservice',
        'org.freedesktop.secrets',
        'exec: "docker-credential',
        'pass not initialized',
        'keychain cannot be accessed',
        'user interaction is not allowed',
      ],
      not: /failed to acquire refresh token/i,
      echoOf: ['deadline-exceeded', 'tcp-timeout', 'awaiting-headers', 'no-such-host', 'tcp-refused', 'connection-reset', 'resolver-fails', 'resolver-silent', 'client-ip-not-allowed', 'unknown-authority'],
      means: {
        en: "the tool that keeps Docker's credentials failed, after the login itself",
        pl: 'zawiódł magazyn poświadczeń Dockera, już po samym logowaniu',
      },
      weighs: { 'docker-config': 4.6, 'credentials-invalid': 1 },
    },
    'talk-docker-down': {
      talk: { all: ['registry', 'docker', 'docker-down'] },
      means: { en: 'Docker is described as missing or stopped', pl: 'opis mówi o brakującym lub zatrzymanym Dockerze' },
      weighs: { 'docker-config': 3.4 },
    },
  },
  examples: [
    'az acr login -n contoso\nAn error occurred: DOCKER_COMMAND_ERROR\nPlease verify if Docker client is installed and running.',
    'az acr login -n contoso\nCannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'az acr login -n contoso\nError saving credentials: error storing credentials - err: exit status 1, out: `no usernames for contoso.azurecr.io`',
  ],
  lookalikes: [
    {
      paste: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      is: 'none',
    },
  ],
} as const satisfies Symptom
