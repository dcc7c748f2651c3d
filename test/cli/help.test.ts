import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { compose } from '../support/fake-shell.ts'

const names = commands.map(({ name }) => name)

describe('compose --help', () => {
  it('shows the commands and the options of all of them', async () => {
    const { code, stdout, stderr } = await compose(['--help'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: compose [OPTIONS] COMMAND

      Run projects of several containers, described in a Compose file

      Run a project:
        up          Create and start what the project describes
        down        Stop and remove its containers and networks
        create      Create containers and start none
        start       Start the containers that are there
        stop        Stop containers, and leave them there
        restart     Stop containers and start them again
        kill        Send a signal to what runs
        rm          Remove stopped containers
        pause       Hold the processes of containers
        unpause     Let them go on
        scale       Change the number of containers of services
        build       Build the images of services
        pull        Fetch the images of services
        push        Send the images that services build to their registries
        publish     Send the project itself to a registry, for -f oci://...
        apply       Carry out a plan that was saved, and nothing else

      Look at it:
        ps          List its containers
        logs        Show what its containers write
        top         List the processes in its containers
        stats       Show what its containers use
        events      Tell what happens to its containers
        wait        Wait until containers have ended
        port        Show where a port is published
        images      List the images of its containers
        volumes     List its volumes
        ls          List the projects on the engine

      Work inside it:
        run         Run a service once, in a container of its own
        exec        Run a command in a running container
        attach      Connect to what a container reads and writes
        cp          Copy files between a container and this machine
        export      Save the file system of a container as a tar archive
        commit      Make an image of what a container has become

      Understand it:
        plan        Show what up would do, and why
        why         Say what is wrong now, and what to do about it
        config      Check the files and print them as one, with every default
        env         Show where a variable gets its value: env explain NAME
        viz         Print what depends on what, as a graph for Graphviz
        generate    Print a Compose file for containers that are there
        doctor      Look for what is wrong with the engine and this machine
        explain     Say what the code of a message means, and what to do
        completion  Print what makes a shell complete commands, flags and services
        version     Show the version and which engine was found

      Which project:
        -f, --file PATH               Compose file; repeat to merge several, "-" reads
                                      standard input
        -p, --project-name NAME       Name of the project (default: its directory)
            --project-directory PATH  Base of relative paths (default: where the first
                                      Compose file is)
            --env-file PATH           Variables for interpolation, instead of .env;
                                      repeatable
            --profile NAME            Enable a profile, "*" for all; repeatable
            --all-resources           Keep networks and volumes that no service uses
            --compatibility           Name containers with "_", as Compose V1 did

      Output:
            --dry-run                 Show what would be done, change nothing
            --json                    Write JSON for programs to standard output
            --progress MODE           How to show progress: auto, tty, plain, json or
                                      quiet
            --ansi WHEN               When to use colours: auto, never or always
        -D, --debug                   Show the causes of a failure

      Which engine:
        -H, --host ADDRESS            Engine to talk to, for example
                                      unix:///var/run/docker.sock
        -c, --context NAME            docker context that says which engine
            --parallel N              At most N things at once, -1 for no limit

      Options:
        -h, --help                    Show this text

      Run "compose COMMAND --help" for the options of a command.
      "
    `)
  })

  it.each([[[]], [['-h']], [['help']], [['-p', 'shop', '--help']], [['-f', 'compose.yaml']]])(
    'shows the same for %j',
    async (argv) => {
      const run = await compose(argv)
      expect(run).toEqual(await compose(['--help']))
    },
  )

  it('stays within eighty columns everywhere', async () => {
    const texts = await Promise.all(
      [['--help'], ...names.map((name) => [name, '--help'])].map((argv) => compose(argv)),
    )
    const widest = Math.max(...texts.flatMap(({ stdout }) => stdout.split('\n').map((line) => line.length)))
    expect(widest).toBeLessThanOrEqual(80)
  })
})

describe('compose COMMAND --help', () => {
  it('shows the options of the command', async () => {
    const { stdout } = await compose(['down', '--help'])
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: compose down [OPTIONS] [SERVICE...]

      Stop and remove its containers and networks

      Options:
        -v, --volumes          Remove the volumes too: their data is lost
            --remove-orphans   Remove containers of services the files no longer
                               define
        -t, --timeout SECONDS  Time a container gets to stop before it is killed
            --rmi WHICH        Remove images too: all, or local for those built for
                               the project
            --dry-run          Show what would be done, change nothing
            --json             Write JSON for programs to standard output
        -h, --help             Show this text

      Time:
            --timeline         Show at the end where the time went
            --trace PATH       Write it into a file for trace viewers

      Run "compose --help" for the options of every command; they go before its name.
      "
    `)
  })

  it.each([[['help', 'down']], [['down', 'web', '--help']], [['-p', 'shop', 'down', '-h']]])(
    'shows the same for %j',
    async (argv) => {
      expect(await compose(argv)).toEqual(await compose(['down', '--help']))
    },
  )
})
