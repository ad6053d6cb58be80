// An issuer of OpenID Connect: one person, who presses one button there. It holds to PKCE, the nonce and its secret.
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

export const CLIENT = 'linli-e2e'
const KEY = 'k-1'
const part = (text) => Buffer.from(text).toString('base64url')

export async function startIssuer() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const asked = new Map()
  const server = createServer(answer)
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${server.address().port}`

  function token(nonce) {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: base, aud: CLIENT, sub: 'zhou@college.example', nonce, iat: now, exp: now + 300, roles: ['grid-worker'], communities: ['百花社区'] }
    const signed = `${part(JSON.stringify({ typ: 'JWT', alg: 'RS256', kid: KEY }))}.${part(JSON.stringify(claims))}`
    return `${signed}.${createSign('sha256').update(signed).sign(privateKey).toString('base64url')}`
  }
  const json = (response, body, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  /** Two ways back: with a code, and without. */
  function page(response, query) {
    const code = randomUUID()
    asked.set(code, { challenge: query.get('code_challenge'), nonce: query.get('nonce'), redirect: query.get('redirect_uri') })
    const back = (more) => `${query.get('redirect_uri')}?${new URLSearchParams({ state: query.get('state'), ...more })}`
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>issuer</title><a id="in" href="${back({ code })}">in</a> <a id="out" href="${back({ error: 'access_denied' })}">out</a>`)
  }
  async function exchange(request, response) {
    let text = ''
    for await (const chunk of request) text += chunk
    const form = new URLSearchParams(text)
    const about = asked.get(form.get('code'))
    asked.delete(form.get('code'))
    const proven = about && createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === about.challenge && form.get('redirect_uri') === about.redirect
    if (!proven) return json(response, { error: 'invalid_grant' }, 400)
    json(response, { token_type: 'Bearer', access_token: 'none', id_token: token(about.nonce) })
  }
  function answer(request, response) {
    const url = new URL(request.url, base)
    if (url.pathname === '/.well-known/openid-configuration') return json(response, { issuer: base, authorization_endpoint: `${base}/authorize`, token_endpoint: `${base}/token`, jwks_uri: `${base}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] })
    if (url.pathname === '/keys') return json(response, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY, use: 'sig', alg: 'RS256' }] })
    if (url.pathname === '/authorize') return page(response, url.searchParams)
    return url.pathname === '/token' ? void exchange(request, response) : json(response, {}, 404)
  }
  return { base, stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done) }) }
}
