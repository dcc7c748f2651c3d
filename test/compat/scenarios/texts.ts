/** Services that wait to be stopped and stop at once; the rest of each as a line of YAML. */
export function sleeping(services: Readonly<Record<string, string>> = { web: '' }): string {
  return `services:\n${Object.entries(services)
    .map(
      ([name, rest]) =>
        `  ${name}:\n    image: busybox\n    command: sleep 600\n    stop_signal: KILL\n${rest === '' ? '' : `    ${rest}\n`}`,
    )
    .join('')}`
}
