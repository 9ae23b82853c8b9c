/** The separate groups of Regions that AWS runs. Nothing crosses from one to another. */
export const partitions = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-eusc',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
] as const;

/** How the name of a Region begins in each partition; the longest beginning that fits decides. */
export const regionPrefixes = {
  aws: ['us-', 'eu-', 'ap-', 'sa-', 'ca-', 'me-', 'af-', 'il-', 'mx-'],
  'aws-cn': ['cn-'],
  'aws-us-gov': ['us-gov-'],
  'aws-eusc': ['eusc-de-'],
  'aws-iso': ['us-iso-'],
  'aws-iso-b': ['us-isob-'],
  'aws-iso-e': ['eu-isoe-'],
  'aws-iso-f': ['us-isof-'],
} as const;

/** Regions whose names are published; a newer one is recognised by its name's beginning. */
export const publishedRegions = {
  aws: [
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'me-west-1',
    'mx-central-1',
    'sa-east-1',
    'sa-west-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  'aws-eusc': ['eusc-de-east-1'],
  'aws-iso': ['us-iso-east-1', 'us-iso-west-1'],
  'aws-iso-b': ['us-isob-east-1', 'us-isob-west-1'],
  'aws-iso-e': ['eu-isoe-west-1'],
  'aws-iso-f': ['us-isof-east-1', 'us-isof-south-1'],
} as const;

/** Partitions in which an account has to enable the Regions that are not enabled by default. */
export const optInPartitions = ['aws'] as const;

/** The Regions every account has without enabling them; the list is closed, later ones are all opt-in. */
export const regionsEnabledByDefault = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

/** Last labels of a registry's host in each partition. */
export const dnsSuffixes = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-us-gov': 'amazonaws.com',
  'aws-eusc': 'amazonaws.eu',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
} as const;

/** Last labels of a registry's dual-stack host (IPv4 and IPv6) in each partition. */
export const dualStackDnsSuffixes = {
  aws: 'on.aws',
  'aws-cn': 'on.amazonwebservices.com.cn',
  'aws-us-gov': 'on.aws',
  'aws-eusc': 'on.amazonwebservices.eu',
  'aws-iso': 'on.aws.ic.gov',
  'aws-iso-b': 'on.aws.scloud',
  'aws-iso-e': 'on.cloud-aws.adc-e.uk',
  'aws-iso-f': 'on.aws.hci.ic.gov',
} as const;

/** What stands between the registry id and the Region in a registry's host. */
export const hostLabels = {
  ipv4: 'dkr.ecr',
  'ipv4-fips': 'dkr.ecr-fips',
  'dual-stack': 'dkr-ecr',
  'dual-stack-fips': 'dkr-ecr-fips',
} as const;
