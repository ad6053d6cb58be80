import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { tokensCss } from './src/design/tokens'

/** Gives the design tokens to the pages as one style sheet. */
const tokens = () => ({
  name: 'tokens',
  resolveId: (id: string) => (id === 'virtual:tokens.css' ? '\0tokens.css' : undefined),
  load: (id: string) => (id === '\0tokens.css' ? tokensCss() : undefined),
})

export default defineConfig({
  plugins: [vue(), tokens()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    // MapLibre is one library of about 1 MB, loaded by the dispatcher's page alone.
    chunkSizeWarningLimit: 1400,
  },
  server: { proxy: { '/v1': { target: 'http://localhost:8080', ws: true } } },
  preview: { proxy: { '/v1': { target: 'http://localhost:8080', ws: true } } },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
})
