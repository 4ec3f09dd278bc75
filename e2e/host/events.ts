/** An event that a listener may prevent, as Electron hands it out. */
export type Preventable = { defaultPrevented: boolean; preventDefault: () => void }

export function preventable(): Preventable {
  const event: Preventable = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return event
}
