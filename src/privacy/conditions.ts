/**
 * Illnesses and disabilities as they are written of somebody, one a line or parted by semicolons; a space is a space or
 * a hyphen, and ’s may be there or not. Data: whoever misses one adds it here.
 */
const named = `
epilepsy; epileptic; diabetes; diabetic; cystic fibrosis; cerebral palsy; leukaemia; lymphoma; neuroblastoma; cancer
tumour; sickle cell; haemophilia; thalassaemia; asthma; asthmatic; autism; autistic; adhd; tourette's; dyspraxia
down's syndrome; edwards syndrome; patau syndrome; rett syndrome; williams syndrome; turner syndrome; noonan syndrome
marfan syndrome; fragile x; prader willi; angelman; chromosomal; genetic condition; genetic disorder; rare condition
rare disease; life limiting; degenerative; brittle bone; brittle bones; osteogenesis; muscular dystrophy; duchenne
spinal muscular atrophy; spina bifida; scoliosis; achondroplasia; dwarfism; albinism; vitiligo; alopecia
hydrocephalus; hydrocephaly; microcephaly; brain injury; brain damage; meningitis; encephalitis; sepsis; stroke
heart defect; heart condition; heart disease; kidney failure; kidney disease; dialysis; transplant; liver disease
hiv; tuberculosis; tb; hepatitis; malaria; coeliac; crohn's; colitis; stoma; phenylketonuria; lupus
multiple sclerosis; huntington's; parkinson's; motor neurone; cleft lip; cleft palate; foetal alcohol; fetal alcohol
learning disability; learning disabilities; learning difficulty; learning difficulties; global delay; developmental delay; hearing impairment; visual impairment
hearing loss; sight loss; selective mutism; schizophrenia; schizophrenic; bipolar; psychosis; anorexia; anorexic
mental illness; mental ill health; mental illhealth; emotional ill health; emotional illhealth; depression; suicidal
bulimia; eating disorder; obsessive compulsive; postnatal depression; type 1; type 2; tracheostomy; tube fed; wheelchair`

/** What is for many, and nobody's illness: 'cancer support', 'autism training'. */
const notOfSomebody =
  '(?! (?:support|services?|awareness|charit(?:y|ies)|research|screening|training|strategy|strategies)\\b)'

const asPattern = (words: string): string =>
  words.trim().replaceAll(' ', '[ -]').replaceAll("'s", "(?:[’']?s)?")

/** What somebody may have: 'cystic fibrosis', 'Duchenne'. */
export const conditions = `(?:${named.trim().split(/[;\n]/).map(asPattern).join('|')})\\b${notOfSomebody}`
