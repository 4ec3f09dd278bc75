import type { Rectangle } from 'electron'
import Store from 'electron-store'

/** Raised when an older file no longer fits; keys that it only lacks take their defaults. */
const version = 1

/** What belongs to this machine and not to the ledger. */
export type Preferences = {
  /** Where the window last stood; null before the first time. */
  readonly windowBounds: Rectangle | null
  /** The folder of the last bill that was picked: Electron's dialogs no longer remember it. */
  readonly lastFolder: string | null
  /** Whether it was said once that closing the window leaves Breakwatt in the tray. */
  readonly toldAboutTray: boolean
  /** The currency all spend is shown in; null shows each apart. */
  readonly reportingCurrency: string | null
  /** The folder that is watched for bills; null while none is. */
  readonly watchedFolder: string | null
  /** Marks of its files that are not announced again (see `flows/watch-folder`). */
  readonly reviewedFiles: readonly string[]
}

export type PreferenceStore = {
  readonly get: <K extends keyof Preferences>(name: K) => Preferences[K]
  readonly set: <K extends keyof Preferences>(name: K, value: Preferences[K]) => void
}

const defaults: Preferences & { readonly version: number } = {
  version,
  windowBounds: null,
  lastFolder: null,
  toldAboutTray: false,
  reportingCurrency: null,
  watchedFolder: null,
  reviewedFiles: [],
}

const pixels = { type: 'integer' }

/** Opens preferences.json in the profile. One that does not fit is replaced by the defaults: nothing in it is a fact. */
export function openPreferences(): PreferenceStore {
  return new Store<Preferences & { version: number }>({
    name: 'preferences',
    clearInvalidConfig: true,
    defaults,
    schema: {
      // A newer Breakwatt's preferences do not fit either.
      version: { const: version },
      windowBounds: {
        anyOf: [
          { type: 'null' },
          {
            type: 'object',
            properties: { x: pixels, y: pixels, width: pixels, height: pixels },
            required: ['x', 'y', 'width', 'height'],
          },
        ],
      },
      lastFolder: { type: ['string', 'null'] },
      toldAboutTray: { type: 'boolean' },
      reportingCurrency: { type: ['string', 'null'] },
      watchedFolder: { type: ['string', 'null'] },
      reviewedFiles: { type: 'array', items: { type: 'string' } },
    },
  })
}
