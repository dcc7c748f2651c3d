/** The page. Change something here while the project runs, save, and reload it in the browser. */
export function page(greeting, visits) {
  return `<!doctype html>
<meta charset="utf-8">
<title>${greeting}</title>
<h1>${greeting}</h1>
<p>Visits so far: <strong>${visits}</strong></p>
`
}
