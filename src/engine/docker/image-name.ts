/** Name, and tag or digest: without a tag it is `latest`, where the engine would take all of them. */
export function splitReference(reference: string): { readonly name: string; readonly tag: string } {
  const digestAt = reference.indexOf('@')
  if (digestAt !== -1) return { name: reference.slice(0, digestAt), tag: reference.slice(digestAt + 1) }
  const colon = reference.lastIndexOf(':')
  const isTag = colon !== -1 && !reference.slice(colon).includes('/')
  return isTag
    ? { name: reference.slice(0, colon), tag: reference.slice(colon + 1) }
    : { name: reference, tag: 'latest' }
}
