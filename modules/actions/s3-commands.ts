/**
 * The commands of `s3api` and `s3control` whose IAM actions are not called after them, in the form of
 * `irregular-commands.ts`. What reads, writes and deletes single objects is in `s3-object-rules.ts`, since
 * options decide.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const s3Commands: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  s3api: {
    's3-object-lambda:WriteGetObjectResponse': 'write-get-object-response',
    's3:CreateBucketMetadataTableConfiguration s3tables:CreateNamespace s3tables:CreateTable s3tables:CreateTableBucket s3tables:GetTable s3tables:PutTableEncryption s3tables:PutTablePolicy':
      'create-bucket-metadata-configuration',
    's3:CreateBucketMetadataTableConfiguration s3tables:CreateNamespace s3tables:CreateTable s3tables:GetTable s3tables:PutTablePolicy':
      'create-bucket-metadata-table-configuration',
    's3:DeleteBucketMetadataTableConfiguration': 'delete-bucket-metadata-configuration',
    's3:GetAccelerateConfiguration': 'get-bucket-accelerate-configuration',
    's3:GetAnalyticsConfiguration': 'get-bucket-analytics-configuration list-bucket-analytics-configurations',
    's3:GetBucketMetadataTableConfiguration': 'get-bucket-metadata-configuration',
    's3:GetBucketNotification': 'get-bucket-notification-configuration',
    's3:GetBucketObjectLockConfiguration': 'get-object-lock-configuration',
    's3:GetBucketPublicAccessBlock': 'get-public-access-block',
    's3:GetEncryptionConfiguration': 'get-bucket-encryption',
    's3:GetIntelligentTieringConfiguration':
      'get-bucket-intelligent-tiering-configuration list-bucket-intelligent-tiering-configurations',
    's3:GetInventoryConfiguration': 'get-bucket-inventory-configuration list-bucket-inventory-configurations',
    's3:GetLifecycleConfiguration': 'get-bucket-lifecycle get-bucket-lifecycle-configuration',
    's3:GetMetricsConfiguration': 'get-bucket-metrics-configuration list-bucket-metrics-configurations',
    's3:GetObject': 'get-object-torrent select-object-content',
    's3:GetReplicationConfiguration': 'get-bucket-replication',
    's3:ListAllMyBuckets': 'list-buckets',
    's3:ListBucket': 'head-bucket list-objects list-objects-v2',
    's3:ListBucketMultipartUploads': 'list-multipart-uploads',
    's3:ListBucketVersions': 'list-object-versions',
    's3:ListMultipartUploadParts': 'list-parts',
    's3:PutAccelerateConfiguration': 'put-bucket-accelerate-configuration',
    's3:PutAnalyticsConfiguration':
      'delete-bucket-analytics-configuration put-bucket-analytics-configuration',
    's3:PutBucketCORS': 'delete-bucket-cors',
    's3:PutBucketNotification': 'put-bucket-notification-configuration',
    's3:PutBucketObjectLockConfiguration': 'put-object-lock-configuration',
    's3:PutBucketOwnershipControls': 'delete-bucket-ownership-controls',
    's3:PutBucketPublicAccessBlock': 'delete-public-access-block put-public-access-block',
    's3:PutBucketTagging': 'delete-bucket-tagging',
    's3:PutEncryptionConfiguration': 'delete-bucket-encryption put-bucket-encryption',
    's3:PutIntelligentTieringConfiguration':
      'delete-bucket-intelligent-tiering-configuration put-bucket-intelligent-tiering-configuration',
    's3:PutInventoryConfiguration':
      'delete-bucket-inventory-configuration put-bucket-inventory-configuration',
    's3:PutLifecycleConfiguration':
      'delete-bucket-lifecycle put-bucket-lifecycle put-bucket-lifecycle-configuration',
    's3:PutMetricsConfiguration': 'delete-bucket-metrics-configuration put-bucket-metrics-configuration',
    's3:PutObject': 'complete-multipart-upload upload-part',
    's3:PutReplicationConfiguration': 'delete-bucket-replication put-bucket-replication',
    's3express:CreateSession': 'create-session rename-object',
    's3express:ListAllMyDirectoryBuckets': 'list-directory-buckets',
  },
  // Its commands for buckets are for S3 on Outposts.
  s3control: {
    's3-outposts:CreateBucket': 'create-bucket',
    's3-outposts:DeleteBucket': 'delete-bucket',
    's3-outposts:DeleteBucketPolicy': 'delete-bucket-policy',
    's3-outposts:GetBucket': 'get-bucket',
    's3-outposts:GetBucketPolicy': 'get-bucket-policy',
    's3-outposts:GetBucketTagging': 'get-bucket-tagging',
    's3-outposts:GetBucketVersioning': 'get-bucket-versioning',
    's3-outposts:GetLifecycleConfiguration': 'get-bucket-lifecycle-configuration',
    's3-outposts:GetReplicationConfiguration': 'get-bucket-replication',
    's3-outposts:ListRegionalBuckets': 'list-regional-buckets',
    's3-outposts:PutBucketPolicy': 'put-bucket-policy',
    's3-outposts:PutBucketTagging': 'delete-bucket-tagging put-bucket-tagging',
    's3-outposts:PutBucketVersioning': 'put-bucket-versioning',
    's3-outposts:PutLifecycleConfiguration':
      'delete-bucket-lifecycle-configuration put-bucket-lifecycle-configuration',
    's3-outposts:PutReplicationConfiguration': 'delete-bucket-replication put-bucket-replication',
    's3:GetAccountPublicAccessBlock': 'get-public-access-block',
    's3:PutAccountPublicAccessBlock': 'delete-public-access-block put-public-access-block',
    's3express:DeleteAccessPointScope': 'delete-access-point-scope',
    's3express:GetAccessPointScope': 'get-access-point-scope',
    's3express:ListAccessPointsForDirectoryBuckets': 'list-access-points-for-directory-buckets',
    's3express:PutAccessPointScope': 'put-access-point-scope',
  },
};
