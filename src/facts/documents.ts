/** Types of policies in Organizations that are written in IAM's language: service control, resource control. */
export const organizationPolicyTypes = [
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
] as const;
