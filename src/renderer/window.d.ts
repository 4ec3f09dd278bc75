import type { Bridge } from '../contract/bridge.ts'

declare global {
  var breakwatt: Bridge<File>
}
