import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from 'assemblyscript/asc'
import { format, resolveConfig } from 'prettier'

const root = join(import.meta.dirname, '..')
export const bytesFile = join(root, 'src/flows/row-scanner-bytes.ts')

/** The row scanner's bytes, compiled from `rows.ts`. */
export async function compileRows(): Promise<Uint8Array> {
  const outputs: Uint8Array[] = []
  const { error } = await main(
    [
      'wasm/rows.ts',
      '--baseDir',
      root,
      '--outFile',
      'rows.wasm',
      '--optimizeLevel',
      '3',
      '--runtime',
      'stub',
      '--enable',
      'simd,bulk-memory',
      '--use',
      'abort=',
      '--initialMemory',
      '64',
    ],
    {
      writeFile: (_name, contents) => {
        if (contents instanceof Uint8Array) outputs.push(contents)
      },
    },
  )
  const [bytes] = outputs
  if (error || !bytes) throw error ?? new Error('wasm/rows.ts compiles to nothing')
  return bytes
}

if (import.meta.main) {
  const base64 = Buffer.from(await compileRows()).toString('base64')
  const source = `/** Compiled from \`wasm/rows.ts\` by \`npm run build:wasm\`. */
export const rowScannerBytes =
  '${base64}'
`
  writeFileSync(
    bytesFile,
    await format(source, { ...(await resolveConfig(bytesFile)), parser: 'typescript' }),
  )
}
