/** Whether a write was refused because another writer held the ledger for longer than this one waits. */
export const isBusy = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('SQLITE_BUSY')

const ofDisk = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|NOTADB|CORRUPT)/

/** Whether the disk, and no mistake in a statement, is why SQLite did not do what it was asked. */
export const isOfDisk = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && ofDisk.test(String(thrown.code))
