import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'apprunner:Delete*',
  'ecr-public:BatchDeleteImage',
  'ecr-public:DeleteRepository',
  'ecr:BatchDeleteImage',
  'ecr:DeleteRepository',
  'ecr:PutLifecyclePolicy',
  'ecs:Delete*',
  'ecs:DeregisterContainerInstance',
  'ecs:DeregisterTaskDefinition',
  'ecs:StopTask',
  'eks:Delete*',
  'eks:DeregisterCluster',
  'eks:MutateViaKubernetesApi',
  'emr-containers:DeleteVirtualCluster',
  'lightsail:DeleteContainerImage',
  'lightsail:DeleteContainerService',
];

export const noContainerDeletion: Guardrail = {
  id: 'no-container-deletion',
  group: 'compute',
  requirement: 'Denies deleting container clusters, services, tasks and images from chat.',
  notes: [
    'It also denies lifecycle policies of registries, which delete images, and changes through the Kubernetes API.',
    'A service can still be scaled to zero: add `no-capacity-changes`.',
  ],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'delete a service',
    action: 'ecs:DeleteService',
    resource: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/checkout',
  },
  doesNotDeny: {
    request: 'deploy it again',
    action: 'ecs:UpdateService',
    resource: 'arn:aws:ecs:eu-west-1:123456789012:service/shop/checkout',
  },
};
