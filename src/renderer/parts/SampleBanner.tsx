import type { ReactNode } from 'react'

export const SampleBanner = ({ leave }: { leave: () => void }): ReactNode => (
  <div className="banner" role="region" aria-label="Sample bills">
    <span>Sample bills, made up. Nothing here is yours and nothing is kept.</span>
    <button type="button" className="button" onClick={leave}>
      Leave the samples
    </button>
  </div>
)
