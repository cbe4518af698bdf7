import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { PartnershipFile } from '../src/partnership/arrangements.ts'
import { demoAccount, demoTenant } from './prepare.ts'
import { demoChannels, demoTeam, personalChatOf } from './seed.ts'

export const serviceUrlOf = (port: number): string => `http://localhost:${port}/_connector`

/** The Playground's config takes no more beside the current user. */
const mostUsers = 5

type PlaygroundOptions = { file: PartnershipFile; as: string; folder: string; port: number; endpoint: string }

/** Starts Microsoft 365 Agents Playground as one person of the partnership, in a folder of its own. Opens no browser. */
export function startPlayground({ file, as, folder, port, endpoint }: PlaygroundOptions): ChildProcess {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '.m365agentsplayground.yml'), stringify(playgroundConfig(file, as)))
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js')
  const args = [cli, '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry']
  return spawn(process.execPath, args, {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
  })
}

function playgroundConfig(file: PartnershipFile, as: string) {
  const user = (id: string, title: string) => ({
    id: `user-${id}`,
    name: title,
    userPrincipleName: `${id}@demo.invalid`,
    aadObjectId: demoAccount(id),
    givenName: title,
    surname: '',
    email: `${id}@demo.invalid`,
  })
  const me = file.people.find(person => person.id === as)
  if (!me)
    throw new Error(
      `Nobody in the demo is called ${as}. Choose one of: ${file.people.map(person => person.id).join(', ')}.`,
    )
  const others = file.people.filter(person => person.id !== as)
  return {
    version: '0.1.1',
    tenantId: demoTenant,
    bot: { id: 'convenor', name: 'Convenor' },
    currentUser: user(me.id, me.title),
    users: others.slice(0, mostUsers).map(person => user(person.id, person.title)),
    personalChat: { id: personalChatOf(as) },
    groupChat: { id: 'group-chat', name: 'Group chat' },
    team: {
      id: demoTeam,
      name: 'Safeguarding partnership',
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [
        { id: demoChannels.scr, name: file.groups.find(group => group.id === 'scr')?.name ?? 'Case reviews' },
      ],
    },
  }
}
