/** Everything the window may ask of main. The preload puts it there before the page runs. */
export const bridge = window.breakwatt
