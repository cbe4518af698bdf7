// Convenor in one resource group: the bot's registration, its identity, its store, its host and their logs.
// There is no Key Vault, because there is no secret: the identity signs in to Cosmos DB and to the Bot
// Framework by itself, and keys are switched off where Azure lets them be.

@description('Names the resources. Host, store and bot get a suffix.')
@minLength(3)
@maxLength(20)
param name string = 'convenor'

@description('Where data is kept and the app runs. The bot registration itself is global and holds no data.')
param location string = 'uksouth'

@description('What people see as the sender in Teams.')
param botDisplayName string = 'Convenor'

@description('F0 is free, and messages over the Teams channel are not counted on either.')
@allowed(['F0', 'S1'])
param botSku string = 'F0'

@description('The App Service plan. B1 is the least that can be always on; P0v3 for a larger partnership.')
param planSku string = 'B1'

@description('How many instances run. One does the due work and sends; all answer.')
@minValue(1)
@maxValue(10)
param instances int = 1

@description('serverless: paid by the request. autoscale: paid by the hour for what was reserved, with a ceiling.')
@allowed(['serverless', 'autoscale'])
param storeCapacity string = 'serverless'

@description('The ceiling in request units a second when storeCapacity is autoscale; a tenth of it is always paid.')
@minValue(1000)
param storeMaxThroughput int = 1000

@description('How far back the store can be restored to any second.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param storeBackup string = 'Continuous30Days'

@description('Entra object ids of the people who may import a partnership file into the store.')
param operatorIds array = []

@description('IPv4 addresses from which those people reach the store. The app has its own way in.')
param operatorAddresses array = []

@description('How little the app logs.')
@allowed(['debug', 'info', 'warn', 'error', 'silent'])
param logLevel string = 'info'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Tags put on every resource.')
param tags object = {}

// Names that are unique in all Azure; Cosmos DB takes small letters only.
var uniqueName = toLower('${name}-${uniqueString(resourceGroup().id)}')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
  tags: tags
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logRetentionDays
  }
}

module network 'modules/network.bicep' = {
  name: '${name}-network'
  params: {
    name: name
    location: location
    tags: tags
  }
}

module store 'modules/store.bicep' = {
  name: '${name}-store'
  params: {
    name: uniqueName
    location: location
    tags: tags
    capacity: storeCapacity
    maxThroughput: storeMaxThroughput
    backup: storeBackup
    principalIds: concat([identity.properties.principalId], operatorIds)
    subnetId: network.outputs.subnetId
    addresses: operatorAddresses
    workspaceId: workspace.id
  }
}

module host 'modules/host.bicep' = {
  name: '${name}-host'
  params: {
    name: uniqueName
    location: location
    tags: tags
    sku: planSku
    instances: instances
    identityId: identity.id
    identityClientId: identity.properties.clientId
    tenantId: identity.properties.tenantId
    subnetId: network.outputs.subnetId
    storeEndpoint: store.outputs.endpoint
    databaseName: store.outputs.databaseName
    logLevel: logLevel
    workspaceId: workspace.id
  }
}

module bot 'modules/bot.bicep' = {
  name: '${name}-bot'
  params: {
    name: uniqueName
    displayName: botDisplayName
    tags: tags
    sku: botSku
    hostName: host.outputs.hostName
    identityId: identity.id
    identityClientId: identity.properties.clientId
    tenantId: identity.properties.tenantId
    workspaceId: workspace.id
  }
}

@description('What npm run manifest is given as MicrosoftAppId. An identifier, not a secret.')
output microsoftAppId string = identity.properties.clientId

@description('What code is deployed to.')
output appName string = host.outputs.appName

@description('Where Azure and Teams reach the app.')
output hostName string = host.outputs.hostName

@description('What STORE is for somebody who imports a partnership file.')
output storeSetting string = 'cosmos:${store.outputs.endpoint}'
