import { readdirSync, readFileSync } from 'node:fs'
import type { CardMessage } from '../src/card-message.ts'

const folder = new URL('.', import.meta.url)

/** Every card template, by the name the code uses: 'actions/action'. The notice is part of others, never a card. */
export function templateNames(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.json') && !file.endsWith('.sample.json') && file !== 'notice.json')
    .map(file => file.replaceAll('\\', '/').replace('.json', ''))
    .sort()
}

/** A template filled with its sample, as a message. */
export function sampleOf(template: string, notice?: string): CardMessage {
  const data = JSON.parse(readFileSync(new URL(`${template}.sample.json`, folder), 'utf8'))
  return { template, data, summary: `A sample of ${template}`, ...(notice ? { notice } : {}) }
}
