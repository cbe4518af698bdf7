import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { type Bicep, type Body, parseBicep, readBicep, readBicepParams } from './read-bicep.ts'

const files = globSync('infra/**/*.bicep').map(path => ({ path, bicep: readBicep(path) }))
const known = [
  ...['allowed', 'description', 'maxLength', 'maxValue', 'minLength', 'minValue'],
  ...['batchSize', 'concat', 'guid', 'resourceGroup', 'toLower', 'uniqueString'],
]

const problemsOf = ({ declared, used }: Bicep): string[] => [
  ...used.filter(name => ![...declared, ...known].includes(name)).map(name => `${name} is not declared`),
]

describe('The Bicep files', () => {
  it('are there to be checked', () => {
    expect(files.map(file => file.path)).to.include.members(['infra/main.bicep', 'infra/modules/store.bicep'])
  })

  for (const { path, bicep } of files) {
    describe(path, () => {
      it('has no syntax error, which a deployment would be the first to tell', () => {
        expect(bicep.errors).to.deep.equal([])
      })

      it('uses only names it declares, so that no rename is half done', () => {
        expect(problemsOf(bicep)).to.deep.equal([])
      })

      it('uses every parameter it asks for, so that setting one has an effect', () => {
        const idle = bicep.params.map(param => param.name).filter(name => !bicep.used.includes(name))
        expect(idle).to.deep.equal([])
      })

      it('gives each module what it needs and nothing it does not know, as Azure demands', () => {
        for (const module of bicep.modules) {
          const { params } = readBicep(join(dirname(path), module.of))
          const given = Object.keys(module.body['params'] as Body)
          const needed = params.filter(param => param.needed).map(param => param.name)
          expect(
            params.map(param => param.name),
            module.name,
          ).to.include.members(given)
          expect(given, module.name).to.include.members(needed)
        }
      })

      it('reads only outputs that its modules have', () => {
        const text = readFileSync(path, 'utf8')
        for (const [, from, output] of text.matchAll(/\b(\w+)\.outputs\.(\w+)/g)) {
          const module = bicep.modules.find(({ name }) => name === from)
          expect(readBicep(join(dirname(path), module?.of ?? '')).outputs).to.include(output)
        }
      })
    })
  }

  it('are read by a parser that sees a missing brace, so that silence above means something', () => {
    expect(parseBicep("resource a 'b@1' = {\n  name: 'c'\n").errors).not.to.deep.equal([])
    expect(problemsOf(parseBicep('var a = b'))).to.deep.equal(['b is not declared'])
  })
})

describe('The example parameters', () => {
  const example = readBicepParams('infra/main.bicepparam')

  it('are names that main.bicep has, with values that parse', () => {
    const { params } = readBicep('infra/main.bicep')
    expect(example.errors).to.deep.equal([])
    expect(params.map(param => param.name)).to.include.members(example.declared)
  })

  it('are all that a first deployment needs: everything else has a default', () => {
    const needed = readBicep('infra/main.bicep').params.filter(param => param.needed)
    expect(example.declared).to.include.members(needed.map(param => param.name))
  })
})

describe('The deployment as a whole', () => {
  it('holds no secret and asks for no key, because the identity signs in by itself', () => {
    for (const { path } of files)
      expect(readFileSync(path, 'utf8'), path).not.to.match(
        /\.list\w*\(|@secure|COSMOS_KEY|MicrosoftAppPassword/,
      )
  })

  it('keeps data in UK South unless somebody chooses another place', () => {
    expect(readFileSync('infra/main.bicep', 'utf8')).to.contain("param location string = 'uksouth'")
  })

  it('asks for names short enough: Cosmos DB takes 44 letters, and 14 of them make it unique', () => {
    const longest = /@maxLength\((\d+)\)\nparam name/.exec(readFileSync('infra/main.bicep', 'utf8'))?.[1]
    expect(Number(longest) + 14).to.be.at.most(44)
  })
})
