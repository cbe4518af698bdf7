import { z } from 'zod'

const optional = z
  .string()
  .trim()
  .optional()
  .transform(value => (value === '' ? undefined : value))

/** Names the Bot Framework gives to its own settings: passed on to it as they are. */
const botFramework = {
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppType: optional.pipe(
    z
      .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], {
        error: 'should be MultiTenant, SingleTenant or UserAssignedMSI',
      })
      .optional(),
  ),
  MicrosoftAppTenantId: optional,
  ChannelService: optional,
  ToBotFromChannelOpenIdMetadataUrl: optional,
  ToBotFromChannelTokenIssuer: optional,
  ToBotFromEmulatorOpenIdMetadataUrl: optional,
  OAuthUrl: optional,
  ToChannelFromBotLoginUrl: optional,
  ToChannelFromBotOAuthScope: optional,
  CallerId: optional,
  ValidateAuthority: optional,
}

/**
 * A lease is renewed when half of it is gone, and asked for every two seconds: a shorter one could run out unnoticed. A
 * longer one leaves what is due waiting for an instance that died.
 */
const leaseBounds = { least: 5, most: 300 }
const leaseFault = `should be a whole number of seconds from ${leaseBounds.least} to ${leaseBounds.most}, such as 30`

const environment = z.object({
  PORT: optional.pipe(
    z.coerce
      .number<string | undefined>({ error: 'should be a number, such as 3978' })
      .int({ error: 'should be a whole number, such as 3978' })
      .min(0, { error: 'should be from 0 to 65535, such as 3978' })
      .max(65535, { error: 'should be from 0 to 65535, such as 3978' })
      .optional()
      .default(3978),
  ),
  HOST: optional.pipe(z.string().default('127.0.0.1')),
  STORE: optional.pipe(
    z
      .string()
      .regex(/^(sqlite:.+|cosmos:https?:\/\/.+)$/, {
        error: 'should be sqlite:<file> or cosmos:<endpoint>, such as sqlite:data/convenor.db',
      })
      .default('sqlite:data/convenor.db'),
  ),
  COSMOS_KEY: optional,
  LEASE_SECONDS: optional.pipe(
    z.coerce
      .number<string | undefined>({ error: leaseFault })
      .int({ error: leaseFault })
      .min(leaseBounds.least, { error: leaseFault })
      .max(leaseBounds.most, { error: leaseFault })
      .optional()
      .default(30),
  ),
  METRICS_TOKEN: optional.pipe(z.string().min(16, { error: 'should have 16 characters or more' }).optional()),
  COSMOS_DATABASE: optional.pipe(z.string().default('convenor')),
  LOG_LEVEL: optional.pipe(
    z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], {
        error: 'should be debug, info, warn, error or silent',
      })
      .default('info'),
  ),
  ...botFramework,
})

type Environment = z.infer<typeof environment>

export type BotCredentials = Pick<Environment, keyof typeof botFramework>

export type Config = {
  port: number
  host: string
  store: { sqlite: string } | { cosmos: string; key?: string | undefined; database: string }
  logLevel: Environment['LOG_LEVEL']
  /** How long the work of an instance that died waits for another. */
  leaseSeconds: number
  /** Who may read /metrics from elsewhere: the bearer of this. Without one, only this machine. */
  metricsToken?: string | undefined
  bot: BotCredentials
  /** Whether calls are verified. Without credentials they are not, and the server stays on this machine. */
  verified: boolean
}

/** A setting is missing or wrong. The message names each variable and what to set it to. */
export class BadConfig extends Error {
  readonly code = 'bad-config'
  constructor(problems: readonly string[]) {
    super(`Convenor cannot start with these settings:\n${problems.map(problem => `  ${problem}`).join('\n')}`)
  }
}

/** Reads the whole configuration from the environment, at the start, once. Every problem is named at once. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}.`)
    throw new BadConfig([...faults, ...credentialProblems(env), ...hostProblems(env)])
  }
  const settings = parsed.data
  const problems = [...credentialProblems(settings), ...hostProblems(settings)]
  if (problems.length > 0) throw new BadConfig(problems)
  const { PORT, HOST, STORE, COSMOS_KEY, COSMOS_DATABASE, LOG_LEVEL, LEASE_SECONDS, METRICS_TOKEN, ...bot } =
    settings
  const [, kind, where = ''] = /^(sqlite|cosmos):(.+)$/.exec(STORE) ?? []
  return {
    port: PORT,
    host: HOST,
    store:
      kind === 'cosmos' ? { cosmos: where, key: COSMOS_KEY, database: COSMOS_DATABASE } : { sqlite: where },
    logLevel: LOG_LEVEL,
    leaseSeconds: LEASE_SECONDS,
    metricsToken: METRICS_TOKEN,
    bot,
    verified: bot.MicrosoftAppId !== undefined,
  }
}

type Credentials = { [name in keyof typeof botFramework]?: string | undefined }

function credentialProblems(settings: Credentials): string[] {
  const {
    MicrosoftAppId: id,
    MicrosoftAppPassword: password,
    MicrosoftAppType: type,
    MicrosoftAppTenantId: tenant,
  } = settings
  const problems: string[] = []
  const needsPassword = type !== 'UserAssignedMSI'
  if (!id && (password || tenant || type))
    problems.push(
      'MicrosoftAppId is missing, though other MicrosoftApp settings are there. Set it, or remove them all.',
    )
  if (id && needsPassword && !password)
    problems.push('MicrosoftAppPassword is missing. Set it, or set MicrosoftAppType to UserAssignedMSI.')
  if (id && type && type !== 'MultiTenant' && !tenant)
    problems.push(`MicrosoftAppTenantId is missing. MicrosoftAppType ${type} needs it.`)
  return problems
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/

function hostProblems({
  HOST,
  MicrosoftAppId,
}: {
  HOST?: string
  MicrosoftAppId?: string | undefined
}): string[] {
  if (MicrosoftAppId || !HOST?.trim() || loopback.test(HOST.trim())) return []
  return [
    `HOST is ${HOST}, but no credentials are set, so anybody could speak as anybody. Set MicrosoftAppId and its password, or HOST to 127.0.0.1.`,
  ]
}
