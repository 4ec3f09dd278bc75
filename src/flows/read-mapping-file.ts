import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Mapping } from '../core/mapping.ts'
import { parseMapping } from '../core/parse-mapping.ts'
import type { Problem } from '../core/problem.ts'
import { refused, type Result } from '../core/result.ts'
import { fileProblem } from './file-problem.ts'

/** Bytes of the largest file that can be a mapping. */
const longest = 1024 * 1024

/** A mapping that was exported, or written by hand. */
export async function readMappingFile(path: string): Promise<Result<Mapping, Problem>> {
  try {
    const { size } = await stat(path)
    if (size > longest) return refused({ kind: 'mapping-not-json' })
    const text = await readFile(path, 'utf8')
    return parseMapping(text.replace(/^\uFEFF/, ''))
  } catch (thrown) {
    return refused(fileProblem(basename(path), thrown))
  }
}

/** A mapping as it is handed on to others. */
export const mappingText = (mapping: Mapping): string => `${JSON.stringify(mapping, null, 2)}\n`
