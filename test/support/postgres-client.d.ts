/** The client in the example is plain JavaScript. */
declare module '*/web/postgres.mjs' {
  export function query(url: string, sql: string): Promise<readonly (readonly (string | null)[])[]>
}
