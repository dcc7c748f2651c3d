import type { Explanation } from './explanation.ts'

/** 5xx: builds. */
export const ofBuilds = {
  CMP501: {
    meaning:
      'A command of the Dockerfile ran and ended with another code than 0. The end of what it printed is below the message.',
    when: 'A RUN step fails while an image is built.',
    example: { says: 'error CMP501: the build of service "web" failed at [3/5] RUN npm ci: exit code 1' },
    cures: [
      'Read what the step printed; --progress plain shows all of it.',
      'Steps before it are kept: mend this one and build again.',
      'If it depends on something outside that changed, build without what is kept: compose build --no-cache.',
    ],
  },
  CMP502: {
    meaning:
      'The Dockerfile itself is wrong: it is not there, or the builder cannot read an instruction of it.',
    when: 'The file named by "dockerfile" is not in the context, an instruction is unknown or malformed, or a stage that is named is not there.',
    example: {
      says: 'error CMP502: the build of service "web" failed: failed to read dockerfile: open Dockerfile: no such file or directory',
    },
    cures: [
      'The path of "dockerfile" is relative to "context".',
      'Check the line that is shown; "compose build --check" checks Dockerfiles without building.',
      'A .dockerignore may leave the file out.',
    ],
  },
  CMP503: {
    meaning:
      'The build asks for something that the builder of this engine does not do. What would change the image is refused; what would not is a warning.',
    when: 'The engine has only the classic builder (Podman, or DOCKER_BUILDKIT=0) and the build uses secrets, ssh, platforms or the like; or images of several platforms are asked of an engine that keeps one.',
    example: {
      says: 'error CMP503: the engine has no BuildKit, and its classic builder cannot do what the build of service "web" asks for: secrets',
    },
    cures: [
      'Use an engine with BuildKit; "compose doctor" says whether yours has it.',
      'For several platforms have images kept by containerd: "features": {"containerd-snapshotter": true} in daemon.json.',
      'docs/build.md lists what each builder can do.',
    ],
  },
  CMP504: {
    meaning: 'The build needs something of this machine that is not here.',
    when: 'The folder of a context or the file of a build secret is not there, a variable of a secret is not set, or the ssh agent that a build asks for does not answer.',
    example: {
      says: 'error CMP504: the build asks for the ssh agent "default", and SSH_AUTH_SOCK is not set',
    },
    cures: [
      'Create the file or folder, or correct its path, which is relative to the Compose file.',
      'Start an agent and load the key: eval "$(ssh-agent)"; ssh-add.',
    ],
  },
  CMP505: {
    meaning: 'A build did not succeed, and neither a command in it nor the Dockerfile is the cause.',
    when: 'A base image or a file of the context cannot be had, the builder has a problem of its own, or a frontend cannot be loaded.',
    example: {
      says: 'error CMP505: the build of service "web" failed at [internal] load metadata for docker.io/library/node:99: not found',
    },
    cures: [
      'Check the base image (FROM) and the login to its registry.',
      'COPY takes files from the context only; look at .dockerignore.',
      'Look at the disk space of the engine: compose doctor.',
    ],
  },
  CMP506: {
    meaning:
      '"compose build --check" found something in a Dockerfile that works and is likely to cause trouble.',
    when: 'A rule of the builder applies; its name stands in brackets and its page is named below.',
    example: {
      says: "warning CMP506: the Dockerfile of service \"web\": The 'as' keyword should match the case of the 'from' keyword (FromAsCasing)",
    },
    cures: [
      'Follow the page of the rule, or switch the rule off with "# check=skip=RULE" at the top of the Dockerfile.',
    ],
  },
} as const satisfies Readonly<Record<`CMP5${number}` | `CMP6${number}`, Explanation>>
