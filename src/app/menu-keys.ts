import type { MenuKey } from '../events/key-menu.ts'

/** Keys that hands know from Docker Compose, with what serves instead. */
const elsewhere = {
  w: 'Watching files is not available: "compose up" again takes changes over',
  v: 'There is no Docker Desktop to open: "compose ps" lists the containers',
  o: 'There is no Docker Desktop to open: "compose config" shows the configuration',
  l: 'There is no Docker Desktop to open: "compose logs" shows the output',
} as const satisfies Readonly<Record<string, string>>

/** The keys of an attached `up`. Section 1.5. */
export function menuKeys(detach: () => void, notice: (text: string) => void): readonly MenuKey[] {
  const others = Object.entries(elsewhere).map(([key, text]) => ({ key, press: () => notice(text) }))
  return [{ key: 'd', label: 'Detach', press: detach }, ...others]
}
