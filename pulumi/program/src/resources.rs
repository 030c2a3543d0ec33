//! From the configuration to resources.

use distmap_provision::iam::{PolicyContext, policy};
use distmap_provision::stack::{
    LogLevel, tls_only_bucket_policy, tls_only_topic_policy, trust_policy,
};

use crate::alarms;
use crate::configuration::Configuration;
use crate::sdk::pulumi::{
    Context, Error, InvokeOptions, Output, PropertyValue, ResourceOptions, Result, output, pv,
};
use crate::sdk::pulumi_aws::{self, cloudwatch, iam, s3, sfn, sns, types};
use crate::texts::Placeholders;

/// Adds the stack to the program, as its configuration has it.
///
/// # Errors
/// Where the configuration has a value that cannot be, or a definition needs what IAM does not know.
pub fn program(ctx: &Context) -> Result<()> {
    let configuration = Configuration::read(ctx.config(), ctx.stack()).map_err(said)?;
    let stack = Stack::new(ctx, &configuration);
    let names = &configuration.names;
    let input = stack.bucket("input", &names.input_bucket);
    let results = stack.bucket("results", &names.results_bucket);
    let topic = stack.topic();
    let logs = stack.log_group();
    let machine = stack.state_machine(&input, &results, &topic, &logs)?;
    if let Some(wanted) = &configuration.alarms {
        alarms::add(&stack, wanted, &machine);
    }
    ctx.export("inputBucket", input.bucket().cast::<PropertyValue>());
    ctx.export("resultsBucket", results.bucket().cast::<PropertyValue>());
    ctx.export("topicArn", topic.arn().cast::<PropertyValue>());
    ctx.export("stateMachineArn", machine.arn().cast::<PropertyValue>());
    ctx.export("logGroup", logs.name().cast::<PropertyValue>());
    ctx.export("region", stack.region.cast::<PropertyValue>());
    ctx.export("variant", pv::string(configuration.variant.name()));
    Ok(())
}

/// An error as the SDK has it.
fn said(error: impl std::fmt::Display) -> Error {
    Error::new(error.to_string())
}

/// What the parts of the stack share.
pub(crate) struct Stack<'a> {
    pub ctx: &'a Context,
    pub configuration: &'a Configuration,
    account: Output<String>,
    region: Output<String>,
    partition: Output<String>,
}

impl<'a> Stack<'a> {
    fn new(ctx: &'a Context, configuration: &'a Configuration) -> Self {
        let options = InvokeOptions::default;
        let caller = pulumi_aws::GetCallerIdentityArgs::default();
        let caller = pulumi_aws::get_caller_identity(ctx, caller, options());
        let region = pulumi_aws::GetRegionArgs::default();
        let region = pulumi_aws::get_region(ctx, region, options());
        let partition = pulumi_aws::GetPartitionArgs::default();
        let partition = pulumi_aws::get_partition(ctx, partition, options());
        Self {
            ctx,
            configuration,
            account: caller.index("accountId").cast(),
            region: region.index("region").cast(),
            partition: partition.index("partition").cast(),
        }
    }

    pub fn tags(&self) -> Option<Output<std::collections::BTreeMap<String, String>>> {
        Some(pv::object(self.configuration.tags()).cast())
    }

    /// Options of what holds data.
    fn protected(&self) -> ResourceOptions {
        ResourceOptions { protect: Some(self.configuration.options.protect), ..Default::default() }
    }

    /// A bucket that is private, encrypted, versioned and tidied.
    fn bucket(&self, role: &str, name: &str) -> s3::Bucket {
        let options = &self.configuration.options;
        let bucket = s3::Bucket::new(
            self.ctx,
            role,
            s3::BucketArgs {
                // The account makes the name unique among all of AWS's customers.
                bucket: Some(output::concat(vec![
                    pv::string(format!("{name}-")),
                    self.account.cast(),
                ])),
                force_destroy: Some(options.force_destroy.into()),
                tags: self.tags(),
                ..Default::default()
            },
            self.protected(),
        );
        let id = || Some(bucket.bucket());
        let of_bucket = || ResourceOptions {
            parent: Some(bucket.pulumi_resource().clone()),
            ..Default::default()
        };
        let block = s3::BucketPublicAccessBlock::new(
            self.ctx,
            &format!("{role}-private"),
            s3::BucketPublicAccessBlockArgs {
                bucket: id(),
                block_public_acls: Some(true.into()),
                block_public_policy: Some(true.into()),
                ignore_public_acls: Some(true.into()),
                restrict_public_buckets: Some(true.into()),
                ..Default::default()
            },
            of_bucket(),
        );
        s3::BucketOwnershipControls::new(
            self.ctx,
            &format!("{role}-owner"),
            s3::BucketOwnershipControlsArgs {
                bucket: id(),
                rule: Some(types::S3BucketOwnershipControlsRuleArgs {
                    object_ownership: text("BucketOwnerEnforced"),
                }),
                ..Default::default()
            },
            of_bucket(),
        );
        let versioning = s3::BucketVersioning::new(
            self.ctx,
            &format!("{role}-versions"),
            s3::BucketVersioningArgs {
                bucket: id(),
                versioning_configuration: Some(
                    types::S3BucketVersioningVersioningConfigurationArgs {
                        status: text("Enabled"),
                        ..Default::default()
                    },
                ),
                ..Default::default()
            },
            of_bucket(),
        );
        self.encrypt(role, &bucket);
        s3::BucketLifecycleConfiguration::new(
            self.ctx,
            &format!("{role}-lifecycle"),
            s3::BucketLifecycleConfigurationArgs {
                bucket: id(),
                rules: Some(vec![self.lifecycle(role == "results")]),
                ..Default::default()
            },
            // S3 refuses rules about versions of a bucket that has none.
            ResourceOptions {
                depends_on: vec![versioning.pulumi_resource().clone()],
                ..of_bucket()
            },
        );
        let mut known = Placeholders::default();
        let tls_only = tls_only_bucket_policy(&known.of(&bucket.arn()));
        s3::BucketPolicy::new(
            self.ctx,
            &format!("{role}-tls"),
            s3::BucketPolicyArgs {
                bucket: id(),
                policy: Some(known.json(&tls_only)),
                ..Default::default()
            },
            ResourceOptions { depends_on: vec![block.pulumi_resource().clone()], ..of_bucket() },
        );
        bucket
    }

    fn encrypt(&self, role: &str, bucket: &s3::Bucket) {
        use types::S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs as ByDefaultArgs;
        let key = self.configuration.kms_key();
        let own = key.is_some();
        let rule = types::S3BucketServerSideEncryptionConfigurationRuleArgs {
            apply_server_side_encryption_by_default: Some(ByDefaultArgs {
                kms_master_key_id: key,
                sse_algorithm: text(if own { "aws:kms" } else { "AES256" }),
            }),
            bucket_key_enabled: Some(own.into()),
            ..Default::default()
        };
        s3::BucketServerSideEncryptionConfiguration::new(
            self.ctx,
            &format!("{role}-encryption"),
            s3::BucketServerSideEncryptionConfigurationArgs {
                bucket: Some(bucket.bucket()),
                rules: Some(vec![rule]),
                ..Default::default()
            },
            ResourceOptions {
                parent: Some(bucket.pulumi_resource().clone()),
                ..Default::default()
            },
        );
    }

    fn lifecycle(&self, results: bool) -> types::S3BucketLifecycleConfigurationRuleArgs {
        use types::S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs as AbortArgs;
        use types::S3BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs as NoncurrentArgs;
        let options = &self.configuration.options;
        types::S3BucketLifecycleConfigurationRuleArgs {
            id: text("keep-tidy"),
            status: text("Enabled"),
            filter: Some(types::S3BucketLifecycleConfigurationRuleFilterArgs {
                prefix: text(""),
                ..Default::default()
            }),
            abort_incomplete_multipart_upload: Some(AbortArgs {
                days_after_initiation: count(options.abort_uploads_days),
            }),
            noncurrent_version_expiration: Some(NoncurrentArgs {
                noncurrent_days: count(options.noncurrent_expire_days),
                ..Default::default()
            }),
            expiration: results.then(|| types::S3BucketLifecycleConfigurationRuleExpirationArgs {
                days: count(options.results_expire_days),
                ..Default::default()
            }),
            ..Default::default()
        }
    }

    fn topic(&self) -> sns::Topic {
        // AWS's own key lets everyone of the account who may publish use it; a customer's key is in the role's policy.
        let key = self.configuration.kms_key().or_else(|| text("alias/aws/sns"));
        let topic = sns::Topic::new(
            self.ctx,
            "items",
            sns::TopicArgs {
                name: text(&self.configuration.names.topic),
                kms_master_key_id: key,
                tags: self.tags(),
                ..Default::default()
            },
            self.protected(),
        );
        self.tls_only("items-tls", &topic);
        topic
    }

    pub fn tls_only(&self, name: &str, topic: &sns::Topic) {
        let mut known = Placeholders::default();
        let (arn, account) = (known.of(&topic.arn()), known.of(&self.account));
        let document = tls_only_topic_policy(&arn, &account);
        sns::TopicPolicy::new(
            self.ctx,
            name,
            sns::TopicPolicyArgs {
                arn: Some(topic.arn()),
                policy: Some(known.json(&document)),
                ..Default::default()
            },
            ResourceOptions { parent: Some(topic.pulumi_resource().clone()), ..Default::default() },
        );
    }

    fn log_group(&self) -> cloudwatch::LogGroup {
        let options = &self.configuration.options;
        cloudwatch::LogGroup::new(
            self.ctx,
            "logs",
            cloudwatch::LogGroupArgs {
                name: text(&self.configuration.names.log_group),
                retention_in_days: count(options.log_retention_days),
                kms_key_id: self.configuration.kms_key(),
                tags: self.tags(),
                ..Default::default()
            },
            ResourceOptions::default(),
        )
    }

    fn state_machine(
        &self,
        input: &s3::Bucket,
        results: &s3::Bucket,
        topic: &sns::Topic,
        logs: &cloudwatch::LogGroup,
    ) -> Result<sfn::StateMachine> {
        let Configuration { names, variant, options, .. } = self.configuration;
        let name = &names.state_machine;
        let mut known = Placeholders::default();
        let (input, results) = (known.of(&input.bucket()), known.of(&results.bucket()));
        let topic = known.of(&topic.arn());
        let settings = self.configuration.settings(&input, &topic, &results).map_err(said)?;
        let definition = variant.definition(&settings);
        let logged = options.log_level != LogLevel::Off;
        let (region, account) = (known.of(&self.region), known.of(&self.account));
        let context = PolicyContext {
            partition: known.of(&self.partition),
            kms_key: options.kms_key.clone(),
            logging: logged,
            tracing: options.tracing,
            ..PolicyContext::new(&region, &account, name)
        };
        let permissions = known.json(&policy(&definition, &context).map_err(said)?.to_value());

        let role = iam::Role::new(
            self.ctx,
            "role",
            iam::RoleArgs {
                name: text(&names.role),
                description: Some(format!("What the state machine {name} may do").into()),
                assume_role_policy: Some(known.json(&trust_policy(&context))),
                tags: self.tags(),
                ..Default::default()
            },
            ResourceOptions::default(),
        );
        let permissions = iam::RolePolicy::new(
            self.ctx,
            "permissions",
            iam::RolePolicyArgs {
                policy: Some(self.configuration.of_policy(permissions)),
                role: Some(role.id()),
                ..Default::default()
            },
            ResourceOptions { parent: Some(role.pulumi_resource().clone()), ..Default::default() },
        );
        // Written here, not by the engine, which would sort its keys.
        let definition = known.text(&definition.to_value().to_string());
        let machine = sfn::StateMachine::new(
            self.ctx,
            "machine",
            sfn::StateMachineArgs {
                name: text(name),
                r#type: text("STANDARD"),
                definition: Some(self.configuration.of_workflow(definition)),
                role_arn: Some(role.arn()),
                logging_configuration: Some(types::SfnStateMachineLoggingConfigurationArgs {
                    level: text(options.log_level.as_str()),
                    include_execution_data: Some((logged && options.include_execution_data).into()),
                    // A role that may not deliver logs cannot be given a place for them.
                    log_destination: logged
                        .then(|| output::concat(vec![logs.arn().cast(), pv::string(":*")])),
                }),
                tracing_configuration: Some(types::SfnStateMachineTracingConfigurationArgs {
                    enabled: Some(options.tracing.into()),
                }),
                tags: self.tags(),
                ..Default::default()
            },
            // Step Functions tries the role's permissions when it takes the logging configuration.
            ResourceOptions {
                depends_on: vec![permissions.pulumi_resource().clone()],
                ..Default::default()
            },
        );
        Ok(machine)
    }
}

/// A text that is known, as a property.
pub(crate) fn text(text: &str) -> Option<Output<String>> {
    Some(Output::known(text.to_owned()))
}

/// A number that is known, as a property of type `i32`. All that the configuration takes fit.
fn count(count: u32) -> Option<Output<i32>> {
    Some(pv::number(f64::from(count)).cast())
}
