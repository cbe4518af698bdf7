// What nobody can start a bot on this stack without: its SDKs, loaded, and nothing done with them.
import 'botbuilder'
import '@microsoft/teams-ai'
import 'restify'
import 'adaptivecards-templating'

process.exit(0)
