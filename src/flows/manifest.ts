/** What lies beside the parts of a bill and names them. */
export type Manifest = {
  /** What the export is called; null where the manifest does not say. */
  readonly name: string | null
  /** Where the parts lay when they were written, folders first. None where it names no bill. */
  readonly files: readonly string[]
  /** When the export was written, milliseconds since 1970; null where the manifest does not say. */
  readonly writtenAt: number | null
  /** Rows of all parts; null where the manifest does not say. */
  readonly rowCount: number | null
}

/** A manifest is asked for by its name: no bill is called so. */
export const mayBeManifest = (path: string): boolean => /manifest\.json$/i.test(path)

/**
 * Reads the manifest of an AWS Cost and Usage Report (`reportKeys`), of AWS Data Exports (`dataFiles`) or of a Cost
 * Management export of Azure (`blobs`); any other names no files. Null for a text that is no JSON object.
 * Sources: AWS Cost and Usage Report user guide; AWS Data Exports user guide; Cost Management exports, manifest file.
 */
export function readManifest(text: string): Manifest | null {
  const json = objectIn(text)
  if (json === null) return null
  const { reportKeys, dataFiles, blobs } = json
  if (Array.isArray(reportKeys))
    return { name: textOf(json.reportName), files: texts(reportKeys), writtenAt: null, rowCount: null }
  if (Array.isArray(dataFiles)) {
    const files = texts(dataFiles)
    return { name: null, files, writtenAt: executionTime(files), rowCount: null }
  }
  if (!Array.isArray(blobs)) return { name: null, files: [], writtenAt: null, rowCount: null }
  const { dataRowCount } = json
  return {
    name: textOf(fieldsOf(json.exportConfig).exportName),
    files: texts(blobs.map((blob) => fieldsOf(blob).blobName)),
    writtenAt: instantOf(textOf(fieldsOf(json.runInfo).submittedTime)),
    rowCount: typeof dataRowCount === 'number' ? dataRowCount : null,
  }
}

type Fields = Readonly<
  Partial<
    Record<
      | 'reportKeys'
      | 'reportName'
      | 'dataFiles'
      | 'blobs'
      | 'blobName'
      | 'dataRowCount'
      | 'exportConfig'
      | 'exportName'
      | 'runInfo'
      | 'submittedTime',
      unknown
    >
  >
>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

function objectIn(text: string): Fields | null {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : null
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const texts = (values: readonly unknown[]): readonly string[] =>
  values.flatMap((value) => textOf(value) ?? [])

/** Data Exports that keep their versions write each into a folder `2026-07-03T04:05:06.000Z-<execution id>`. */
function executionTime(files: readonly string[]): number | null {
  const [first = ''] = files
  return instantOf(/\/(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)-[0-9a-f-]+\//.exec(first)?.[1] ?? null)
}

function instantOf(text: string | null): number | null {
  const ms = text === null ? NaN : Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}

/**
 * Finds a file that a manifest names among those that are there. Whoever downloads an export may keep its folders
 * or not: a file is it where the folders that are left agree, beside the manifest or below a folder it lies in.
 * In a folder above the manifest's own the name alone does not do, for another run may have written it.
 */
export function fileNamed(
  named: string,
  manifest: string,
  isThere: (path: string) => boolean,
): string | null {
  const segments = named.split('/').filter((segment) => segment !== '')
  let folder = folderOf(manifest)
  for (let least = 1; ; least = 2) {
    for (let count = segments.length; count >= least; count -= 1) {
      const path = folder + segments.slice(-count).join('/')
      if (isThere(path)) return path
    }
    if (folder === '' || folder === '/') return null
    folder = folderOf(folder.slice(0, -1))
  }
}

/** The folder of a path, with the slash behind it; empty where the path has none. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
