import type { Explanation } from './explanation.ts'

/** 1xx: a file. */
export const ofFiles = {
  CMP101: {
    meaning:
      'Every command that works on a project needs its Compose file. Without -f it is looked for as compose.yaml, compose.yml, docker-compose.yml or docker-compose.yaml in the current folder, then in each folder above it.',
    when: 'No such file is in any of these folders, and neither -f nor COMPOSE_FILE names one.',
    example: {
      files: {},
      says: 'error CMP101: no Compose file in "/project" or a folder above it',
    },
    cures: [
      'Go to the folder of the project, or name its file: compose -f path/to/compose.yaml up',
      'Commands that need only the name of a running project (ps, logs, down, stop) take it with -p NAME.',
    ],
  },
  CMP102: {
    meaning: 'A file that was named, or one that the project refers to, cannot be read from the disk.',
    when: 'A file of -f or COMPOSE_FILE is not there, is a folder, or this user may not read it; or a seccomp profile is not a readable file.',
    example: { says: 'error CMP102: Compose file "/project/prod.yaml" not found' },
    cures: [
      'Check the name: paths of -f are relative to the current folder, paths in a file to the folder of the project.',
      'Check that this user may read the file and enter every folder above it (ls -l).',
    ],
  },
  CMP103: {
    meaning:
      'The text cannot be read as YAML, so nothing in it is known for certain. The message names what YAML does not allow at this place.',
    when: 'A quote or bracket is not closed, the indentation does not fit, a tab indents, a ":" or "- " is missing, or a merge conflict was left in the file.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: "nginx\n' },
      says: 'error CMP103: a double quote is not closed',
    },
    cures: [
      'Mend the line that is shown; the cause is sometimes on the line before it.',
      'Put values in quotes that contain ": " or " #", or start with one of * & ! @ ` % { [.',
    ],
  },
  CMP104: {
    meaning:
      'A Compose file is a mapping: keys such as "services:" at the left edge. This one has nothing in it, or is something else.',
    when: 'The file is empty, has comments only, or is a list or a single value.',
    example: { files: { 'compose.yaml': '- web\n' }, says: 'error CMP104: the top level must be a mapping' },
    cures: [
      'Start the file with "services:" and put the services below it, indented.',
      'Check that -f names the file you mean.',
    ],
  },
  CMP105: {
    meaning:
      'A mapping has each key once. If one is there twice, the second would silently win, which is hardly what was meant.',
    when: 'The same key is given twice in one mapping, such as two services of one name or two "ports:" in a service.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx\n    image: httpd\n' },
      says: 'error CMP105: the key "image" is given twice in "services.web"',
    },
    cures: ['Remove one of them, or put the contents of both under one key.'],
  },
  CMP106: {
    meaning:
      'Keys of a Compose file are strings. YAML reads some unquoted words as other things: numbers, true, null, dates.',
    when: 'A key is a number, a boolean, null, a list or a mapping: a service called 80, or a variable called on.',
    example: {
      files: { 'compose.yaml': 'services:\n  80:\n    image: nginx\n' },
      says: 'error CMP106: the key "80" in "services" is not a string',
    },
    cures: ['Put the key in quotes.'],
  },
  CMP107: {
    meaning:
      'A field that the Compose Specification does not have at this place. It would have no effect, and a misspelt field that is silently left out is hard to find, so it is an error.',
    when: 'A field is misspelt, belongs to another place (most often: it is indented too little or too much), or is of another tool.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    imaeg: nginx\n' },
      says: 'error CMP107: unknown field "imaeg" in "services.web"',
    },
    cures: [
      'Take the name that the message suggests, or one of those that are known there.',
      'Check the indentation: the field may have slipped into the wrong section.',
      'Names that start with "x-" are allowed everywhere, for remarks and for fragments with anchors.',
    ],
  },
  CMP108: {
    meaning:
      'The field is known, but its value has another type or form than it needs, and cannot be understood.',
    when: 'A list stands where a mapping belongs, a number where text does, or a short form is malformed: a port, a mount, a duration, a size.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx\n    ports: [80:http]\n' },
      says: 'error CMP108: the port "80:http" has the invalid container port "http"',
    },
    cures: [
      'Write the value as the message says.',
      'Where text could be taken for a number, a date or a boolean, put it in quotes.',
      'Most short forms have a long form with a name for each part; it leaves less to guess.',
    ],
  },
  CMP109: {
    meaning: 'The value has the right type, and is not one of those that make sense here.',
    when: 'A word is not among the allowed ones, a number is too small or too large, an entry is given twice, or a name has characters that names cannot have.',
    example: {
      files: {
        'compose.yaml': 'services:\n  web:\n    image: nginx\n    network_mode: bridge\n    cgroup: hots\n',
      },
      says: 'error CMP109: "services.web.cgroup" cannot be "hots"',
    },
    cures: ['Take one of the values that the message lists, or the one that it suggests.'],
  },
  CMP110: {
    meaning: 'Something is described without a part that it cannot do without.',
    when: 'A bind mount has no source, a mount or device has no target, a secret or config has no source, or a watch rule has no target.',
    example: {
      files: {
        'compose.yaml':
          'services:\n  web:\n    image: nginx\n    volumes:\n      - type: bind\n        target: /srv\n',
      },
      says: 'error CMP110: a bind mount has no source',
    },
    cures: ['Add the field that the message names.'],
  },
  CMP111: {
    meaning:
      'YAML can name a value with "&name" and repeat it with "*name"; "<<: *name" merges a mapping into another.',
    when: 'An alias names no anchor that stands before it, an alias is inside the value it stands for, or a merge key is given something else than mappings.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    <<: *base\n    image: nginx\n' },
      says: 'error CMP111: there is no anchor "&base" before this alias',
    },
    cures: [
      'Define the anchor in the same file, above its first use; anchors do not reach over to other files.',
      'Use "extends" or "include" to share between files.',
    ],
  },
  CMP112: {
    meaning:
      'The document becomes larger or deeper than any real project, which is how files that are meant to exhaust memory look.',
    when: 'Values are nested very deep, aliases of aliases multiply, a chain of extends or include does not end, a value grows without bound by its variables, or there are more ports than a machine has.',
    example: { says: 'error CMP112: the aliases of this document repeat more than 100000 values' },
    cures: [
      'Use fewer aliases of values that hold aliases themselves, and flatter structures.',
      'Split what is generated into several projects.',
    ],
  },
  CMP113: {
    meaning: 'A "$" in a value starts a variable. What follows is not one of the forms that are known.',
    when: 'A brace is not closed, a name has wrong characters, or a "$" was meant as itself.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:${TAG\n' },
      says: 'error CMP113: invalid interpolation in "services.web.image"',
    },
    cures: [
      'Write ${NAME}, ${NAME:-default}, ${NAME:?message} or ${NAME:+replacement}.',
      'Write "$$" for a dollar sign, as in commands that a shell in the container is to expand.',
    ],
  },
  CMP114: {
    meaning:
      'The file marks a variable as required with ${NAME:?message} or ${NAME?message}, or takes a secret from a variable, and it has no value.',
    when: 'Neither the shell nor an env file (.env or those of --env-file) has the variable; with ":?" also where it is empty.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:${TAG:?say which version}\n' },
      says: 'error CMP114: the required variable "TAG" is missing a value: say which version',
    },
    cures: [
      'Set it for one command (TAG=1.27 compose up), in the shell (export TAG=1.27), or in the file .env beside the Compose file.',
      '"compose env explain NAME" shows everywhere a variable is looked for.',
    ],
  },
  CMP115: {
    meaning:
      'A variable that the file uses has no value anywhere, so that its place stays blank. The command goes on.',
    when: '${NAME} or $NAME is used without a default, and neither the shell nor an env file has it.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx\n    hostname: ${NAME_OF_HOST}\n' },
      says: 'warning CMP115: the variable "NAME_OF_HOST" is not set, so it is taken as blank',
    },
    cures: [
      'Set it in the shell or in .env, or give a default: ${NAME:-default}. An empty one, ${NAME:-}, says that blank is meant.',
      'Where the "$" belongs to a password or a script, write "$$".',
    ],
  },
  CMP116: {
    meaning:
      'What variables give is text. Where a field needs a number, a boolean or a size, the text must read as one.',
    when: 'A value that came from variables cannot be read as what its field needs.',
    example: {
      files: {
        'compose.yaml': 'services:\n  web:\n    image: nginx\n    privileged: ${PRIVILEGED:-maybe}\n',
      },
      says: 'error CMP116: "maybe" is not true or false, which "services.web.privileged" needs',
    },
    cures: [
      'Give the variable a value of the right kind: true or false, a whole number, a size such as 64m.',
      '"compose env explain NAME" shows where its value comes from.',
    ],
  },
  CMP117: {
    meaning:
      'An env file has a line for each variable: NAME=value. What cannot be read is an error; what is read in a surprising way is a warning.',
    when: 'A name has characters that names cannot have, a quoted value has no closing quote, or text follows one.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx\n', '.env': 'GREETING="hello\n' },
      says: 'error CMP117: the quoted value of "GREETING" has no closing quote',
    },
    cures: [
      'Write NAME=value, one on each line; single quotes keep everything between them as it is.',
      'Start comments with "#" at the beginning of a line, or with " #" behind a value.',
    ],
  },
  CMP118: {
    meaning:
      'Something is written that does nothing here: it is obsolete, or it belongs to a swarm, or something else makes it ineffective. The command goes on without it.',
    when: 'A field or form is used that has no effect on a single engine, or that was replaced by another.',
    example: {
      files: { 'compose.yaml': 'version: 3.8\nservices:\n  web:\n    image: nginx\n' },
      says: 'warning CMP118: "version" has no effect any more',
    },
    cures: [
      'Remove it, or write what the message names instead.',
      'docs/compatibility.md says of each field what becomes of it.',
    ],
  },
  CMP119: {
    meaning:
      'Several files are laid over each other: mappings are joined, lists are added to, single values are replaced. Values of different kinds cannot be laid over each other.',
    when: 'A later file has a list where an earlier one has a mapping, or the like.',
    example: {
      files: {
        'compose.yaml': 'services:\n  web:\n    image: nginx\n    x-notes: [a]\n',
        'compose.override.yaml': 'services:\n  web:\n    x-notes:\n      a: b\n',
      },
      says: 'error CMP119: a mapping cannot be merged onto a list',
    },
    cures: [
      'Write it in the later file in the same form as in the earlier one.',
      'Put !override before the later value to replace the earlier one, or !reset to remove it.',
    ],
  },
  CMP120: {
    meaning:
      '"extends" takes over a service, "include" a whole project, from this or another file. What they name must be there, and must not lead back to itself.',
    when: 'The file or the service is not there, or services or files go round in a circle.',
    example: {
      files: { 'compose.yaml': 'services:\n  web:\n    extends: base\n    image: nginx\n' },
      says: 'error CMP120: cannot extend "base": this file has no such service',
    },
    cures: [
      'Check the path, which is relative to the file that names it, and the name of the service.',
      'Break a circle by moving what is shared into a service or file of its own.',
    ],
  },
  CMP121: {
    meaning:
      'A remark of "compose config --lint": this line of an env file is read differently by programs that load the same file with dotenv, so that the program in a container and the same program outside of it would see different values.',
    when: 'A value has quotes, "#", "$" or line ends that the two readers treat differently.',
    example: {
      says: 'warning CMP121: "PASSWORD" has another value for programs that read this file with dotenv',
    },
    cures: ['Put the value in single quotes, which both read as it is.'],
  },
  CMP122: {
    meaning: 'What was asked for is there, but cannot be written where it should go.',
    when: 'The file of -o or --output cannot be created, the disk is full, or standard output is a file that takes no more.',
    example: { says: 'error CMP122: "/etc/merged.yaml" cannot be written (permission denied)' },
    cures: [
      'Choose a folder that is there and that this user may write to.',
      'Free space on the disk (df -h).',
    ],
  },
  CMP123: {
    meaning:
      'A folder has more than one file that could be its Compose file. One is used; whoever edits another wonders why nothing changes.',
    when: 'Without -f, two or more of compose.yaml, compose.yml, docker-compose.yml and docker-compose.yaml are in one folder; the same for override files.',
    example: {
      files: {
        'compose.yaml': 'services:\n  web:\n    image: nginx\n',
        'docker-compose.yml': 'services:\n  web:\n    image: nginx\n',
      },
      says: 'warning CMP123: several Compose files in one folder: using "/project/compose.yaml", not "/project/docker-compose.yml"',
    },
    cures: ['Remove or rename those that are not used.', 'Name the one you mean with -f or COMPOSE_FILE.'],
  },
  CMP124: {
    meaning:
      'A part of the project is in a Git repository or in a registry, or is published to one, and that did not work.',
    when: 'The place cannot be reached, wants a login, does not have what was named, has something that is no Compose project, or names a path outside of itself.',
    example: { says: 'error CMP124: the registry example.com wants a login for "team/app"' },
    cures: [
      'Check the address: https://host/app.git#ref:folder or oci://host/app:tag.',
      'Log in: docker login HOST for registries; for Git whatever "git fetch" needs there.',
      'Where fetching is switched off by a variable, the message names it.',
    ],
  },
} as const satisfies Readonly<Record<`CMP1${number}`, Explanation>>
