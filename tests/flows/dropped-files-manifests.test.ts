import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deliveries } from '../../src/flows/dropped-files.ts'
import { aTree, day, dropAll, told } from '../drop.ts'

const azureManifest = (
  run: string,
  submitted: string,
  blobs: readonly string[],
  type = 'ActualCost',
): string =>
  JSON.stringify({
    manifestVersion: '2024-04-01',
    byteCount: 1,
    blobCount: blobs.length,
    dataRowCount: 2 * blobs.length,
    exportConfig: { exportName: 'daily', type, dataVersion: '2021-10-01' },
    runInfo: { executionType: 'Scheduled', submittedTime: submitted, runId: run },
    blobs: blobs.map((name) => ({
      blobName: `costs/daily/20260701-20260731/${run}/${name}`,
      byteCount: 1,
      dataRowCount: 2,
    })),
  })

const awsManifest = (assembly: string, parts: readonly string[]): string =>
  JSON.stringify({
    assemblyId: assembly,
    account: '555',
    charset: 'UTF-8',
    compression: 'GZIP',
    contentType: 'text/csv',
    reportId: 'r',
    reportName: 'team',
    billingPeriod: { start: '20260701T000000.000Z', end: '20260801T000000.000Z' },
    bucket: 'b',
    reportKeys: parts.map((part) => `prefix/team/20260701-20260801/${part}`),
  })

describe('a report of AWS with its manifest', () => {
  it('is one statement of the parts the manifest names; the manifest is no bill', async () => {
    expect(
      await dropAll({
        'other.csv': day('2026-06-01'),
        'team-Manifest.json': awsManifest('a1', ['a1/team-1.csv.gz', 'a1/team-2.csv.gz']),
        'team-2.csv.gz': 'second',
        'team-1.csv.gz': 'first',
      }),
    ).toEqual([
      ['drop/other.csv', ['other.csv'], false],
      ['drop/team', ['team-1.csv.gz', 'team-2.csv.gz'], true],
    ])
  })

  it('dropped as loose files beside each other is the same', async () => {
    const root = aTree({
      'team-Manifest.json': awsManifest('a1', ['a1/team-1.csv.gz']),
      'team-1.csv.gz': 'x',
    })
    const files = ['team-Manifest.json', 'team-1.csv.gz'].map((name) => ({ path: join(root, name) }))
    expect(told(await deliveries(files))).toEqual([['team', ['team-1.csv.gz'], true]])
  })

  it('names the parts that are missing; alone it names all of them', async () => {
    const manifest = awsManifest('a1', ['a1/team-1.csv.gz', 'a1/team-2.csv.gz'])
    expect(await dropAll({ 'team-Manifest.json': manifest, 'team-1.csv.gz': 'x' })).toEqual([
      [
        'drop/team',
        'drop/team-Manifest.json names files that are not beside it: team-2.csv.gz. Nothing of it was imported. Drop the whole folder of the export.',
      ],
    ])
    expect(await dropAll({ 'team-Manifest.json': manifest })).toEqual([
      ['drop/team', expect.stringContaining('team-1.csv.gz, team-2.csv.gz')],
    ])
  })

  it('that keeps its versions: each assembly is a statement of its own, whatever else lies above it', async () => {
    const period = 'team/20260701-20260801'
    const parts = (id: string): readonly string[] => [`${id}/team-1.csv.gz`]
    expect(
      await dropAll({
        [`${period}/team-Manifest.json`]: awsManifest('a2', parts('a2')),
        [`${period}/team-1.csv.gz`]: 'overwritten',
        [`${period}/a1/team-Manifest.json`]: awsManifest('a1', parts('a1')),
        [`${period}/a1/team-1.csv.gz`]: 'one',
        [`${period}/a2/team-Manifest.json`]: awsManifest('a2', parts('a2')),
        [`${period}/a2/team-1.csv.gz`]: 'two',
        [`${period}/a3/team-Manifest.json`]: awsManifest('a3', parts('a3')),
      }),
    ).toEqual([
      [`drop/${period}/a1/team`, [`${period}/a1/team-1.csv.gz`], true],
      [`drop/${period}/a2/team`, [`${period}/a2/team-1.csv.gz`], true],
      [`drop/${period}/a3/team`, expect.stringContaining('not beside it: team-1.csv.gz.')],
      [`drop/${period}/team-1.csv.gz`, [`${period}/team-1.csv.gz`], false],
    ])
  })

  it('of Data Exports lies in two branches of the folder, and its execution tells when it was written', async () => {
    const run = '2026-07-03T04:05:06.000Z-0a1b2c3d-0000-4000-8000-000000000000'
    const data = `data/BILLING_PERIOD=2026-07/${run}`
    const root = aTree({
      [`metadata/BILLING_PERIOD=2026-07/${run}/cur2-Manifest.json`]: JSON.stringify({
        dataFiles: [1, 2].map((n) => `s3://bucket/exports/cur2/${data}/cur2-0000${n}.csv.gz`),
      }),
      [`${data}/cur2-00001.csv.gz`]: 'x',
      [`${data}/cur2-00002.csv.gz`]: 'x',
      'data/BILLING_PERIOD=2026-08/cur2-00001.csv.gz': 'x',
    })
    const all = await deliveries([{ path: root }])
    expect(all.find(({ name }) => name.endsWith('/cur2'))).toMatchObject({
      files: [
        { path: join(root, data, 'cur2-00001.csv.gz') },
        { path: join(root, data, 'cur2-00002.csv.gz') },
      ],
      writtenAt: Date.UTC(2026, 6, 3, 4, 5, 6),
    })
    expect(all).toHaveLength(2)
  })
})

describe('an export of Azure', () => {
  it('that is not overwritten leaves a run a day: each is a statement with the time of its own manifest', async () => {
    const run = (id: string, submitted: string): Readonly<Record<string, string>> => ({
      [`daily/20260701-20260731/${id}/manifest.json`]: azureManifest(id, submitted, [
        'part_0_0001.csv',
        'part_1_0001.csv',
      ]),
      [`daily/20260701-20260731/${id}/part_0_0001.csv`]: day('2026-07-01'),
      [`daily/20260701-20260731/${id}/part_1_0001.csv`]: day('2026-07-02'),
    })
    const root = aTree({
      ...run('202607020412/aa', '2026-07-02T04:12:55.5234447Z'),
      ...run('202607030412/bb', '2026-07-03T04:12:55.5234447Z'),
    })
    expect(await deliveries([{ path: root }])).toMatchObject([
      {
        name: 'drop/daily/20260701-20260731/202607020412/aa/daily',
        writtenAt: Date.UTC(2026, 6, 2, 4, 12, 55, 523),
        rowCount: 4,
        files: [{}, {}],
      },
      { writtenAt: Date.UTC(2026, 6, 3, 4, 12, 55, 523), rowCount: 4 },
    ])
  })

  it('without manifests: parts stay together, the time of a file says nothing', async () => {
    const root = aTree({
      '1/part_0_0001.csv': day('2026-07-01'),
      '1/part_1_0001.csv': day('2026-07-02'),
      '2/part_0_0001.csv': day('2026-07-01'),
    })
    expect(await deliveries([{ path: root }])).toMatchObject([
      { name: 'drop/1/part_*_0001.csv', writtenAt: null, files: [{}, {}] },
      { name: 'drop/2/part_0_0001.csv', writtenAt: null, files: [{}] },
    ])
  })
})

describe('a manifest that names no bill', () => {
  const redshift = JSON.stringify({ entries: [{ url: 's3://b/team-1.csv.gz', mandatory: true }] })

  it('is passed over beside bills, and told for what it is alone', async () => {
    expect(await dropAll({ 'a.csv': day('2026-07-01'), 'team-RedshiftManifest.json': redshift })).toEqual([
      ['drop/a.csv', ['a.csv'], false],
    ])
    expect(await dropAll({ 'team-RedshiftManifest.json': redshift })).toEqual([
      ['drop/team-RedshiftManifest.json', ['team-RedshiftManifest.json'], false],
    ])
  })

  it('that is no JSON at all is a file like any other', async () => {
    expect(await dropAll({ 'manifest.json': 'no', 'a.csv': day('2026-07-01') })).toHaveLength(2)
  })
})
