import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { problemWords } from '../../src/core/words.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { sampleOf } from '../../src/flows/sample-rows.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aLedger, noon } from '../make.ts'
import { aZip } from '../make-zip.ts'

const tar = Buffer.from(`${'july.csv'.padEnd(257, '\0')}ustar${'\0'.repeat(250)}Date,Cost\n`)
const workbook = aZip([
  { name: '[Content_Types].xml', bytes: '' },
  { name: 'xl/workbook.xml', bytes: '' },
])
const page = 'a web page or XML and not the export itself'
const packed = 'packed in a way that Breakwatt cannot unpack'

describe('what is dropped in the place of a bill is called what it is', () => {
  it.each([
    ['a page to sign in', page, '<!DOCTYPE html>\n<html lang="en"><body>Sign in</body></html>'],
    ['a page with a byte order mark', page, '\ufeff\r\n <html lang="en"><body>a,b</body></html>'],
    ['a page in UTF-16', page, Buffer.from('\ufeff<html>a,b</html>', 'utf16le')],
    ['what a store answers', page, '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>'],
    ['a tar archive', packed, tar],
    ['a packed tar archive', packed, gzipSync(tar)],
    ['a 7-Zip archive', packed, Buffer.from('377abcaf271c00040000', 'hex')],
    ['a RAR archive', packed, Buffer.from('526172211a070100', 'hex')],
    ['a bzip2 file', packed, Buffer.from('425a68393141592653590000', 'hex')],
    ['an xz file', packed, Buffer.from('fd377a585a000004', 'hex')],
    ['a Zstandard file', packed, Buffer.from('28b52ffd04000000', 'hex')],
    ['a packed workbook', 'an Excel workbook', gzipSync(workbook)],
    [
      'an archive in a packed file',
      'an archive inside an archive',
      gzipSync(aZip([{ name: 'a', bytes: 'a' }])),
    ],
  ])('%s', async (_, words, content) => {
    const bytes = Buffer.from(content)
    const ledger = aLedger()
    const [outcome] = await importStatements(ledger, [{ name: 'bill.csv', bytes }], noon)
    const said = outcome?.state === 'refused' ? problemWords(outcome.problem) : outcome?.state
    expect(said).toContain(`bill.csv is ${words}`)
    expect(listStatements(ledger)).toEqual([])
    const sample = await sampleOf({ name: 'bill.csv', bytes })
    expect(sample.ok ? 'read' : problemWords(sample.problem)).toBe(said)
  })

  it('a workbook in a ZIP archive, as Kimi packs it', async () => {
    const bytes = aZip([{ name: 'bill.xlsx', bytes: workbook }])
    const [outcome] = await importStatements(aLedger(), [{ name: 'kimi.zip', bytes }], noon)
    expect(outcome).toMatchObject({
      file: 'kimi.zip/bill.xlsx',
      problem: { kind: 'refused-form', form: 'workbook' },
    })
  })

  it.each([
    '{"error":{"message":"Missing scopes: api.usage.read","type":"invalid_request_error","code":null}}',
    '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"request_id":"r"}',
    '{"error":"Unauthorized","status":401}',
  ])('the error of an API: %s', async (text) => {
    const [outcome] = await importStatements(
      aLedger(),
      [{ name: 'costs.json', bytes: Buffer.from(text) }],
      noon,
    )
    expect(outcome?.state === 'refused' ? problemWords(outcome.problem) : null).toContain(
      'costs.json is an error that an API answered, and no bill.',
    )
  })

  it('a log that has errors among other things is no answer of an API', async () => {
    const bytes = Buffer.from('{"id":"1","model":"m","error":null}\n{"id":"2","model":"m","error":"late"}\n')
    const [outcome] = await importStatements(aLedger(), [{ name: 'log.jsonl', bytes }], noon)
    expect(outcome).toMatchObject({ problem: { kind: 'unknown-json' } })
  })
})
