import { bulletinInTrouble } from './bulletin-in-trouble.ts'

bulletinInTrouble(500)
