/** How a docker CLI asks a file in its plugin folder what it is. */
export const metadataCommand = 'docker-cli-plugin-metadata'

/** A variable that a docker CLI sets for the plugins it runs. */
export const calledByDocker = 'DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND'

/** The socket that it keeps for a plugin, and closes when that should end. */
export const dockerSocket = 'DOCKER_CLI_PLUGIN_SOCKET'
