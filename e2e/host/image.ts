import type { NativeImage, Size } from 'electron'
import { existsSync, readFileSync } from 'node:fs'

type Members =
  'isEmpty' | 'getSize' | 'toPNG' | 'toDataURL' | 'setTemplateImage' | 'isTemplateImage' | 'addRepresentation'

/** A picture as its PNG bytes: the host draws none. */
export class HostImage implements Pick<NativeImage, Members> {
  #isTemplate = false
  readonly #png: Buffer

  constructor(png: Buffer) {
    this.#png = png
  }

  isEmpty(): boolean {
    return this.#png.length === 0
  }

  getSize(): Size {
    // Width and height stand at the start of a PNG's first chunk.
    return this.isEmpty()
      ? { width: 0, height: 0 }
      : { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) }
  }

  toPNG(): Buffer {
    return this.#png
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.#png.toString('base64')}`
  }

  setTemplateImage(option: boolean): void {
    this.#isTemplate = option
  }

  isTemplateImage(): boolean {
    return this.#isTemplate
  }

  addRepresentation(): void {
    // One resolution is enough where nothing is drawn.
  }

  resize(): this {
    return this
  }
}

export const nativeImage = {
  createEmpty: () => new HostImage(Buffer.alloc(0)),
  createFromPath: (path: string) => new HostImage(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromBuffer: (png: Buffer) => new HostImage(png),
  createFromDataURL: (url: string) => new HostImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
}
