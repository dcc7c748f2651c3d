/** Output without what differs from run to run: times, durations, identities, and how wide columns are because of them. */
export function normaliseOutput(output: string): string {
  return replacements
    .reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), output.replaceAll(clearLine, ''))
    .replaceAll(/"Labels":"((?:[^"\\]|\\.)*)"/g, (_, labels: string) => `"Labels":"${sortedLabels(labels)}"`)
    .replaceAll(/(?<=Going to remove )[^\n]+/g, (names) => names.split(', ').toSorted().join(', '))
    .replaceAll(/(?<= \()[\w.-]+=[^()\n]*(?=\)$)/gm, (facts) => facts.split(', ').toSorted().join(', '))
    .replaceAll(/^\[\{"ID".*\]$/gm, (list) => JSON.stringify(sortedImages(JSON.parse(list))))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

/** Docker Compose lists images in a new order at each call. */
function sortedImages(images: readonly { readonly ContainerName: string }[]): typeof images {
  return images.toSorted((a, b) => (a.ContainerName < b.ContainerName ? -1 : 1))
}

/** Docker Compose lists labels in a new order at each call. Those that only one tool writes are left out. */
function sortedLabels(labels: string): string {
  return labels
    .split(/,(?=[a-z][\w.-]*=)/)
    .filter((label) => !/^(dev\.gantry\.|com\.docker\.compose\.version=)/.test(label))
    .map((label) => (label.includes('.depends_on=') ? sortedParts(label) : label))
    .toSorted()
    .join()
}

/** The parts of a list in one text. */
function sortedParts(list: string): string {
  const [name = '', value = ''] = list.split('=')
  return `${name}=${value.split(',').toSorted().join()}`
}

/** Docker Compose clears the line it writes to, on files too. */
const clearLine = '\r\u001B[K'

const replacements: readonly (readonly [RegExp, string])[] = [
  // How a build goes on: other steps in another order each time, and Docker Compose tells it among the results.
  [/^#\d+ .*\n(\n(?=#\d|\n|$))?/gm, ''],
  [/^------\n > [^\n]*\n([^\n]*\n)*?------\n/gm, ''],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, '<time>'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} \w+/g, '<time>'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+/g, '<time>'],
  [/\b\d+\.\d+(\/\d+\.\d+)* ms\b/g, '<duration>'],
  [/(Less than a second|About (a|an) (minute|hour)|\d+ (second|minute|hour)s?)( ago)?/g, '<duration>$5'],
  [/^([0-9a-f]{64}|[0-9a-f]{12})$/gm, '<id>'],
  [/"ID":"([0-9a-f]{64}|[0-9a-f]{12})"/g, '"ID":"<id>"'],
  [/(?<=container (\w+ )?"?|"id":")[0-9a-f]{64}/g, '<id>'],
  [/(?<="?execID"?[=:]"?)[0-9a-f]{64}/g, '<id>'],
  [/(?<="?execDuration"?[=:]"?)\d+/g, '<duration>'],
  [/(?<=container exec_\w+: .*)[0-9a-f]{64}(?= \()/g, '<id>'],
  [/(?<=-run-)[0-9a-f]{12}/g, '<id>'],
  // Ports that the engine chooses.
  [/:(3[2-9]|[45]\d|60)\d{3}(?=->|-\\u003e)/g, ':<port>'],
  [/"PublishedPort":(3[2-9]|[45]\d|60)\d{3}/g, '"PublishedPort":"<port>"'],
  [/ {3,}/g, '   '],
  // How wide names are made depends on which container speaks first.
  [/^(\S+) +\| /gm, '$1 | '],
]

/** Lines of several containers come in any order. */
export function sortLines(text: string): string {
  return text.split('\n').toSorted().join('\n')
}
