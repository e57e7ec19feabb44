// The tool on the user's own machine: client, daemon, credential store. Often mistaken for an unreachable registry,
// since az acr login needs a running Docker before it ever asks Azure.
import type { Remedy } from './remedy.ts'

export const checkDockerConfiguration = {
  id: 'check-docker-configuration',
  title: {
    en: 'Get the container tool on this machine to work',
    pl: 'Doprowadź do działania narzędzie kontenerowe na tej maszynie',
  },
  steps: [
    {
      text: {
        en: 'See whether client and daemon answer. Both a Client and a Server part without an error mean that Docker itself works; it must be 18.03 or later.',
        pl: 'Sprawdź, czy klient i demon odpowiadają. Części Client i Server bez błędu oznaczają, że Docker działa; potrzebna jest wersja 18.03 lub nowsza.',
      },
      command: 'docker version',
      who: 'developer',
    },
    {
      text: {
        en: 'Start the daemon: on Linux with this command, elsewhere by starting Docker Desktop and waiting until it says running. No such command or service: install Docker and put it on the PATH.',
        pl: 'Uruchom demona: w Linuksie tym poleceniem, gdzie indziej przez uruchomienie Docker Desktop i odczekanie, aż pokaże, że działa. Brak polecenia lub usługi: zainstaluj Dockera i dodaj go do PATH.',
      },
      command: 'sudo systemctl start docker',
      who: 'developer',
      undo: { en: 'sudo systemctl stop docker.', pl: 'sudo systemctl stop docker.' },
    },
    {
      text: {
        en: '"permission denied" on docker.sock: run docker with sudo, or put your user into the group docker and sign in to the machine anew.',
        pl: '„permission denied” na docker.sock: uruchamiaj docker przez sudo albo dodaj swojego użytkownika do grupy docker i zaloguj się do maszyny ponownie.',
      },
      command: 'sudo usermod -aG docker <user>',
      who: 'developer',
      exposes: {
        en: 'Members of the group docker are as good as root on this machine.',
        pl: 'Członkowie grupy docker mają na tej maszynie w praktyce prawa root.',
      },
      undo: {
        en: 'sudo gpasswd -d with the user and docker.',
        pl: 'sudo gpasswd -d z tym użytkownikiem i grupą docker.',
      },
      fits: ['docker'],
    },
    {
      text: {
        en: 'No daemon at all (Cloud Shell, CI, a container): get a token without Docker. The same works for any other tool.',
        pl: 'Brak demona (Cloud Shell, CI, kontener): pobierz token bez Dockera. Tak samo działa to z każdym innym narzędziem.',
      },
      command: 'az acr login -n {registry} --expose-token --query accessToken -o tsv',
      who: 'developer',
      exposes: {
        en: 'Writes a token to the terminal that signs in as you for three hours: keep it out of logs and tickets.',
        pl: 'Wypisuje w terminalu token, który przez trzy godziny loguje jako Ty: nie wklejaj go do dzienników ani zgłoszeń.',
      },
      undo: { en: 'docker logout; the token expires by itself.', pl: 'docker logout; token wygasa sam.' },
    },
    {
      text: {
        en: 'Sign in where the daemon is, with this fixed user name, and paste the token as password. podman login takes the same; for az acr login itself set DOCKER_COMMAND to podman.',
        pl: 'Zaloguj się tam, gdzie jest demon, tą stałą nazwą użytkownika, i wklej token jako hasło. podman login przyjmuje to samo; dla samego az acr login ustaw DOCKER_COMMAND na podman.',
      },
      command: 'docker login {loginServer} -u 00000000-0000-0000-0000-000000000000',
      who: 'developer',
      exposes: {
        en: 'Docker keeps the token in its credential store, or unencrypted in ~/.docker/config.json.',
        pl: 'Docker zapisuje token w magazynie poświadczeń albo bez szyfrowania w ~/.docker/config.json.',
      },
      undo: { en: 'docker logout.', pl: 'docker logout.' },
    },
    {
      text: {
        en: '"error storing credentials ... stub received bad data" (Windows): let az acr login switch the wincred store off, or remove credsStore from ~/.docker/config.json, and log in again.',
        pl: '„error storing credentials … stub received bad data” (Windows): pozwól az acr login wyłączyć magazyn wincred albo usuń credsStore z ~/.docker/config.json i zaloguj się ponownie.',
      },
      who: 'developer',
      exposes: {
        en: 'Credentials then stand unencrypted in ~/.docker/config.json.',
        pl: 'Poświadczenia są wtedy zapisane bez szyfrowania w ~/.docker/config.json.',
      },
      undo: {
        en: 'Set "credsStore": "wincred" again.',
        pl: 'Ustaw ponownie "credsStore": "wincred".',
      },
      fits: ['docker', 'docker-desktop', 'login'],
    },
    {
      text: {
        en: 'Docker packaged by RHEL or Fedora answers "unauthorized" to right credentials while it verifies signatures: set --signature-verification=false in /etc/sysconfig/docker and restart Docker.',
        pl: 'Docker z pakietów RHEL lub Fedory odpowiada „unauthorized” na poprawne poświadczenia, gdy weryfikuje podpisy: ustaw --signature-verification=false w /etc/sysconfig/docker i uruchom Dockera ponownie.',
      },
      who: 'developer',
      exposes: {
        en: 'Images are no longer checked for a signature; the restart stops running containers.',
        pl: 'Podpisy obrazów nie są już sprawdzane; restart zatrzymuje działające kontenery.',
      },
      undo: { en: 'Remove the option and restart Docker.', pl: 'Usuń opcję i uruchom Dockera ponownie.' },
      fits: ['docker', 'login'],
    },
    {
      text: {
        en: "Run Azure's own check of this machine. Errors about Helm and Notary may be ignored; DOCKER_PULL_ERROR tests a pull from mcr.microsoft.com, not from your registry.",
        pl: 'Uruchom kontrolę tej maszyny z Azure CLI. Błędy o Helm i Notary można pominąć; DOCKER_PULL_ERROR sprawdza pobieranie z mcr.microsoft.com, a nie z Twojego rejestru.',
      },
      command: 'az acr check-health --ignore-errors --yes',
      who: 'developer',
    },
  ],
  verify: {
    en: 'docker version shows a Server part, az acr check-health says "Docker daemon status: available", and az acr login ends with "Login Succeeded".',
    pl: 'docker version pokazuje część Server, az acr check-health wypisuje „Docker daemon status: available”, a az acr login kończy się „Login Succeeded”.',
  },
  links: [
    {
      title: { en: 'Check the health of a registry', pl: 'Sprawdzanie kondycji rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-check-health',
    },
    {
      title: { en: 'Errors of check-health', pl: 'Błędy polecenia check-health' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-health-error-reference',
    },
    {
      title: { en: 'Troubleshoot registry login', pl: 'Rozwiązywanie problemów z logowaniem do rejestru' },
      url: 'https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login-authn-authz',
    },
  ],
} as const satisfies Remedy
