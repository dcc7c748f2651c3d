import type { Explanation } from './explanation.ts'

/** Of what runs, and of what services ask an engine for. */
export const ofRunning = {
  CMP427: {
    meaning:
      'The program of a container ends soon after each start, and the restart policy of its service has the engine start it again, after longer and longer pauses.',
    when: '"compose why" meets a container that the engine is about to start again, or has just started once more.',
    example: {
      says: 'error CMP427: container shop-web-1 ends again and again (restarted 5 times, exit code 1)',
    },
    cures: [
      'Read the last lines of its output, which are below the message: mostly the program itself says what it lacks.',
      'End the loop with "compose stop SERVICE" and try the command by hand: compose run --rm SERVICE COMMAND.',
      'Exit code 137 with "out of memory": raise mem_limit. 126 and 127: check "command".',
    ],
  },
  CMP428: {
    meaning:
      'A service starts only when what it depends on is as far as depends_on says: running, healthy, or ended with code 0. It is not yet, or never will be.',
    when: '"compose why" meets a service that was not started because of another one.',
    example: { says: 'error CMP428: service "web" waits for "db" to be healthy' },
    cures: [
      'Look at the service at the end of the chain that is shown: it is the cause.',
      'If it need not be healthy, depend on it with condition: service_started.',
      'If the service can do without it: required: false.',
    ],
  },
  CMP429: {
    meaning:
      'The files were changed after the containers were made, or the image is another one by now. What runs is still as it was.',
    when: '"compose why" meets a container that "compose up" would replace.',
    example: {
      says: 'warning CMP429: service "db" runs as it was before: environment.LOG changed in the files',
    },
    cures: [
      'Apply it: compose up.',
      'See all that would be done first, with old and new values: compose plan.',
    ],
  },
  CMP430: {
    meaning: 'The files have this service, and the engine has no container of it.',
    when: '"compose why" meets a service that was never created, or whose containers were removed.',
    example: { says: 'error CMP430: service "web" has no container' },
    cures: [
      'Make and start it: compose up SERVICE.',
      'If it was there before: compose down and compose rm remove containers, and so does another project of the same name.',
    ],
  },
  CMP431: {
    meaning:
      'A file or folder of this machine is to be mounted into a container, and it is not there. An engine makes a folder of that name, which belongs to root, and a program that expects a file there fails in ways that are hard to read.',
    when: 'Before anything is changed, for sources that look like files (an error; a warning where a service that comes before can write the file), and for folders that the engine will make (a warning).',
    example: {
      says: 'error CMP431: "/home/me/shop/nginx.conf", which service "web" mounts as /etc/nginx/nginx.conf, is not there',
    },
    cures: [
      'Create the file, or correct its path: it is relative to the folder of the Compose file.',
      'If it is to be a folder in spite of its name, make it: mkdir.',
      'Folders: create them yourself, so that they belong to you.',
    ],
  },
  CMP432: {
    meaning: 'A limit of a service contradicts another one, or is one that the engine cannot set.',
    when: 'Before anything is changed where the files tell it, or when the engine refuses it.',
    example: { says: 'error CMP432: mem_limit of service "web" is below the 6 MiB that an engine needs' },
    cures: [
      'Memory: at least 6 MiB; mem_reservation not above mem_limit; memswap_limit not below it.',
      'cpus and cpuset: no more than the machine of the engine has ("docker info" tells).',
      'ulimits: a soft limit is not above the hard one, and neither above that of the engine.',
    ],
  },
  CMP433: {
    meaning:
      'The service asks for something that the engine does not have: a runtime, a logging or volume driver, a device, a capability, a system setting.',
    when: 'The engine refuses to make or start the container, the volume or the network.',
    example: {
      says: 'error CMP433: container shop-web-1: the engine has no runtime "nvidia"',
    },
    cures: [
      'Correct the name; the place is below the message.',
      'Install the runtime or plugin on the machine of the engine.',
      'Leave the attribute out where the service can do without.',
    ],
  },
  CMP434: {
    meaning:
      'A network cannot have the subnet that is asked for, or a container the address: it is in use, outside of the subnet, or no free subnet is left.',
    when: 'The engine refuses to make a network or to connect a container.',
    example: { says: 'error CMP434: network "shop_back": its subnet overlaps one that is there' },
    cures: [
      'Choose another subnet under networks.NAME.ipam.config; "docker network ls" and "docker network inspect" show those in use.',
      'An address of a service must be in the subnet of that network, and neither its gateway nor the address of another container.',
      'No free subnet left: remove networks that nothing uses (docker network prune).',
    ],
  },
  CMP440: {
    meaning:
      'The engine created the container and said that some of what the service asks for is left out or has consequences. Its words are passed on.',
    when: 'The engine answers the creation of a container with a warning.',
    example: {
      says: 'warning CMP440: container shop-web-1: Published ports are discarded when using host network mode',
    },
    cures: [
      'Remove from the service what the engine leaves out.',
      'Use an engine that can do it, where the warning is about its kernel: memory and swap limits, for example.',
    ],
  },
} as const satisfies Readonly<Record<`CMP4${number}`, Explanation>>
