/** Keys and indexes from the root of a document down to one node. */
export type Path = readonly (string | number)[]

/** Writes a path as the Compose tools print it: `services.web.ports[0].target`. */
export function formatPath(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else text += text === '' ? step : `.${step}`
  }
  return text
}
