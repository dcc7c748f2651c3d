import type { Explanation } from './explanation.ts'

/** 4xx: the engine, and what runs on it. */
export const ofEngines = {
  CMP401: {
    meaning:
      'Containers are run by an engine, Docker or Podman, and none answers where it is looked for: --host or --context, DOCKER_HOST, the current docker context, then the usual sockets.',
    when: 'The engine does not run, the address is another one, or this user may not open its socket.',
    example: {
      says: 'error CMP401: cannot reach a container engine; tried unix:///var/run/docker.sock (not there)',
    },
    cures: [
      'Start the engine: systemctl start docker, systemctl --user start podman.socket, or Docker Desktop.',
      '"permission denied": add your user to the group that owns the socket (usually docker) and log in again, or use a rootless engine.',
      '"compose doctor" says which engine was chosen and why, and what else is wrong with it.',
    ],
  },
  CMP402: {
    meaning:
      'The engine understood a request and refused it. Its own words follow; Gantry knows no better ones for this case.',
    when: 'A value passed all checks here and not those of the engine: an address that is not in the subnet, a driver that is not installed, an option that it does not know.',
    example: {
      says: 'error CMP402: network "shop_default": Pool overlaps with other one on this address space',
    },
    cures: [
      'Change what the engine names; the message shows the part of the file that asked for it.',
      'Subnets that overlap: choose another one, or leave "ipam" out so that the engine takes a free one.',
    ],
  },
  CMP403: {
    meaning:
      'A container needs an image that is not on the engine and could not be brought there, or not for this platform.',
    when: 'The registry has no such name or tag, wants a login, cannot be reached, or has no image for the platform; or pulling or building was ruled out.',
    example: { says: 'error CMP403: image "ngnix:latest" was not found' },
    cures: [
      'Check the name and the tag.',
      'A private image: docker login HOST, then again.',
      'Ruled out by --pull never, pull_policy or --no-build: load or build the image first, or leave that out.',
      'Another platform: set "platform" of the service to one that the image has.',
    ],
  },
  CMP404: {
    meaning: 'A port of this machine can be published by one program at a time, and another one has it.',
    when: 'A container starts whose published port is used by another container or by a program of the machine.',
    example: {
      says: 'error CMP404: container shop-web-1: port 0.0.0.0:8080 is already in use on this machine',
    },
    cures: [
      '"docker ps --filter publish=8080" shows a container that has it, "ss -ltnp" a program; end it.',
      'Publish another port: ports: ["8081:80"], or ["80"] for any that is free.',
      'Where only other services use the port, no publishing is needed: they reach it on the common network.',
    ],
  },
  CMP405: {
    meaning:
      'Names of containers, networks and volumes are unique on an engine, and this one belongs to something that this project did not make. It is never taken over silently.',
    when: 'A container_name or the name of a network or volume is in use by another project or was made by hand; or another command is replacing the same container at this moment.',
    example: {
      says: 'error CMP405: the container name "db" is in use by container 0123456789ab, of project "shop"',
    },
    cures: [
      'Remove or rename the other one (docker rename db other-db).',
      'Leave container_name out, so that the project is part of the name; or choose another project name (-p).',
      'A network or volume that is to be shared: declare it with "external: true".',
    ],
  },
  CMP406: {
    meaning:
      'What is declared as external, or has to be on the machine beforehand, is not made by this project, and is not there.',
    when: 'An external network or volume is not on the engine, or a folder that is mounted with create_host_path: false does not exist.',
    example: { says: 'error CMP406: network "shared" is declared as external, but could not be found' },
    cures: [
      'Create it: docker network create shared, docker volume create shared, mkdir PATH.',
      'Remove "external: true" to have it made and removed with the project.',
      'Check which engine is used ("compose version"): each has networks and volumes of its own.',
    ],
  },
  CMP407: {
    meaning:
      'A container that others wait for, or that was to stay, has ended; or its program could not be started at all.',
    when: 'up --wait or depends_on waits for a container and it exits; a dependency that has to complete exits with another code than 0; or the command is not in the image or cannot be executed.',
    example: { says: 'error CMP407: container shop-db-1 exited (1)' },
    cures: [
      'Look at its last lines below the message, or all of them: compose logs SERVICE.',
      'Code 137: it was killed, mostly for its memory limit. 126 or 127: the command cannot be executed or is not in the image. 139: it crashed.',
      'A service that is to end: let those that depend on it wait with condition: service_completed_successfully.',
    ],
  },
  CMP408: {
    meaning:
      'Services wait for the health of a dependency, and its health check failed as often as "retries" allows.',
    when: 'depends_on with condition: service_healthy, or --wait, and a container becomes unhealthy.',
    example: { says: 'error CMP408: container shop-db-1 is unhealthy' },
    cures: [
      'Look at what the last probes printed, below the message.',
      'Try the probe inside: compose exec SERVICE COMMAND. It runs in the container, so its program must be in the image and "localhost" is the container.',
      'A service that is slow to start: give its health check a start_period.',
    ],
  },
  CMP409: {
    meaning: 'A service waits for a dependency to be healthy, and nothing tells whether it is.',
    when: 'depends_on has condition: service_healthy, and neither the service nor its image has a health check, or it is disabled.',
    example: { says: 'error CMP409: container shop-db-1 has no healthcheck configured' },
    cures: [
      'Add a health check: healthcheck: { test: pg_isready -U postgres, interval: 2s }.',
      'Wait for its start only, with condition: service_started.',
    ],
  },
  CMP410: {
    meaning:
      'The time that was allowed for waiting is over, and not everything is running and healthy. What was started goes on running.',
    when: 'up --wait-timeout SECONDS passes before every service is ready.',
    example: { says: 'error CMP410: application not healthy after 30s' },
    cures: [
      '"compose ps" shows which services are not ready, "compose logs SERVICE" why.',
      'Give more time, or shorten "interval" of the health checks.',
      '"up --timeline" shows where the time goes.',
    ],
  },
  CMP411: {
    meaning: 'The engine answered before and does not any more. What it had begun may be done or not.',
    when: 'The engine was stopped or restarted, or the connection over the network or SSH broke.',
    example: { says: 'error CMP411: container shop-web-1: the connection to the engine was lost' },
    cures: [
      'Run the command again: it goes on from what is there.',
      'Look at the log of the engine (journalctl -u docker) when it happens repeatedly.',
    ],
  },
  CMP413: {
    meaning: 'A network, volume or image cannot be removed or made anew while containers use it.',
    when: 'down, rm or a changed definition meets a resource that containers outside of this command use.',
    example: { says: 'warning CMP413: network "shop_default" is still in use' },
    cures: [
      'See who uses it: docker network inspect NAME, docker ps -a --filter volume=NAME.',
      'Remove or disconnect these containers, or give the resource another name.',
      'Containers of services that were removed from the files: add --remove-orphans.',
    ],
  },
  CMP414: {
    meaning: 'The engine or a registry answered that this user may not do this.',
    when: 'A registry refuses the login or the engine an operation: authorization plugins, rootless limits, read-only proxies before the socket.',
    example: {
      says: 'error CMP414: image "example.com/team/app" cannot be pulled: the registry example.com wants a login',
    },
    cures: [
      'Log in to the registry: docker login HOST.',
      'Ask whoever runs the engine or the registry for the right.',
    ],
  },
  CMP415: {
    meaning:
      'A command needs a container in a certain state, mostly running, and it is in another one or not there.',
    when: 'exec, attach, cp, wait, logs --index, pause and the like find the container stopped, paused or missing.',
    example: { says: 'error CMP415: service "web" is not running' },
    cures: [
      '"compose ps -a" shows the states.',
      'Start it: compose start SERVICE, or compose up -d SERVICE when it was never made; let it go on: compose unpause SERVICE.',
      'For one command in a container of its own use "compose run".',
    ],
  },
  CMP416: {
    meaning: 'The engine tried and did not succeed, for a reason of its own: not a mistake in the files.',
    when: 'The engine answers with an internal error: a full disk, a broken storage driver, a kernel that lacks something.',
    example: { says: 'error CMP416: container shop-web-1: no space left on device' },
    cures: [
      '"compose doctor" looks for the usual causes: disk space, limits, subnets.',
      'Free space: docker system df, docker system prune.',
      'Look at the log of the engine: journalctl -u docker.',
    ],
  },
  CMP417: {
    meaning:
      'A hook of a service (pre_start, post_start or pre_stop) did not succeed, so the service does not count as started or stopped.',
    when: 'The command of a hook ends with another code than 0, or cannot be run in its container.',
    example: { says: 'error CMP417: post_start hook 1 of service "web" exited with status 1' },
    cures: [
      'Look at what the hook printed, below the message.',
      'Try it by hand: compose exec SERVICE COMMAND. It runs as "user" of the hook, without a shell unless the command names one.',
    ],
  },
  CMP418: {
    meaning: '"compose port" was asked for a port that the container does not have.',
    when: 'The container neither exposes nor publishes this port, or not with this protocol.',
    example: { says: 'error CMP418: no port 81/tcp for container shop-web-1: it has 80/tcp' },
    cures: ['Ask for the port inside of the container, not the published one.', 'UDP: --protocol udp.'],
  },
  CMP420: {
    meaning:
      'Projects are found by the labels of their containers, and this container lacks one of them, so that not everything can be said of its project.',
    when: '"compose ls" meets containers that other tools made with some of the labels.',
    example: {
      says: 'warning CMP420: no label "com.docker.compose.project.config_files" set on container "shop-web-1" of project "shop"',
    },
    cures: ['Nothing has to be done. Containers that "compose up" makes have all labels.'],
  },
  CMP421: {
    meaning: '"compose cp" cannot copy from or to this path.',
    when: 'A path is not there, is neither file nor folder, may not be read or written, or an archive tries to write outside of its folder.',
    example: { says: 'error CMP421: there is no "/etc/app.conf" in shop-web-1' },
    cures: [
      'Look what is there: compose exec SERVICE ls -l PATH.',
      'The folder that something is copied into must exist.',
      'To copy the contents of a folder and not the folder, end the path with "/.".',
    ],
  },
  CMP424: {
    meaning: 'A service with "provider" is made by another program, and that did not succeed.',
    when: 'The program is not installed, lacks an option, reports an error, ends with another code than 0, or writes what is no message.',
    example: { says: 'error CMP424: the provider "awesomecloud" of service "db" is not installed' },
    cures: [
      'Install the program NAME on the search path, or docker-NAME among the plugins of docker.',
      'Run it by hand to see all it says; docs/providers.md has the command line.',
    ],
  },
  CMP425: {
    meaning: 'A model of the project is run by Docker Model Runner, and that did not succeed.',
    when: 'The docker-model plugin is not installed or does not run, or the model cannot be pulled.',
    example: {
      says: 'error CMP425: the model "ai/smollm2" needs Docker Model Runner, which is not installed',
    },
    cures: [
      'Install the plugin and look at "docker model status".',
      'Or run a server for models as a service of its own, and give its address to others in "environment".',
    ],
  },
  CMP426: {
    meaning:
      'To stop a container its program gets a signal and some time. This one did nothing with the signal, so that all of the time passed and it was killed: every stop is slow, and nothing is saved.',
    when: 'A container is killed at the end of its stop_grace_period.',
    example: { says: 'warning CMP426: container shop-web-1 ignored its stop signal for 10 s and was killed' },
    cures: [
      'Set "init: true" on the service: program number 1 of a container ignores signals that it has no handler for.',
      'Write the command as a list, ["program", "argument"], so that no shell stands between; or start it with "exec" in the script.',
      'If the program ends on another signal, name it: stop_signal: SIGINT.',
    ],
  },
} as const satisfies Readonly<Record<`CMP4${number}`, Explanation>>
