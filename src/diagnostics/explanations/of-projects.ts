import type { Explanation } from './explanation.ts'

/** 2xx and 3xx: the project as a whole, and what is to be done with it. */
export const ofProjects = {
  CMP201: {
    meaning:
      'An env file gives variables: to the files of the project (.env, --env-file, "env_file" of an include), or to the containers of a service ("env_file").',
    when: 'An env file that is named is not there, and is not marked as one that may be missing.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx\n    env_file: web.env\n' },
      says: 'error CMP201: env file "/project/web.env" not found',
    },
    cures: [
      'Create it; often there is a template to copy, such as web.env.example.',
      'Mark it as optional: env_file: [{ path: web.env, required: false }].',
    ],
  },
  CMP202: {
    meaning:
      'The name of a project is part of the names of all its containers, networks and volumes, so that its form is limited.',
    when: 'No name is given and none can be made from the folder, or the given one has characters that are not allowed.',
    example: {
      files: {
        'compose.yaml': 'services:\n  web:\n    image: nginx\n',
        '.env': 'COMPOSE_PROJECT_NAME=My App\n',
      },
      says: 'error CMP202: invalid project name "My App": only lower-case letters, digits, "-" and "_", starting with a letter or digit',
    },
    cures: [
      'Use lower-case letters, digits, "-" and "_", with a letter or digit first.',
      'The name comes from -p, COMPOSE_PROJECT_NAME, "name:" in the file, or the folder, in this order.',
    ],
  },
  CMP203: {
    meaning: 'A container is made from an image, so a service needs one, or a way to build it.',
    when: 'A service has neither "image" nor "build" (nor a provider); or a project is published whose built service has no image to be pushed as.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    ports: [80:80]\n' },
      says: 'error CMP203: service "web" has neither an image nor a build section',
    },
    cures: [
      'Add "image: NAME" or "build: PATH".',
      'If the rest of the service is in another file, name that file too (-f).',
    ],
  },
  CMP204: {
    meaning: 'A service refers by name to another part of the project that the files do not define.',
    when: 'A name under depends_on, networks, volumes, secrets, configs, models, volumes_from, network_mode: service:NAME and the like is not declared.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx\n    networks: [front]\n' },
      says: 'error CMP204: service "web" refers to the undefined network "front"',
    },
    cures: [
      'Correct the name, or declare it at the top level: "networks: { front: }".',
      'What is made elsewhere is declared too, with "external: true".',
    ],
  },
  CMP205: {
    meaning: 'Services start after those they depend on. In a circle none can be the first.',
    when: 'Services depend on each other in a circle, through depends_on, links, volumes_from or shared namespaces.',
    example: {
      files: {
        'compose.yaml':
          'services:\n  web:\n    image: nginx\n    depends_on: [api]\n  api:\n    image: nginx\n    depends_on: [web]\n',
      },
      says: 'error CMP205: services depend on each other in a cycle: web -> api -> web',
    },
    cures: [
      'Remove one of the dependencies that the message shows. On a common network services reach each other without one.',
    ],
  },
  CMP206: {
    meaning:
      'Two things are written that cannot both hold, and guessing which one is meant would be worse than asking.',
    when: 'Fields exclude each other (network_mode and networks, dockerfile and dockerfile_inline, a container name and several replicas), two mounts have one target, or two services one container name.',
    example: {
      files: {
        'compose.yaml':
          'services:\n  web:\n    image: nginx\n    network_mode: host\n    networks: [front]\nnetworks:\n  front:\n',
      },
      says: 'error CMP206: service "web" has both "network_mode" and "networks"',
    },
    cures: [
      'Keep one of the two. Where they come from different files, "!reset null" removes the earlier one.',
    ],
  },
  CMP207: {
    meaning: 'The same thing can be written in two places, and here the two say different things.',
    when: 'A limit of the service differs from the one under "deploy", an external name is given twice, or a platform is not among those that are built.',
    example: {
      files: {
        'compose.yaml': 'services:\n  web:\n    image: nginx\n    scale: 2\n    deploy:\n      replicas: 3\n',
      },
      says: 'error CMP207: "scale" of service "web" is 2, but deploy.replicas is 3',
    },
    cures: ['Remove one of the two, or make them agree.'],
  },
  CMP208: {
    meaning: 'A command names a service that the project does not have.',
    when: 'The name is misspelt, the service is in a file that was not given, or it is not among those that the command starts.',
    example: { says: 'error CMP208: no such service: wbe' },
    cures: [
      '"compose config --services" lists the services; services with profiles need --profile NAME to be listed.',
      'Give all the files that the project was started with (-f).',
    ],
  },
  CMP209: {
    meaning:
      'A service that is to run needs another one that is switched off by its profiles, and would fail without it.',
    when: 'depends_on or another reference leads from an enabled service to one whose profiles are not active.',
    example: {
      files: {
        'compose.yaml':
          'services:\n  web:\n    image: nginx\n    depends_on: [debug]\n  debug:\n    image: nginx\n    profiles: [tools]\n',
      },
      says: 'error CMP209: service "web" depends on service "debug", which is disabled by its profiles',
    },
    cures: [
      'Enable the profile: compose --profile tools up, or COMPOSE_PROFILES=tools.',
      'Mark the dependency as one that may be missing: depends_on: { debug: { condition: service_started, required: false } }.',
    ],
  },
  CMP210: {
    meaning: 'There is nothing to do, which is most likely not what was meant.',
    when: 'The files have no services, or all of them are switched off by their profiles.',
    example: { says: 'error CMP210: no service selected' },
    cures: ['Enable some with --profile NAME, or name services: compose up SERVICE.'],
  },
  CMP211: {
    meaning:
      'The file is right, and asks for something that this engine, or a single engine at all, cannot do. It is refused before anything is changed, because leaving it out would make something else than what the file says.',
    when: 'A field needs a newer engine or another product, a swarm, or something that Podman lacks; or a project with such parts is to be published.',
    example: {
      says: 'error CMP211: service "web" uses volumes.image.subpath, which needs API 1.48; the engine speaks 1.41',
    },
    cures: [
      'Use an engine of the version that the message names; "compose version" shows which one is used.',
      'Leave the field out, or take what the hint names instead.',
      'docs/compatibility.md and docs/podman.md list what is available where.',
    ],
  },
  CMP212: {
    meaning:
      'Containers carry the name of this project, but belong to none of the services in its files. Mostly their service was renamed or removed; they keep running until somebody removes them.',
    when: 'Such containers are found by up, down, create or start.',
    example: { says: 'warning CMP212: found orphan containers ([shop-old-1]) for this project' },
    cures: [
      'Remove them: compose up --remove-orphans, or compose down --remove-orphans.',
      'If they belong to another project in a folder of the same name, give one of the two a name of its own.',
      'COMPOSE_IGNORE_ORPHANS=true silences this, for projects that are started from several sets of files.',
    ],
  },
  CMP213: {
    meaning:
      'down found neither containers nor networks of this project, which is a sign that it looked in the wrong place.',
    when: 'The project is not running, has another name than this command thinks, or runs on another engine.',
    example: { says: 'warning CMP213: no resource found to remove for project "shop"' },
    cures: [
      '"compose ls -a" lists the projects on the engine; name one with -p NAME.',
      '"compose version" says which engine is asked.',
    ],
  },
  CMP214: {
    meaning:
      'Projects are told apart by name only. The containers that this command is about to change were made from files in another folder.',
    when: 'Two folders have the same name, or two projects were given the same one, and both are started on one engine; or the folder was moved.',
    example: {
      says: 'warning CMP214: the containers of project "app" that are there were made from "/home/a/app", and this command runs in "/home/b/app"',
    },
    cures: [
      'Two projects: give one of them another name, with -p NAME, COMPOSE_PROJECT_NAME or "name:" in its file.',
      'One project that was moved: go on; the next "up" takes the containers over.',
    ],
  },
  CMP302: {
    meaning:
      'Going on would lose data or give something away, so somebody has to agree. Where nobody can be asked, nothing is done.',
    when: 'A volume has to be made anew because its definition changed, a project with possible secrets is published, or nobody is at the terminal to answer.',
    example: {
      says: 'error CMP302: volume "shop_data" does not match its definition in the Compose file, and making it anew would lose its data',
    },
    cures: [
      'Agree beforehand with the flag that the message names, mostly --yes.',
      'Keep the data: give the volume its old definition, or a new name under which an empty one is made.',
    ],
  },
  CMP303: {
    meaning:
      'The file that `compose apply` was given is not a plan, or one of a format that this version does not know.',
    when: 'The path is wrong, the file was cut off, or it holds something else, such as a Compose file.',
    example: {
      says: 'error CMP303: "compose.yaml" is not a plan: it is not JSON',
    },
    cures: ['Write a plan with `compose plan -o FILE`, and apply that file.'],
  },
  CMP304: {
    meaning:
      'A plan that was saved or shown is not what would be done now. It is carried out as it was seen or not at all, so nothing was done.',
    when: 'Since the plan was made the files, variables or flags of the project changed, or something of it on the engine; or the plan is for another engine.',
    example: {
      says: 'error CMP304: the plan "plan.json" no longer fits, and nothing was done: service web changed in the files',
    },
    cures: ['Look at a new plan and save it: `compose plan -o FILE`.', 'Put back what the message names.'],
  },
} as const satisfies Readonly<Record<`CMP2${number}` | `CMP3${number}`, Explanation>>
