// App Service on Linux. Settings have the names that src/config.ts reads; test/infra checks that they agree.

param name string
param location string
param tags object
param sku string
param instances int
param identityId string
param identityClientId string
param tenantId string
param subnetId string
param storeEndpoint string
param databaseName string
param logLevel string
param workspaceId string

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: sku
    capacity: instances
  }
  properties: {
    reserved: true // App Service's word for Linux
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'npm run serve'
      alwaysOn: true
      healthCheckPath: '/health'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    PORT: '8080'
    HOST: '0.0.0.0'
    STORE: 'cosmos:${storeEndpoint}'
    COSMOS_DATABASE: databaseName
    MicrosoftAppId: identityClientId
    MicrosoftAppType: 'UserAssignedMSI'
    MicrosoftAppTenantId: tenantId
    LOG_LEVEL: logLevel
    // Which identity the app signs in to Cosmos DB with: @azure/identity reads it.
    AZURE_CLIENT_ID: identityClientId
    // App Service installs the packages when code is deployed, without those for development.
    SCM_DO_BUILD_DURING_DEPLOYMENT: 'true'
    PRUNE_DEV_DEPENDENCIES: 'true'
  }
}

// Code is deployed with the deployer's own sign-in, never with a publishing password.
resource noPublishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = [for door in ['ftp', 'scm']: {
  parent: app
  name: door
  properties: {
    allow: false
  }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServiceHTTPLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}

output appName string = app.name
output hostName string = app.properties.defaultHostName
