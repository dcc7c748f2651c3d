/** A part of the program as the expression of a function. The build compiles exactly this text, so that the code fits. */
export function functionText(source: string): string {
  return `(function(exports,require,module){${source}\n})`
}

/** Where the compiled code of parts is, beside them. Code is good for one version of Node only. */
export const codeFolder = `code-${process.version}`
