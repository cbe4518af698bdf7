import { killedWhileSending } from '../journeys/killed-while-sending.ts'

killedWhileSending({ kills: 20, copies: 4000, answers: 1000 })
