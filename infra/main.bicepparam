using './main.bicep'

// What differs between deployments. Everything else has a default in main.bicep, with its meaning.

param location = 'uksouth'
param planSku = 'B1'
param storeCapacity = 'serverless'

// You, while the partnership file is imported: az ad signed-in-user show --query id, and your public IPv4 address.
param operatorIds = []
param operatorAddresses = []

param tags = {
  service: 'convenor'
}
