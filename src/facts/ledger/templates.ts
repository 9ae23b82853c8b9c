import type * as facts from '../templates.js';
import type { LedgerOf } from './evidence.js';

export const templatesLedger = {
  'templates.prefixLengthMin': {
    says: 'a prefix has at least one character',
    standing: 'documented',
    source: 'ECR API model, Prefix',
    seen: '2026-09',
  },
  'templates.prefixLengthMax': {
    says: 'a prefix has at most 256 characters',
    standing: 'documented',
    source: 'ECR API model, Prefix',
    seen: '2026-09',
  },
  'templates.prefixPattern': {
    says: "a prefix is spelled like a repository's name, with a slash at its end if wanted, or is ROOT",
    standing: 'documented',
    source: 'ECR API model, Prefix',
    seen: '2026-09',
  },
  'templates.rootPrefix': {
    says: 'the template ROOT is for repositories that have no template of their own; in lower case it is an ordinary prefix',
    standing: 'documented',
    source:
      'ECR API Reference, CreateRepositoryCreationTemplate; the lower case follows from the model',
    seen: '2026-09',
  },
  'templates.prefixEnd': {
    says: 'a slash is always assumed at the end of a prefix, so that it means whole namespaces and not the repository of the same name',
    standing: 'documented',
    source:
      'ECR API Reference, CreateRepositoryCreationTemplate; that the repository itself is not meant is inferred',
    seen: '2026-09',
  },
  'templates.appliedForValues': {
    says: 'a template is for replication, pull-through cache or create on push, or several of them',
    standing: 'documented',
    source: 'ECR API Reference, CreateRepositoryCreationTemplate',
    seen: '2026-09',
  },
  'templates.createdWithDefaults': {
    says: 'without a template, replication and pull-through cache create with default settings and a push creates nothing',
    standing: 'documented',
    source: 'ECR User Guide, repository-creation-templates',
    seen: '2026-04',
  },
  'templates.descriptionLengthMax': {
    says: 'a description has at most 256 characters',
    standing: 'documented',
    source: 'ECR API model, RepositoryTemplateDescription',
    seen: '2026-09',
  },
  'templates.repositoryPolicyLengthMax': {
    says: 'the repository policy of a template has at most 10,240 characters',
    standing: 'documented',
    source: 'ECR API model, RepositoryPolicyText',
    seen: '2026-09',
  },
  'templates.lifecyclePolicyLengthMax': {
    says: 'the lifecycle policy of a template has at most 30,720 characters, and may be empty',
    standing: 'documented',
    source: 'ECR API model, LifecyclePolicyTextForRepositoryCreationTemplate',
    seen: '2026-09',
  },
  'templates.customRoleArnLengthMax': {
    says: 'the ARN of the custom role has at most 2,048 characters',
    standing: 'documented',
    source: 'ECR API model, CustomRoleArn',
    seen: '2026-09',
  },
  'templates.kmsKeyLengthMax': {
    says: 'the key of a template has at most 2,048 characters',
    standing: 'documented',
    source: 'ECR API model, KmsKeyForRepositoryCreationTemplate',
    seen: '2026-09',
  },
  'templates.kmsKeyPattern': {
    says: 'a template names a key by its ARN; an empty text means the key AWS manages for ECR',
    standing: 'documented',
    source:
      'ECR API model, KmsKeyForRepositoryCreationTemplate; the meaning of the empty text is inferred',
    seen: '2026-09',
  },
  'templates.noKeyWithoutKms': {
    says: 'a key is refused beside AES256',
    standing: 'observed',
    source: 'service message quoted by a public rule set',
    seen: '2026-11',
  },
  'templates.roleEncryptionTypes': {
    says: 'a template with KMS encryption or resource tags needs a custom role, or creation fails',
    standing: 'documented',
    source: 'ECR User Guide, repository-creation-templates',
    seen: '2026-04',
  },
  'templates.grammar': {
    says: 'a template has a prefix, the occasions it is for, and the settings of the repositories created from it',
    standing: 'documented',
    source: 'ECR API Reference, RepositoryCreationTemplate',
    seen: '2026-09',
  },
  'templates.prefixIsKey': {
    says: 'a registry has one template a prefix; a second is refused with TemplateAlreadyExistsException',
    standing: 'documented',
    source: 'ECR API Reference, CreateRepositoryCreationTemplate',
    seen: '2026-09',
  },
  'templates.slashIsNoOtherPrefix': {
    says: 'whether a prefix and the same prefix with a slash are two templates is not said; they mean the same repositories',
    standing: 'unknown',
    source: 'no source',
    seen: '2026-11',
  },
  'templates.longestWins': {
    says: 'of several templates whose prefix fits, the one with the longest prefix applies',
    standing: 'documented',
    source: 'ECR User Guide, repository-creation-templates',
    seen: '2026-04',
  },
  'templates.occasionFirst': {
    says: 'only templates meant for the occasion are compared; not said where the longest is not meant for it',
    standing: 'inferred',
    source: 'ECR User Guide, repository-creation-templates',
    seen: '2026-04',
  },
  'templates.repositoryPolicyIsChecked': {
    says: 'whether a template is refused for a repository policy that SetRepositoryPolicy refuses is not said',
    standing: 'unknown',
    source: 'no source',
    seen: '2026-11',
  },
  'templates.lifecyclePolicyIsChecked': {
    says: 'whether a template is refused for a lifecycle policy that PutLifecyclePolicy refuses is not said',
    standing: 'unknown',
    source: 'no source',
    seen: '2026-11',
  },
  'templates.onlyAtCreation': {
    says: 'a template acts only when ECR creates the repository by itself: never on one that exists, nor on CreateRepository',
    standing: 'documented',
    source: 'ECR User Guide, repository-creation-templates',
    seen: '2026-04',
  },
  'templates.omittedIsDefault': {
    says: 'what a template leaves out is as in a repository with default settings',
    standing: 'documented',
    source:
      'ECR API Reference, CreateRepositoryCreationTemplate (tag mutability); inferred for the rest',
    seen: '2026-09',
  },
  'templates.scanningIsElsewhere': {
    says: "a template has no scan setting; the registry's scanning rules decide",
    standing: 'documented',
    source: 'ECR API Reference, RepositoryCreationTemplate',
    seen: '2026-09',
  },
} as const satisfies LedgerOf<'templates', typeof facts>;
