/** More containers of one service than this are a slip of the keyboard: no network of an engine holds them. */
export const mostReplicas = 10_000
