import type { BuildOptions } from 'esbuild'
import { lazyCrypto, leaveOutUnused } from '../bundle-plugins.ts'

/** What the bundles of command and library have in common: ES modules, in parts that are loaded when they are needed. */
export const bundleOptions = {
  bundle: true,
  plugins: [leaveOutUnused(), lazyCrypto()],
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Names are kept, so that a bug's stack can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  write: false,
  logLevel: 'error',
} satisfies BuildOptions
