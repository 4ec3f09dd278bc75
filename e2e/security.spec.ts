import { expect, test } from './app.ts'

/** Addresses that the page may never reach. They need not exist: nothing may be sent. */
const outside = 'https://outside.example/'

test('the page goes nowhere', async ({ window }) => {
  const before = window.url()
  await window.evaluate((url) => {
    location.href = url
  }, outside)
  await window.evaluate((url) => {
    const link = document.body.appendChild(document.createElement('a'))
    link.href = url
    link.click()
  }, outside)
  await expect.poll(() => window.evaluate(() => document.readyState)).toBe('complete')
  expect(window.url()).toBe(before)
})

test('the page opens no second window', async ({ app, window }) => {
  expect(await window.evaluate((url) => open(url) === null, outside)).toBe(true)
  await window.evaluate((url) => {
    const link = document.body.appendChild(document.createElement('a'))
    link.href = url
    link.target = '_blank'
    link.rel = 'opener'
    link.click()
  }, outside)
  await expect.poll(() => app.windows().length).toBe(1)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the page fetches nothing from outside, by the order of its own policy', async ({ window }) => {
  const [directive, outcome] = await window.evaluate(async (url) => {
    const broken = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        resolve(event.effectiveDirective)
      })
    })
    const fetched = await fetch(url).then(
      () => 'fetched',
      () => 'refused',
    )
    return [await broken, fetched]
  }, outside)
  expect([directive, outcome]).toEqual(['connect-src', 'refused'])
})

test('the page has no Node, no Electron and no way round its bridge', async ({ window }) => {
  const seen = await window.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
  )
  expect(seen).toEqual([])
  expect(await window.evaluate(() => Object.isFrozen(Reflect.get(window, 'breakwatt')))).toBe(true)
})

test('inline scripts and strings as code are refused', async ({ window }) => {
  const outcome = await window.evaluate(() => {
    const refused = [
      () => {
        const script = document.createElement('script')
        document.body.append(script)
        script.textContent = 'window.inlineRan = true'
      },
      () => {
        ;(Reflect.get(globalThis, 'setTimeout') as (code: string) => void)('window.stringRan = true')
      },
      () => {
        document.body.innerHTML = '<p>markup</p>'
      },
    ].map((attempt) => {
      try {
        attempt()
        return false
      } catch {
        return true
      }
    })
    return { refused, ran: 'inlineRan' in window }
  })
  expect(outcome).toEqual({ refused: [true, true, true], ran: false })
})

test('the page starts no worker but the one of its own, and makes no policy that would', async ({
  window,
}) => {
  const refused = await window.evaluate(() =>
    [
      () => new Worker('/assets/another.js'),
      () => new Worker(URL.createObjectURL(new Blob(['self.close()']))),
      () => {
        const { trustedTypes } = window as unknown as {
          trustedTypes: { createPolicy: (name: string, rules: object) => unknown }
        }
        return ['another', 'payback-worker'].map((name) => trustedTypes.createPolicy(name, {}))
      },
    ].map((attempt) => {
      try {
        attempt()
        return false
      } catch {
        return true
      }
    }),
  )
  expect(refused).toEqual([true, true, true])
})

test('the page is served with its policy, and nothing outside its folder is', async ({ app, window }) => {
  const answers = await window.evaluate(async () => {
    const paths = [
      '/index.html',
      '/nothing-here.js',
      '/..%2fmain%2findex.js',
      '/%2e%2e/main/index.js',
      '/%00',
      '/%E0%A4%A',
    ]
    return Promise.all(
      paths.map(async (path) => {
        const response = await fetch(path)
        return [
          path,
          response.status,
          response.headers
            .get('content-security-policy')
            ?.startsWith("default-src 'none'; script-src 'self'"),
          response.headers.get('x-content-type-options'),
        ]
      }),
    )
  })
  expect(answers.map(([path, status]) => [path, status])).toEqual([
    ['/index.html', 200],
    ['/nothing-here.js', 404],
    ['/..%2fmain%2findex.js', 404],
    ['/%2e%2e/main/index.js', 404],
    ['/%00', 404],
    ['/%E0%A4%A', 404],
  ])
  expect(answers.every(([, , policy, sniff]) => policy === true && sniff === 'nosniff')).toBe(true)
  expect(await app.evaluate(({ protocol }) => protocol.isProtocolHandled('app'))).toBe(true)
})

test('every permission is denied', async ({ window }) => {
  const names = [
    'notifications',
    'geolocation',
    'clipboard-read',
    'clipboard-write',
    'camera',
    'microphone',
    'midi',
  ]
  const states = await window.evaluate(
    (asked) =>
      Promise.all(
        asked.map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      ),
    names,
  )
  expect(states).toEqual(names.map(() => 'denied'))
  expect(await window.evaluate(() => Notification.requestPermission())).toBe('denied')
})

test('main answers no call with arguments that are none', async ({ window }) => {
  const answers = await window.evaluate(async () => {
    const bridge = Reflect.get(window, 'breakwatt') as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >
    return [
      await bridge['removeRig']?.('1; DROP TABLE rigs'),
      await bridge['readPaybackGround']?.({ ownRigIds: 'all', planned: [] }),
      await bridge['readSpend']?.('extra'),
    ]
  })
  expect(answers).toEqual([
    expect.objectContaining({ ok: false, problem: expect.objectContaining({ kind: 'bad-input' }) }),
    expect.objectContaining({ ok: false, problem: expect.objectContaining({ kind: 'bad-input' }) }),
    expect.objectContaining({ ok: false, problem: expect.objectContaining({ kind: 'bad-input' }) }),
  ])
})
