/** How much each benchmark does: a full run is to be believed, a smoke run only shows that everything works. */
export type Sizes = {
  presses: { actions: number; connections: number; warmUp: number; rounds: number; aRound: number }
  start: { warmUp: number; runs: number }
  memory: { actions: number; connections: number; runs: number; early: number; late: number }
  lists: { few: number; many: number; times: number; rounds: number }
  sends: { rounds: number; alone: number; tenants: number; each: number }
  /** `alone` to one tenant at the cap; `few` and `many` over `tenants`, for memory; `troubled` beside other loops. */
  bulletins: { alone: number; tenants: number; few: number; many: number; troubled: number }
  wakes: { few: number; many: number; due: number; rounds: number }
}

export const full: Sizes = {
  presses: { actions: 2000, connections: 32, warmUp: 4000, rounds: 15, aRound: 1000 },
  start: { warmUp: 1, runs: 9 },
  memory: { actions: 2000, connections: 32, runs: 3, early: 1000, late: 10_000 },
  lists: { few: 1000, many: 1_000_000, times: 101, rounds: 9 },
  sends: { rounds: 3, alone: 1500, tenants: 20, each: 600 },
  bulletins: { alone: 10_000, tenants: 20, few: 1000, many: 100_000, troubled: 1000 },
  wakes: { few: 10_000, many: 1_000_000, due: 1000, rounds: 9 },
}

export const smoke: Sizes = {
  presses: { actions: 64, connections: 8, warmUp: 32, rounds: 2, aRound: 64 },
  start: { warmUp: 0, runs: 1 },
  memory: { actions: 64, connections: 8, runs: 1, early: 64, late: 192 },
  lists: { few: 60, many: 600, times: 5, rounds: 2 },
  sends: { rounds: 1, alone: 120, tenants: 3, each: 60 },
  bulletins: { alone: 120, tenants: 2, few: 20, many: 60, troubled: 100 },
  wakes: { few: 200, many: 2000, due: 50, rounds: 2 },
}

/** The sizes asked for on the command line. */
export const sizesAsked = (args: readonly string[] = process.argv): Sizes =>
  args.includes('--smoke') ? smoke : full
