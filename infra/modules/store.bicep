// Cosmos DB: one account, the database of COSMOS_DATABASE, and the one container everything is in.
// Container name, partition key and indexing policy are those of src/adapters/cosmos/container.ts;
// test/infra checks that they agree.

param name string
param location string
param tags object

@allowed(['serverless', 'autoscale'])
param capacity string

param maxThroughput int

@allowed(['Continuous7Days', 'Continuous30Days'])
param backup string

@description('Who may read and write documents: the app, and the people who import.')
param principalIds array

param subnetId string
param addresses array
param workspaceId string

var serverless = capacity == 'serverless'

// Cosmos DB Built-in Data Contributor: documents and the names of containers, and nothing of the account.
var dataContributor = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
    ]
    consistencyPolicy: {
      defaultConsistencyLevel: 'Session'
    }
    capabilities: serverless ? [
      {
        name: 'EnableServerless'
      }
    ] : []
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: backup
      }
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: 'Enabled'
    isVirtualNetworkFilterEnabled: true
    virtualNetworkRules: [
      {
        id: subnetId
      }
    ]
    ipRules: [for address in addresses: {
      ipAddressOrRange: address
    }]
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: 'convenor'
  properties: {
    resource: {
      id: 'convenor'
    }
  }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = {
  parent: database
  name: 'documents'
  properties: {
    resource: {
      id: 'documents'
      partitionKey: {
        paths: ['/partnership', '/scope']
        kind: 'MultiHash'
        version: 2
      }
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [
          { path: '/partnership/?' }
          { path: '/scope/?' }
          { path: '/type/?' }
          { path: '/tags/[]/?' }
          { path: '/sort/?' }
          { path: '/key/?' }
          { path: '/wakeAt/?' }
          { path: '/lane/?' }
        ]
        excludedPaths: [
          { path: '/*' }
        ]
        compositeIndexes: [
          [
            { path: '/sort', order: 'ascending' }
            { path: '/key', order: 'ascending' }
          ]
        ]
      }
    }
    options: serverless ? {} : {
      autoscaleSettings: {
        maxThroughput: maxThroughput
      }
    }
  }
}

// One after the other, and after the container: an account that is being changed refuses the next change
// ("exclusive lock").
@batchSize(1)
resource mayReadAndWrite 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = [for principalId in principalIds: {
  parent: account
  name: guid(account.id, principalId, dataContributor)
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
    principalId: principalId
    scope: account.id
  }
  dependsOn: [
    container
  ]
}]

// Who did what to which document, by id; bodies and the text of queries are not logged.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      { category: 'ControlPlaneRequests', enabled: true }
      { category: 'DataPlaneRequests', enabled: true }
    ]
    metrics: [
      { category: 'Requests', enabled: true }
    ]
  }
}

output endpoint string = account.properties.documentEndpoint
output databaseName string = database.name
