//! The crate that the SDK's generator makes of the AWS provider's schema: what the programs here use of it.

use super::pulumi::{Context, InvokeOptions, Output, Resource, ResourceOptions};

macro_rules! arguments {
    ($($name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {$(
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $(pub $field: Option<$kind>,)*
        }
    )*};
}

macro_rules! resources {
    ($($name:ident($args:ident) { $($output:ident: $kind:ty),* $(,)? })*) => {$(
        #[derive(Clone)]
        pub struct $name(Resource);

        impl $name {
            pub fn new(ctx: &Context, name: &str, _: $args, _: ResourceOptions) -> $name {
                ctx.note("resource", name);
                Self(Resource)
            }

            pub fn pulumi_resource(&self) -> &Resource {
                &self.0
            }

            pub fn urn(&self) -> Output<String> {
                self.0.urn()
            }

            pub fn id(&self) -> Output<String> {
                self.0.id()
            }

            $(pub fn $output(&self) -> Output<$kind> {
                Output::some()
            })*
        }
    )*};
}

macro_rules! functions {
    ($($name:ident($args:ident) -> $result:ty;)*) => {$(
        pub fn $name(_: &Context, _: $args, _: InvokeOptions) -> Output<$result> {
            Output::some()
        }
    )*};
}

type Map<T> = std::collections::BTreeMap<String, T>;

arguments! {
    GetCallerIdentityArgs {}
    GetRegionArgs { region: Output<String> }
    GetPartitionArgs {}
    ProviderArgs { region: Output<String>, max_retries: Output<i32>, default_tags: types::ProviderDefaultTagsArgs }
}

functions! {
    get_caller_identity(GetCallerIdentityArgs) -> types::GetCallerIdentityResult;
    get_region(GetRegionArgs) -> types::GetRegionResult;
    get_partition(GetPartitionArgs) -> types::GetPartitionResult;
}

resources! {
    Provider(ProviderArgs) {}
}

pub mod types {
    use super::super::pulumi::Output;

    pub struct GetCallerIdentityResult;
    pub struct GetRegionResult;
    pub struct GetPartitionResult;

    arguments! {
        ProviderDefaultTagsArgs { tags: Output<super::Map<String>> }
        S3BucketOwnershipControlsRuleArgs { object_ownership: Output<String> }
        S3BucketVersioningVersioningConfigurationArgs { mfa_delete: Output<String>, status: Output<String> }
        S3BucketServerSideEncryptionConfigurationRuleArgs {
            apply_server_side_encryption_by_default:
                S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs,
            blocked_encryption_types: Output<Vec<String>>,
            bucket_key_enabled: Output<bool>,
        }
        S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs {
            kms_master_key_id: Output<String>,
            sse_algorithm: Output<String>,
        }
        S3BucketLifecycleConfigurationRuleArgs {
            abort_incomplete_multipart_upload:
                S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs,
            expiration: S3BucketLifecycleConfigurationRuleExpirationArgs,
            filter: S3BucketLifecycleConfigurationRuleFilterArgs,
            id: Output<String>,
            noncurrent_version_expiration:
                S3BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs,
            prefix: Output<String>,
            status: Output<String>,
        }
        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs {
            days_after_initiation: Output<i32>,
        }
        S3BucketLifecycleConfigurationRuleExpirationArgs { date: Output<String>, days: Output<i32> }
        S3BucketLifecycleConfigurationRuleFilterArgs {
            and: S3BucketLifecycleConfigurationRuleFilterAndArgs,
            prefix: Output<String>,
        }
        S3BucketLifecycleConfigurationRuleFilterAndArgs {
            prefix: Output<String>,
            tags: Output<super::Map<String>>,
        }
        S3BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs {
            newer_noncurrent_versions: Output<i32>,
            noncurrent_days: Output<i32>,
        }
        SfnStateMachineLoggingConfigurationArgs {
            include_execution_data: Output<bool>,
            level: Output<String>,
            log_destination: Output<String>,
        }
        SfnStateMachineTracingConfigurationArgs { enabled: Output<bool> }
    }
}

pub mod s3 {
    use super::super::pulumi::{AssetOrArchive, Context, Output, Resource, ResourceOptions};
    use super::{Map, types};

    arguments! {
        BucketArgs {
            bucket: Output<String>,
            bucket_prefix: Output<String>,
            force_destroy: Output<bool>,
            tags: Output<Map<String>>,
        }
        BucketPublicAccessBlockArgs {
            block_public_acls: Output<bool>,
            block_public_policy: Output<bool>,
            bucket: Output<String>,
            ignore_public_acls: Output<bool>,
            region: Output<String>,
            restrict_public_buckets: Output<bool>,
        }
        BucketOwnershipControlsArgs {
            bucket: Output<String>,
            region: Output<String>,
            rule: types::S3BucketOwnershipControlsRuleArgs,
        }
        BucketVersioningArgs {
            bucket: Output<String>,
            mfa: Output<String>,
            versioning_configuration: types::S3BucketVersioningVersioningConfigurationArgs,
        }
        BucketServerSideEncryptionConfigurationArgs {
            bucket: Output<String>,
            region: Output<String>,
            rules: Vec<types::S3BucketServerSideEncryptionConfigurationRuleArgs>,
        }
        BucketLifecycleConfigurationArgs {
            bucket: Output<String>,
            region: Output<String>,
            rules: Vec<types::S3BucketLifecycleConfigurationRuleArgs>,
        }
        BucketPolicyArgs { bucket: Output<String>, policy: Output<String>, region: Output<String> }
        BucketObjectv2Args {
            bucket: Output<String>,
            content_type: Output<String>,
            key: Output<String>,
            source: Output<AssetOrArchive>,
        }
    }

    resources! {
        Bucket(BucketArgs) { arn: String, bucket: String, region: String, tags: Option<Map<String>> }
        BucketPublicAccessBlock(BucketPublicAccessBlockArgs) {}
        BucketOwnershipControls(BucketOwnershipControlsArgs) {}
        BucketVersioning(BucketVersioningArgs) {}
        BucketServerSideEncryptionConfiguration(BucketServerSideEncryptionConfigurationArgs) {}
        BucketLifecycleConfiguration(BucketLifecycleConfigurationArgs) {}
        BucketPolicy(BucketPolicyArgs) {}
        BucketObjectv2(BucketObjectv2Args) { etag: String }
    }
}

pub mod sns {
    use super::super::pulumi::{Context, Output, Resource, ResourceOptions};
    use super::Map;

    arguments! {
        TopicArgs {
            kms_master_key_id: Output<String>,
            name: Output<String>,
            policy: Output<String>,
            tags: Output<Map<String>>,
        }
        TopicPolicyArgs { arn: Output<String>, policy: Output<String>, region: Output<String> }
        TopicSubscriptionArgs {
            endpoint: Output<String>,
            protocol: Output<String>,
            region: Output<String>,
            topic: Output<String>,
        }
    }

    resources! {
        Topic(TopicArgs) { arn: String, name: String }
        TopicPolicy(TopicPolicyArgs) {}
        TopicSubscription(TopicSubscriptionArgs) {}
    }
}

pub mod iam {
    use super::super::pulumi::{Context, Output, Resource, ResourceOptions};
    use super::Map;

    arguments! {
        RoleArgs {
            assume_role_policy: Output<String>,
            description: Output<String>,
            name: Output<String>,
            path: Output<String>,
            tags: Output<Map<String>>,
        }
        RolePolicyArgs { name: Output<String>, policy: Output<String>, role: Output<String> }
    }

    resources! {
        Role(RoleArgs) { arn: String, name: String }
        RolePolicy(RolePolicyArgs) {}
    }
}

pub mod cloudwatch {
    use super::super::pulumi::{Context, Output, Resource, ResourceOptions};
    use super::Map;

    arguments! {
        LogGroupArgs {
            kms_key_id: Output<String>,
            name: Output<String>,
            region: Output<String>,
            retention_in_days: Output<i32>,
            tags: Output<Map<String>>,
        }
        MetricAlarmArgs {
            actions_enabled: Output<bool>,
            alarm_actions: Output<Vec<String>>,
            alarm_description: Output<String>,
            comparison_operator: Output<String>,
            dimensions: Output<Map<String>>,
            evaluation_periods: Output<i32>,
            metric_name: Output<String>,
            name: Output<String>,
            namespace: Output<String>,
            period: Output<i32>,
            statistic: Output<String>,
            tags: Output<Map<String>>,
            threshold: Output<f64>,
            treat_missing_data: Output<String>,
        }
    }

    resources! {
        LogGroup(LogGroupArgs) { arn: String, name: String }
        MetricAlarm(MetricAlarmArgs) {}
    }
}

pub mod sfn {
    use super::super::pulumi::{Context, Output, Resource, ResourceOptions};
    use super::{Map, types};

    arguments! {
        StateMachineArgs {
            definition: Output<String>,
            logging_configuration: types::SfnStateMachineLoggingConfigurationArgs,
            name: Output<String>,
            publish: Output<bool>,
            role_arn: Output<String>,
            tags: Output<Map<String>>,
            tracing_configuration: types::SfnStateMachineTracingConfigurationArgs,
            r#type: Output<String>,
        }
    }

    resources! {
        StateMachine(StateMachineArgs) { arn: String }
    }
}
