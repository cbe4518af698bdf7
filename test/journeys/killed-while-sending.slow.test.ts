import { killedWhileSending } from './killed-while-sending.ts'

killedWhileSending({ kills: 3, copies: 960, answers: 240 })
