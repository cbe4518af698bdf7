import type { Application } from '@microsoft/teams-ai'
import type { Activity, Attachment, TurnContext } from 'botbuilder'
import { z } from 'zod'
import type { Reply, Turn } from '../../ports/bot.ts'
import { UnreadableFile } from '../../ports/files.ts'

type Handle = (context: TurnContext, input: Turn['input']) => Promise<Reply>

const mostBytes = 5 * 1024 * 1024
const mostMilliseconds = 30_000

/** Where Teams keeps people's files. Nothing is fetched from, or sent to, any other host. */
const teamsHosts = /\.(sharepoint\.com|sharepoint\.us|sharepoint-mil\.us|svc\.ms)$/i
const thisMachine = /^(127\.0\.0\.1|localhost)$/

const consent = z.looseObject({
  context: z.looseObject({ verb: z.string().max(100), data: z.unknown() }),
  uploadInfo: z.looseObject({
    uploadUrl: z.url().max(4000),
    contentUrl: z.url().max(4000),
    uniqueId: z.string().max(500),
    fileType: z.string().max(20),
  }),
})

const downloadable = z.looseObject({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().max(400),
  content: z.looseObject({ downloadUrl: z.url().max(4000) }),
})

type Offer = Extract<Reply, { offer: unknown }>['offer']

/** A message that asks whether somebody wants a file. Teams puts it into their own OneDrive when they accept. */
export function offerActivity({ name, size, description, accept }: Offer): Partial<Activity> {
  const content = { description, sizeInBytes: size, acceptContext: accept, declineContext: {} }
  const contentType = 'application/vnd.microsoft.teams.card.file.consent'
  return { type: 'message', attachments: [{ contentType, name, content }] }
}

/** Accepted files are made then, put where Teams says, and shown. Without credentials only this machine is spoken to. */
export function routeFiles(app: Application, handle: Handle, verified: boolean): void {
  app.fileConsentAccept(async (context, _state, response) => {
    const parsed = consent.safeParse(response)
    if (!parsed.success || !isOurs(parsed.data.uploadInfo.uploadUrl, verified))
      return void (await context.sendActivity('The file could not be put there. Please ask for it again.'))
    const { uploadInfo, context: accepted } = parsed.data
    const reply = await handle(context, { verb: accepted.verb, data: accepted.data })
    if (!('file' in reply))
      return void (await context.sendActivity('text' in reply ? reply.text : 'There is no file.'))
    const put = await upload(uploadInfo.uploadUrl, reply.file.bytes)
    const { contentUrl, uniqueId, fileType } = uploadInfo
    const contentType = 'application/vnd.microsoft.teams.card.file.info'
    const shown: Attachment = {
      contentType,
      contentUrl,
      name: reply.file.name,
      content: { uniqueId, fileType },
    }
    await context.sendActivity(
      put
        ? { attachments: [shown] }
        : 'The file could not be put into your OneDrive. Please ask for it again.',
    )
  })
  app.fileConsentDecline(async context => void (await context.sendActivity('No file was sent.')))
}

/** The file somebody put into the chat, where there is one; it is fetched when it is asked for. */
export function attachedFile(
  activity: Partial<Activity>,
  verified: boolean,
): { name: string; fetch(): Promise<Uint8Array> } | undefined {
  for (const one of activity.attachments ?? []) {
    const { data } = downloadable.safeParse(one)
    if (data) return { name: data.name, fetch: () => download(data.content.downloadUrl, verified) }
  }
  return undefined
}

function isOurs(url: string, verified: boolean): boolean {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:' && teamsHosts.test(hostname)) return true
  return !verified && thisMachine.test(hostname)
}

async function upload(url: string, bytes: Uint8Array): Promise<boolean> {
  const headers = { 'content-range': `bytes 0-${bytes.byteLength - 1}/${bytes.byteLength}` }
  const signal = AbortSignal.timeout(mostMilliseconds)
  const body = new Blob([new Uint8Array(bytes)])
  const answer = await fetch(url, { method: 'PUT', body, headers, signal, redirect: 'error' }).catch(
    () => undefined,
  )
  return answer?.ok === true
}

async function download(url: string, verified: boolean): Promise<Uint8Array> {
  const failed = 'The file could not be fetched from Teams. Please put it into the chat again.'
  if (!isOurs(url, verified)) throw new UnreadableFile(failed)
  const signal = AbortSignal.timeout(mostMilliseconds)
  const answer = await fetch(url, { signal, redirect: 'error' }).catch(() => undefined)
  if (!answer?.ok || !answer.body) throw new UnreadableFile(failed)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body) {
    length += part.byteLength
    if (length > mostBytes)
      throw new UnreadableFile('The file is over 5 MB. Leave out what does not belong, and try again.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
