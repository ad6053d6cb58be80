// Opens the pages without a network: the newest that was seen of the page itself, its files, and what anybody may know of the
// region. Everything else of /v1 goes to the node or nowhere: what a person may see is never kept here.
const KEPT = 'linli-pages'
const isPage = (request) => request.mode === 'navigate'
const isFile = (url) => url.pathname.startsWith('/assets/') || url.pathname === '/door.svg'
const isRegion = (request, url) => request.method === 'GET' && url.pathname === '/v1/region'

async function newest(request, key) {
  const cache = await caches.open(KEPT)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(key, answer.clone())
    return answer
  } catch (noNetwork) {
    const kept = await cache.match(key)
    if (kept) return kept
    throw noNetwork
  }
}

/** Files carry their content's digest in their names, so one that is kept is right. */
async function kept(request) {
  const cache = await caches.open(KEPT)
  const found = await cache.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (url.origin !== location.origin) return
  if (isPage(event.request)) event.respondWith(newest(event.request, url.pathname))
  else if (isRegion(event.request, url)) event.respondWith(newest(event.request, url.pathname))
  else if (event.request.method === 'GET' && isFile(url)) event.respondWith(kept(event.request))
})

/** The page says what it has loaded before this worker was there; what no page uses any more goes. */
addEventListener('message', (event) => {
  const { page, files } = event.data
  event.waitUntil(caches.open(KEPT).then(async (cache) => {
    await Promise.all([...files, page, '/v1/region'].map(async (path) => (await cache.match(path)) ?? cache.add(path)))
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url)
      if (pathname.startsWith('/assets/') && !(await used(pathname, files))) await cache.delete(request)
    }
  }))
})

async function used(pathname, files) {
  const others = (await self.clients.matchAll({ type: 'window' })).length > 1
  return others || files.includes(pathname)
}
