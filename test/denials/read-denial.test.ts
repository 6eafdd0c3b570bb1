import { actionsOfEvent } from '../../modules/actions/action-of-event';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue';
import type { Denial } from '../../modules/denials/denial';
import { readDenials } from '../../modules/denials/read-denial';

const catalogue = loadActionCatalogue();
const read = (text: string) =>
  readDenials(text, (source, name) => actionsOfEvent(source, name, catalogue)[0]);

const session = 'arn:aws:sts::222222222222:assumed-role/chat/chatbot-session';
const cluster = 'arn:aws:rds:eu-west-1:222222222222:cluster:orders';
const scp = 'arn:aws:organizations::111111111111:policy/o-exampleorgid/service_control_policy/p-abcd1234';
const start = `User: ${session} is not authorized to perform: rds:DeleteDBCluster`;
const full = `${start} on resource: ${cluster}`;
const byScp = `${full} with an explicit deny in a service control policy`;
const known = {
  principal: session,
  accountId: '222222222222',
  action: 'rds:DeleteDBCluster',
  resource: cluster,
  region: 'eu-west-1',
} as const;
const { resource: _, region: __, ...withoutResource } = known;

const explicit = (kind: Denial['kind']) => ({ kind, effect: 'explicit', ...known }) as const;
const implicit = (kind: Denial['kind']) => ({ kind, effect: 'implicit', ...known }) as const;
const scpDenial = { ...explicit('service-control-policy'), policyArn: scp };

const event = (message: string | undefined, rest: object = {}) => ({
  eventVersion: '1.11',
  eventSource: 'rds.amazonaws.com',
  eventName: 'DeleteDBCluster',
  awsRegion: 'eu-west-1',
  errorCode: 'AccessDenied',
  ...(message === undefined ? {} : { errorMessage: message }),
  recipientAccountId: '222222222222',
  userIdentity: {
    type: 'AssumedRole',
    arn: session,
    accountId: '222222222222',
    sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::222222222222:role/team/chat' } },
  },
  ...rest,
});
const role = { roleArn: 'arn:aws:iam::222222222222:role/team/chat' };

/** Messages in the forms that AWS documents and that people paste, with what they say. */
const messages: readonly (readonly [string, string, readonly Partial<Denial>[]])[] = [
  ['an SCP with its ARN', `${byScp}: ${scp}`, [scpDenial]],
  ['an SCP without its ARN', byScp, [explicit('service-control-policy')]],
  [
    'an SCP without a resource',
    `${start} with an explicit deny in a service control policy`,
    [{ kind: 'service-control-policy', effect: 'explicit', ...withoutResource }],
  ],
  ['a full stop at the end', `${byScp}: ${scp}.`, [scpDenial]],
  [
    'no SCP allows',
    `${full} because no service control policy allows the rds:DeleteDBCluster action`,
    [implicit('service-control-policy')],
  ],
  [
    'an RCP',
    `${full} with an explicit deny in a resource control policy`,
    [explicit('resource-control-policy')],
  ],
  [
    'an RCP with its ARN',
    `${full} with an explicit deny in a resource control policy: arn:aws:organizations::111111111111:policy/o-exampleorgid/resource_control_policy/p-r1234567`,
    [
      {
        ...explicit('resource-control-policy'),
        policyArn:
          'arn:aws:organizations::111111111111:policy/o-exampleorgid/resource_control_policy/p-r1234567',
      },
    ],
  ],
  [
    'no RCP allows',
    `${full} because no resource control policy allows the rds:DeleteDBCluster action`,
    [implicit('resource-control-policy')],
  ],
  [
    'a permissions boundary',
    `${full} with an explicit deny in a permissions boundary`,
    [explicit('permissions-boundary')],
  ],
  [
    'a permissions boundary with its ARN',
    `${full} with an explicit deny in a permissions boundary: arn:aws:iam::222222222222:policy/boundary`,
    [{ ...explicit('permissions-boundary'), policyArn: 'arn:aws:iam::222222222222:policy/boundary' }],
  ],
  [
    'no permissions boundary allows',
    `${full} because no permissions boundary allows the rds:DeleteDBCluster action`,
    [implicit('permissions-boundary')],
  ],
  ['a session policy', `${full} with an explicit deny in a session policy`, [explicit('session-policy')]],
  [
    'no session policy allows',
    `${full} because no session policy allows the rds:DeleteDBCluster action`,
    [implicit('session-policy')],
  ],
  [
    'an identity-based policy',
    `${full} with an explicit deny in an identity-based policy`,
    [explicit('identity-policy')],
  ],
  [
    'an identity-based policy with its ARN',
    `${full} with an explicit deny in an identity-based policy: arn:aws:iam::222222222222:policy/team/no-drops`,
    [{ ...explicit('identity-policy'), policyArn: 'arn:aws:iam::222222222222:policy/team/no-drops' }],
  ],
  [
    'no identity-based policy allows',
    `${full} because no identity-based policy allows the rds:DeleteDBCluster action`,
    [implicit('identity-policy')],
  ],
  [
    'a resource-based policy',
    `${full} with an explicit deny in a resource-based policy`,
    [explicit('resource-policy')],
  ],
  [
    'no resource-based policy allows',
    `${full} because no resource-based policy allows the rds:DeleteDBCluster action`,
    [implicit('resource-policy')],
  ],
  [
    'no role trust policy allows',
    `User: ${session} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::333333333333:role/x because no role trust policy allows the sts:AssumeRole action`,
    [
      {
        kind: 'resource-policy',
        effect: 'implicit',
        action: 'sts:AssumeRole',
        resource: 'arn:aws:iam::333333333333:role/x',
      },
    ],
  ],
  [
    'a VPC endpoint policy',
    `${full} with an explicit deny in a VPC endpoint policy`,
    [explicit('vpc-endpoint-policy')],
  ],
  [
    'no VPC endpoint policy allows',
    `${full} because no VPC endpoint policy allows the rds:DeleteDBCluster action`,
    [implicit('vpc-endpoint-policy')],
  ],
  ['an older message without a kind', `${full} with an explicit deny`, [explicit('unknown')]],
  ['an older message without a reason', full, [{ kind: 'unknown', effect: 'unknown', ...known }]],
  [
    'an older message without a reason or a resource',
    start,
    [{ kind: 'unknown', effect: 'unknown', ...withoutResource }],
  ],
  [
    'an AWS CLI error',
    `An error occurred (AccessDenied) when calling the DeleteDBCluster operation: ${byScp}: ${scp}`,
    [scpDenial],
  ],
  [
    'an SDK error',
    `AccessDeniedException: ${byScp} (Service: AmazonRDS; Status Code: 403; Error Code: AccessDenied; Request ID: 1; Proxy: null)`,
    [explicit('service-control-policy')],
  ],
  [
    'a resource before a bracket',
    `${full} (Service: AmazonRDS; Status Code: 403)`,
    [{ kind: 'unknown', effect: 'unknown', ...known }],
  ],
  [
    'an EC2 message with an encoded part',
    `${full} with an explicit deny in an identity-based policy. Encoded authorization failure message: abcDEF123-_`,
    [{ ...explicit('identity-policy'), encoded: true }],
  ],
  [
    'an older EC2 message',
    'An error occurred (UnauthorizedOperation) when calling the StopInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: abcDEF123-_',
    [{ kind: 'unknown', effect: 'unknown', encoded: true }],
  ],
  [
    'a short answer of S3',
    'An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
    [{ kind: 'unknown', effect: 'unknown' }],
  ],
  [
    'a user of IAM',
    'User: arn:aws:iam::222222222222:user/ann is not authorized to perform: sqs:ListQueues with an explicit deny in a service control policy',
    [
      {
        kind: 'service-control-policy',
        effect: 'explicit',
        principal: 'arn:aws:iam::222222222222:user/ann',
        accountId: '222222222222',
        action: 'sqs:ListQueues',
      },
    ],
  ],
  [
    'the root user',
    'User: arn:aws:iam::222222222222:root is not authorized to perform: s3:ListAllMyBuckets with an explicit deny in a service control policy',
    [{ principal: 'arn:aws:iam::222222222222:root', action: 's3:ListAllMyBuckets' }],
  ],
  [
    'GovCloud',
    'User: arn:aws-us-gov:sts::222222222222:assumed-role/chat/x is not authorized to perform: ec2:StopInstances on resource: arn:aws-us-gov:ec2:us-gov-west-1:222222222222:instance/i-1 with an explicit deny in a service control policy',
    [{ kind: 'service-control-policy', accountId: '222222222222', region: 'us-gov-west-1' }],
  ],
  [
    'an AWS-managed SCP',
    `${full} with an explicit deny in a service control policy: arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess`,
    [{ policyArn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess' }],
  ],
  [
    'every resource',
    `${start} on resource: * with an explicit deny in a service control policy`,
    [{ ...withoutResource, kind: 'service-control-policy', resource: '*' }],
  ],
  [
    'a resource with a wildcard',
    `User: ${session} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:222222222222:instance/* with an explicit deny in a service control policy`,
    [{ resource: 'arn:aws:ec2:eu-west-1:222222222222:instance/*' }],
  ],
  [
    'the resource of a log group',
    `User: ${session} is not authorized to perform: logs:DeleteLogGroup on resource: arn:aws:logs:eu-west-1:222222222222:log-group:/aws/x:log-stream: with an explicit deny in a service control policy`,
    [{ resource: 'arn:aws:logs:eu-west-1:222222222222:log-group:/aws/x:log-stream:' }],
  ],
  ['a code block of Slack', `\`\`\`\n${byScp}: ${scp}\n\`\`\``, [scpDenial]],
  [
    'code spans of Slack',
    byScp.replace(session, `\`${session}\``).replace(cluster, `\`${cluster}\``),
    [explicit('service-control-policy')],
  ],
  [
    'bold words of Slack',
    `*Error* ${byScp.replace('User:', '*User:*')}`,
    [explicit('service-control-policy')],
  ],
  ['a quotation', `> ${full}\n> with an explicit deny in a\n> service control policy: ${scp}`, [scpDenial]],
  [
    'an arn that Slack made a link',
    byScp.replace(cluster, `<${cluster}|${cluster}>`),
    [explicit('service-control-policy')],
  ],
  ['HTML entities', `&quot;${byScp}: ${scp}&quot;`, [scpDenial]],
  ['typographic quotes', `\u201C${byScp}\u201D`, [explicit('service-control-policy')]],
  ['quotes around the ARN', `${byScp}: "${scp}"`, [scpDenial]],
  ['brackets around the ARN', `${byScp} (${scp})`, [scpDenial]],
  ['words wrapped by a terminal', byScp.replaceAll(' ', '\n  '), [explicit('service-control-policy')]],
  ['a JSON string', JSON.stringify(`${byScp}: ${scp}`), [scpDenial]],
  [
    'a JSON error',
    JSON.stringify({ __type: 'AccessDeniedException', Message: `${byScp}: ${scp}` }),
    [scpDenial],
  ],
  [
    'an escaped line break',
    `${full}\\nwith an explicit deny in a service control policy`,
    [explicit('service-control-policy')],
  ],
  [
    'an authorization ID',
    `${byScp}: ${scp}. Go to https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/example1a2b3c for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: example1a2b3c`,
    [{ ...scpDenial, authorizationId: 'example1a2b3c' }],
  ],
  [
    'an authorization ID where no policy allows',
    `${full} because no service control policy allows the rds:DeleteDBCluster action. Go to https://console.aws.amazon.com/iam/home#/authorization-details/example1a2b3c for complete details`,
    [{ ...implicit('service-control-policy'), authorizationId: 'example1a2b3c' }],
  ],
  [
    'the words that AWS had first for an SCP',
    `${full} due to an explicit deny in a Service Control Policy`,
    [explicit('service-control-policy')],
  ],
  [
    'the frame of a Terraform error',
    `╷\n│ Error: deleting RDS Cluster: api error AccessDenied: ${byScp}: ${scp}`.replaceAll(' ', '\n│ '),
    [scpDenial],
  ],
  [
    'the error of a controller as a JSON line',
    JSON.stringify({
      ...{ level: 'ERROR', message: 'Reconciler error' },
      error: `with fleet error(s), UnauthorizedOperation: You are not authorized to perform this operation. ${byScp}. Encoded authorization failure message: abc`,
    }),
    [{ ...explicit('service-control-policy'), encoded: true }],
  ],
  [
    'a JSON error after other words of a log',
    `2026-11-30T09:07:04Z\tERROR\t{"error": "AccessDenied: ${full.replace(cluster, `\\"${cluster}\\"`)} with an explicit deny in a service control policy\\n\\tstatus code: 403"}`,
    [explicit('service-control-policy')],
  ],
  [
    'an action that is denied because of another one',
    `${full} because no identity-based policy allows the rds:RemoveTagsFromResource action.`,
    [implicit('identity-policy')],
  ],
  [
    'a message of AWS KMS that names no resource',
    `User: ${session} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    [{ ...withoutResource, kind: 'resource-policy', effect: 'unknown', action: 'kms:Decrypt' }],
  ],
  [
    'a page of the console',
    `Access denied\nYou don’t have permission to rds:DeleteDBCluster. To request access, copy the following text and send it to your AWS administrator.\nUser: ${session}\nAction: rds:DeleteDBCluster\nOn resource(s): ${cluster}\nContext: a service control policy explicitly denies the action`,
    [explicit('service-control-policy')],
  ],
  [
    'a page of the console where no policy allows',
    `You don't have permission to rds:DeleteDBCluster\nUser: ${session}\nOn resource(s): ${cluster}\nContext: no identity-based policy allows the action`,
    [implicit('identity-policy')],
  ],
  [
    'the short answer of Amazon SQS',
    'Access to the resource https://sqs.eu-west-1.amazonaws.com/222222222222/orders is denied.',
    [{ kind: 'unknown', effect: 'unknown' }],
  ],
  [
    'an account that was blacked out',
    byScp.replaceAll('222222222222', '***'),
    [{ kind: 'service-control-policy', action: 'rds:DeleteDBCluster' }],
  ],
  [
    'a handler of CloudFormation',
    `Resource handler returned message: "${byScp} (Service: Rds, Status Code: 403, Request ID: 1)" (RequestToken: 2, HandlerErrorCode: AccessDenied)`,
    [explicit('service-control-policy')],
  ],
  [
    'a result of CloudWatch Logs Insights',
    JSON.stringify([[{ field: '@message', value: JSON.stringify(event(byScp)) }]]),
    [{ ...explicit('service-control-policy'), ...role }],
  ],
  [
    'an event inside a document of a search engine',
    JSON.stringify({ _source: { event: { original: JSON.stringify(event(undefined)) } } }),
    [{ kind: 'unknown', effect: 'unknown', ...withoutResource, region: 'eu-west-1', ...role }],
  ],
  [
    'a record of Security Lake',
    JSON.stringify({
      api: { operation: 'DeleteDBCluster', response: { error: 'AccessDenied', message: byScp } },
    }),
    [explicit('service-control-policy')],
  ],
  [
    'an error of the JavaScript SDK as JSON',
    JSON.stringify({ name: 'AccessDeniedException', $fault: 'client', message: byScp }),
    [explicit('service-control-policy')],
  ],
  [
    'the answer of an API for anonymous callers',
    JSON.stringify({
      Message:
        'User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********2222:abc/prod/GET/ with an explicit deny in a resource-based policy',
    }),
    [{ kind: 'resource-policy', effect: 'explicit', action: 'execute-api:Invoke' }],
  ],
  [
    'a federated user',
    `User: arn:aws:sts::222222222222:federated-user/ann is not authorized to perform: s3:ListAllMyBuckets because no session policy allows the s3:ListAllMyBuckets action`,
    [{ kind: 'session-policy', effect: 'implicit', accountId: '222222222222' }],
  ],
  [
    'the words of chat about a chat policy',
    "You are disallowed to do this due to your organization's policy. Contact your organization administrator.",
    [{ kind: 'unknown', effect: 'unknown', from: 'chat' }],
  ],
  ['a CloudTrail event', JSON.stringify(event(`${byScp}: ${scp}`)), [{ ...scpDenial, ...role }]],
  [
    'a file of CloudTrail',
    JSON.stringify({ Records: [event(undefined, { errorCode: undefined }), event(byScp)] }),
    [{ ...explicit('service-control-policy'), ...role }],
  ],
  [
    'the output of lookup-events',
    JSON.stringify({ Events: [{ EventId: '1', CloudTrailEvent: JSON.stringify(event(byScp)) }] }),
    [{ ...explicit('service-control-policy'), ...role }],
  ],
  [
    'events one a line',
    `${JSON.stringify(event(byScp))}\n${JSON.stringify(event(`${byScp}: ${scp}`))}`,
    [{ kind: 'service-control-policy' }, { policyArn: scp }],
  ],
  [
    'an event of EventBridge',
    JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail: event(byScp) }),
    [{ ...explicit('service-control-policy'), ...role }],
  ],
  [
    'an event without a message',
    JSON.stringify(event(undefined)),
    [{ kind: 'unknown', effect: 'unknown', ...withoutResource, region: 'eu-west-1', ...role }],
  ],
  [
    'an event of EC2',
    JSON.stringify(
      event('You are not authorized to perform this operation. Encoded authorization failure message: abc', {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'StopInstances',
        errorCode: 'Client.UnauthorizedOperation',
      }),
    ),
    [{ action: 'ec2:StopInstances', encoded: true }],
  ],
  [
    'an event whose name is not the action',
    JSON.stringify(event('Access Denied', { eventSource: 's3.amazonaws.com', eventName: 'ListBuckets' })),
    [{ action: 's3:ListAllMyBuckets' }],
  ],
  [
    'a decoded message',
    JSON.stringify({
      allowed: false,
      explicitDeny: true,
      matchedStatements: { items: [] },
      failures: { items: [] },
      context: {
        principal: { id: 'AROA:x', arn: session },
        action: 'rds:DeleteDBCluster',
        resource: cluster,
        conditions: { items: [] },
      },
    }),
    [
      {
        kind: 'unknown',
        effect: 'explicit',
        principal: session,
        accountId: '222222222222',
        action: 'rds:DeleteDBCluster',
        resource: cluster,
      },
    ],
  ],
  [
    'the output of decode-authorization-message',
    JSON.stringify({
      DecodedMessage: JSON.stringify({
        allowed: false,
        explicitDeny: false,
        matchedStatements: { items: [] },
        context: { principal: { arn: session }, action: 'rds:DeleteDBCluster', resource: cluster },
      }),
    }),
    [{ effect: 'implicit', action: 'rds:DeleteDBCluster' }],
  ],
  [
    'the refusal of a chat policy',
    'This action is not allowed due to the chat applications policy of your organization. Contact your administrator.',
    [{ kind: 'unknown', from: 'chat' }],
  ],
  [
    'the refusal of a guardrail policy',
    'The command was blocked by the guardrail policies of this channel.',
    [{ kind: 'unknown', from: 'chat' }],
  ],
  [
    'two messages',
    `${byScp}\n${full} with an explicit deny in a session policy`,
    [explicit('service-control-policy'), explicit('session-policy')],
  ],
];

/** Messages as they are pasted: cut off, wrapped, marked up by chat applications and mail programs, translated. */
const pasted: readonly (readonly [string, string, readonly Partial<Denial>[]])[] = [
  [
    'an EC2 message with the reason before the encoded part',
    `An error occurred (UnauthorizedOperation) when calling the StopInstances operation: You are not authorized to perform this operation. User: ${session} is not authorized to perform: ec2:StopInstances on resource: arn:aws:ec2:eu-west-1:222222222222:instance/i-0abc with an explicit deny in a service control policy. Encoded authorization failure message: N5Vj_-x`,
    [{ kind: 'service-control-policy', effect: 'explicit', action: 'ec2:StopInstances', encoded: true }],
  ],
  [
    'the XML answer of S3 with an RCP',
    `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>User: ${session} is not authorized to perform: s3:GetObject on resource: &quot;arn:aws:s3:::bucket/key.txt&quot; with an explicit deny in a resource control policy</Message></Error>`,
    [{ kind: 'resource-control-policy', effect: 'explicit', resource: 'arn:aws:s3:::bucket/key.txt' }],
  ],
  [
    'the XML answer of a service with an SCP and its ARN',
    `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${byScp}: ${scp}</Message></Error></ErrorResponse>`,
    [scpDenial],
  ],
  [
    'a reason without a sentence before it',
    'An error occurred (AccessDeniedException) when calling the DeleteDBCluster operation: explicit deny in a service control policy',
    [{ kind: 'service-control-policy', effect: 'explicit' }],
  ],
  [
    'a log of a pipeline that masks account IDs',
    `${byScp}: ${scp}`.replace(/\d{12}/g, '***'),
    [
      {
        ...{ kind: 'service-control-policy', effect: 'explicit', action: 'rds:DeleteDBCluster' },
        ...{ principal: session.replace(/\d{12}/, '***'), policyArn: scp.replace(/\d{12}/, '***') },
      },
    ],
  ],
  [
    'a bucket that blocks public access, which is not a policy',
    `User: ${session} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::b" because public policies are prevented by S3 Block Public Access`,
    [{ kind: 'unknown', action: 's3:PutBucketPolicy', resource: 'arn:aws:s3:::b' }],
  ],
  [
    'an IAM resource that is a name',
    `User: ${session} is not authorized to perform: iam:GetUser on resource: user ann because no permissions boundary allows the iam:GetUser action`,
    [{ kind: 'permissions-boundary', effect: 'implicit', resource: 'user ann' }],
  ],
  [
    'an answer of Lambda about its execution role',
    "The function's execution role does not have permissions to call CreateNetworkInterface on EC2",
    [{ kind: 'unknown', effect: 'unknown' }],
  ],
  [
    'a message in French',
    `L'utilisateur ${session} n'est pas autorisé à effectuer : rds:DeleteDBCluster sur ${cluster}, refus explicite, politique de contrôle des services : ${scp}`,
    [scpDenial],
  ],
  [
    'a message in Spanish',
    `El usuario ${session} no está autorizado: rds:DeleteDBCluster en ${cluster}, denegación explícita, política de control de servicios`,
    [explicit('service-control-policy')],
  ],
  [
    'a message in Japanese',
    `${session} には権限がありません: rds:DeleteDBCluster ${cluster} サービスコントロールポリシー 明示的な拒否`,
    [explicit('service-control-policy')],
  ],
  [
    'a 403 without a body, as S3 answers HEAD',
    'An error occurred (403) when calling the HeadObject operation: Forbidden',
    [{ kind: 'unknown', effect: 'unknown' }],
  ],
  [
    'the short XML answer of S3',
    '<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>F1</RequestId></Error>',
    [{ kind: 'unknown', effect: 'unknown' }],
  ],
  [
    'a copy to S3 that failed',
    `fatal error: An error occurred (AccessDenied) when calling the ListObjectsV2 operation: User: ${session} is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::b" because no identity-based policy allows the s3:ListBucket action`,
    [{ kind: 'identity-policy', effect: 'implicit', action: 's3:ListBucket', resource: 'arn:aws:s3:::b' }],
  ],
  [
    'a page of the console in German',
    `Zugriff verweigert\nSie haben keine Berechtigung für rds:DeleteDBCluster.\nBenutzer: ${session}\nAktion: rds:DeleteDBCluster\nAuf Ressource(n): ${cluster}\nKontext: eine Service-Kontrollrichtlinie verweigert die Aktion ausdrücklich`,
    [explicit('service-control-policy')],
  ],
  [
    'a page of the console in German where no policy allows',
    `Zugriff verweigert. Benutzer: ${session}, Aktion: rds:DeleteDBCluster, Ressource: ${cluster}, Kontext: keine identitätsbasierte Richtlinie erlaubt die Aktion`,
    [{ ...known, kind: 'identity-policy' }],
  ],
  [
    'an English message on a German page',
    `Zugriff verweigert\n${byScp}`,
    [explicit('service-control-policy')],
  ],
  [
    'a message that ends in the kind',
    `${full} with an explicit deny in a service contr`,
    [explicit('service-control-policy')],
  ],
  [
    'a message that ends before the kind is clear',
    `${full} with an explicit deny in a resource`,
    [explicit('unknown')],
  ],
  [
    'a message that ends in the ARN of the policy',
    `${byScp}: arn:aws:organizations::111111111111:policy/o-exam…`,
    [explicit('service-control-policy')],
  ],
  [
    'a message whose ARN is cut off without dots',
    `${byScp}: arn:aws:organizations::111111111111:pol`,
    [explicit('service-control-policy')],
  ],
  [
    'a message without its beginning',
    `role/chat/chatbot-session is not authorized to perform: rds:DeleteDBCluster on resource: ${cluster} with an explicit deny in a service control policy`,
    [{ kind: 'service-control-policy', action: 'rds:DeleteDBCluster', resource: cluster }],
  ],
  [
    'typographic quotes around every name',
    `“User: ‘${session}’ is not authorized to perform: “rds:DeleteDBCluster” on resource: “${cluster}” with an explicit deny in a service control policy”`,
    [explicit('service-control-policy')],
  ],
  [
    'brackets that a chat application escaped',
    `&lt;@U123&gt; got: User: &lt;${session}&gt; is not authorized to perform: rds:DeleteDBCluster on resource: &lt;${cluster}&gt; with an explicit deny in a service control policy`,
    [explicit('service-control-policy')],
  ],
  [
    'bold parts in Markdown',
    `**User: ${session} is not authorized to perform: rds:DeleteDBCluster** on resource: **${cluster}** with an explicit deny in a **service control policy**`,
    [explicit('service-control-policy')],
  ],
  [
    'bold parts in Slack',
    `*User:* ${session} *is not authorized to perform:* *rds:DeleteDBCluster* *on resource:* ${cluster} *with an explicit deny in a service control policy*`,
    [explicit('service-control-policy')],
  ],
  ['italics', `_${byScp}_`, [explicit('service-control-policy')]],
  [
    'the HTML of Microsoft Teams',
    `<p>User: ${session} is not authorized to perform: <strong>rds:DeleteDBCluster</strong> on resource: ${cluster}<br>with an explicit deny in a service control policy</p>`,
    [explicit('service-control-policy')],
  ],
  ['spaces that HTML does not break', byScp.replaceAll(' ', '&nbsp;'), [explicit('service-control-policy')]],
  [
    'spaces that Unicode does not break',
    byScp.replaceAll(' ', '\u00a0'),
    [explicit('service-control-policy')],
  ],
  ['characters as numeric entities', byScp.replaceAll(':', '&#58;'), [explicit('service-control-policy')]],
  ['line breaks of Windows', byScp.replaceAll(' ', '\r\n'), [explicit('service-control-policy')]],
  [
    'a line break in an ARN',
    byScp.replace('chatbot-session', '\nchatbot-session'),
    [explicit('service-control-policy')],
  ],
  ['lines of 80 characters', (`${byScp}: ${scp}`.match(/.{1,80}/g) ?? []).join('\n'), [scpDenial]],
  ['a quotation of a quotation', `${byScp}: ${scp}`.replaceAll(' ', '\n>> '), [scpDenial]],
  [
    'an ARN that Slack shows as a link',
    `${byScp}: <https://example.com/policies|${scp}>`,
    [explicit('service-control-policy')],
  ],
  [
    'a sentence that names only the policy',
    `Your request was refused because of an explicit deny in a service control policy: ${scp}`,
    [{ kind: 'service-control-policy', effect: 'explicit', policyArn: scp }],
  ],
  [
    'a page of the console with the service and the action apart',
    `Access denied to rds:DeleteDBCluster\nYou don't have permission to perform rds:DeleteDBCluster\nUser: ${session}\nService: rds\nAction: DeleteDBCluster\nOn resource(s): ${cluster}\nContext: explicit deny in a service control policy`,
    [explicit('service-control-policy')],
  ],
  [
    'a stack of Python',
    `Traceback (most recent call last):\n  File "x.py", line 1, in <module>\nbotocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the DeleteTable operation: User: ${session} is not authorized to perform: dynamodb:DeleteTable on resource: arn:aws:dynamodb:eu-west-1:222222222222:table/t with an explicit deny in a permissions boundary`,
    [{ kind: 'permissions-boundary', effect: 'explicit', action: 'dynamodb:DeleteTable' }],
  ],
  [
    'a private API behind a VPC endpoint',
    `{"message":"User: ${session} is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:222222222222:function:f because no VPC endpoint policy allows the lambda:InvokeFunction action"}`,
    [{ kind: 'vpc-endpoint-policy', effect: 'implicit', action: 'lambda:InvokeFunction' }],
  ],
  [
    'an error inside JSON inside JSON',
    JSON.stringify(JSON.stringify({ errorType: 'ClientError', errorMessage: `${byScp}: ${scp}` })),
    [scpDenial],
  ],
  [
    'what chat says about a channel',
    "Sorry, I'm not allowed to do that. The action rds:DeleteDBCluster is not permitted by your channel guardrail policies.",
    [{ kind: 'unknown', effect: 'unknown', from: 'chat' }],
  ],
];

test.each([...messages, ...pasted])('%s is read', (_name, text, expected) => {
  const found = read(text);
  expect(found).toHaveLength(expected.length);
  expect(found).toMatchObject(expected);
});

test.each([
  ['nothing', ''],
  ['a greeting', 'hello, who can delete databases?'],
  [
    'another error',
    'An error occurred (ThrottlingException) when calling the DeleteDBCluster operation: Rate exceeded',
  ],
  ['an event that succeeded', JSON.stringify(event(undefined, { errorCode: undefined }))],
  [
    'an event that failed otherwise',
    JSON.stringify(event('The cluster is not available', { errorCode: 'InvalidDBClusterStateFault' })),
  ],
  [
    'a decoded message that allows',
    JSON.stringify({ allowed: true, explicitDeny: false, matchedStatements: {}, context: {} }),
  ],
  ['broken JSON', '{"eventSource": '],
  ['JSON of something else', '{"a": [1, null, {"b": true}]}'],
])('%s holds no denial', (_name, text) => {
  expect(read(text)).toEqual([]);
});

test('what is cut off is not guessed: neither a policy nor a kind', () => {
  expect(read(`${byScp}: arn:aws:organizations::111111111111:policy/o-exam…`)).toEqual([
    explicit('service-control-policy'),
  ]);
  expect(read(`${full} with an explicit deny in a s`)).toEqual([explicit('unknown')]);
});

test('nothing is read from a message that does not contain it', () => {
  expect(read(byScp)).toEqual([explicit('service-control-policy')]);
  expect(read(`${byScp}: ${scp}`)).toEqual([scpDenial]);
});
