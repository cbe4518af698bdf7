import { killedWhileSending } from './killed-while-sending.ts'

killedWhileSending({ kills: 5, copies: 1600, answers: 400 })
