import { killedWhileSending } from './killed-while-sending.ts'

killedWhileSending({ kills: 5, copies: 800, answers: 200 })
