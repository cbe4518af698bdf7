import { bulletinInTrouble } from '../journeys/bulletin-in-trouble.ts'

bulletinInTrouble(10_000)
