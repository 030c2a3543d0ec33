//! From the configuration to resources.

use distmap_provision::iam::{PolicyContext, policy};
use distmap_provision::stack::{
    LogLevel, tls_only_bucket_policy, tls_only_topic_policy, trust_policy,
};
use distmap_pulumi_bindings::index::{
    self, GetCallerIdentityArgs, GetPartitionArgs, GetRegionArgs,
};
use distmap_pulumi_bindings::{Output, Program, ResourceOptions, cloudwatch, iam, s3, sfn, sns};

use crate::alarms;
use crate::configuration::{Configuration, KEYS};

/// The program of a stack.
///
/// # Errors
/// Where a definition takes a value that it cannot have, or needs what IAM does not know.
pub fn program(configuration: &Configuration) -> Result<Program, Box<dyn std::error::Error>> {
    let mut program = Program::with_keys(KEYS);
    let stack = Stack::new(&mut program, configuration);
    let names = &configuration.names;
    let input = stack.bucket(&mut program, "input", &names.input_bucket);
    let results = stack.bucket(&mut program, "results", &names.results_bucket);
    let topic = stack.topic(&mut program);
    let logs = stack.log_group(&mut program);
    let machine = stack.state_machine(&mut program, &input, &results, &topic, &logs)?;
    if let Some(wanted) = &configuration.alarms {
        alarms::add(&mut program, &stack, wanted, &machine);
    }
    program.export("inputBucket", input.bucket());
    program.export("resultsBucket", results.bucket());
    program.export("topicArn", topic.arn());
    program.export("stateMachineArn", machine.arn());
    program.export("logGroup", logs.name());
    program.export("region", stack.region.clone());
    program.export("variant", configuration.variant.name().into());
    Ok(program)
}

/// What the parts of the stack share.
pub(crate) struct Stack<'a> {
    pub configuration: &'a Configuration,
    account: Output<String>,
    region: Output<String>,
    partition: Output<String>,
}

impl<'a> Stack<'a> {
    fn new(program: &mut Program, configuration: &'a Configuration) -> Self {
        Self {
            configuration,
            account: index::get_caller_identity(
                program,
                "caller",
                GetCallerIdentityArgs::default(),
            )
            .account_id(),
            region: index::get_region(program, "region", GetRegionArgs::default()).region(),
            partition: index::get_partition(program, "partition", GetPartitionArgs::default())
                .partition(),
        }
    }

    pub fn tags(&self) -> Option<Output<std::collections::BTreeMap<String, String>>> {
        Some(self.configuration.tags().into())
    }

    /// Options of what holds data.
    fn protected(&self) -> ResourceOptions {
        ResourceOptions { protect: Some(self.configuration.options.protect), ..Default::default() }
    }

    /// A bucket that is private, encrypted, versioned and tidied.
    fn bucket(&self, program: &mut Program, role: &str, name: &str) -> s3::Bucket {
        let options = &self.configuration.options;
        let bucket = s3::Bucket::new(
            program,
            role,
            s3::BucketArgs {
                // The account makes the name unique among all of AWS's customers.
                bucket: Some(Output::concat([name.into(), "-".into(), self.account.clone()])),
                force_destroy: Some(options.force_destroy.into()),
                tags: self.tags(),
                ..Default::default()
            },
            self.protected(),
        );
        let id = || bucket.bucket();
        let of_bucket =
            || ResourceOptions { parent: Some(bucket.as_ref().clone()), ..Default::default() };
        let block = s3::BucketPublicAccessBlock::new(
            program,
            &format!("{role}-private"),
            s3::BucketPublicAccessBlockArgs {
                block_public_acls: Some(true.into()),
                block_public_policy: Some(true.into()),
                ignore_public_acls: Some(true.into()),
                restrict_public_buckets: Some(true.into()),
                ..s3::BucketPublicAccessBlockArgs::new(id())
            },
            of_bucket(),
        );
        s3::BucketOwnershipControls::new(
            program,
            &format!("{role}-owner"),
            s3::BucketOwnershipControlsArgs::new(
                id(),
                s3::BucketOwnershipControlsRule::new("BucketOwnerEnforced"),
            ),
            of_bucket(),
        );
        let versioning = s3::BucketVersioning::new(
            program,
            &format!("{role}-versions"),
            s3::BucketVersioningArgs::new(
                id(),
                s3::BucketVersioningVersioningConfiguration::new("Enabled"),
            ),
            of_bucket(),
        );
        self.encrypt(program, role, &bucket);
        s3::BucketLifecycleConfiguration::new(
            program,
            &format!("{role}-lifecycle"),
            s3::BucketLifecycleConfigurationArgs {
                rules: Some(vec![self.lifecycle(role == "results")].into()),
                ..s3::BucketLifecycleConfigurationArgs::new(id())
            },
            // S3 refuses rules about versions of a bucket that has none.
            ResourceOptions { depends_on: vec![versioning.as_ref().clone()], ..of_bucket() },
        );
        let arn = bucket.arn();
        let tls_only = tls_only_bucket_policy(arn.token().unwrap_or_default());
        s3::BucketPolicy::new(
            program,
            &format!("{role}-tls"),
            s3::BucketPolicyArgs::new(id(), Output::json(tls_only)),
            ResourceOptions { depends_on: vec![block.as_ref().clone()], ..of_bucket() },
        );
        bucket
    }

    fn encrypt(&self, program: &mut Program, role: &str, bucket: &s3::Bucket) {
        type Default_ =
            s3::BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefault;
        let key = self.configuration.kms_key();
        let own = key.is_some();
        let default = Default_ {
            kms_master_key_id: key,
            ..Default_::new(if own { "aws:kms" } else { "AES256" })
        };
        let rule = s3::BucketServerSideEncryptionConfigurationRule {
            apply_server_side_encryption_by_default: Some(default.into()),
            bucket_key_enabled: Some(own.into()),
            ..Default::default()
        };
        s3::BucketServerSideEncryptionConfiguration::new(
            program,
            &format!("{role}-encryption"),
            s3::BucketServerSideEncryptionConfigurationArgs::new(bucket.bucket(), vec![rule]),
            ResourceOptions { parent: Some(bucket.as_ref().clone()), ..Default::default() },
        );
    }

    fn lifecycle(&self, results: bool) -> s3::BucketLifecycleConfigurationRule {
        let options = &self.configuration.options;
        let days = |days: u32| Some(i64::from(days).into());
        s3::BucketLifecycleConfigurationRule {
            filter: Some(
                s3::BucketLifecycleConfigurationRuleFilter {
                    prefix: Some("".into()),
                    ..Default::default()
                }
                .into(),
            ),
            abort_incomplete_multipart_upload: Some(
                s3::BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload {
                    days_after_initiation: days(options.abort_uploads_days),
                }
                .into(),
            ),
            noncurrent_version_expiration: Some(
                s3::BucketLifecycleConfigurationRuleNoncurrentVersionExpiration::new(i64::from(
                    options.noncurrent_expire_days,
                ))
                .into(),
            ),
            expiration: results.then(|| {
                s3::BucketLifecycleConfigurationRuleExpiration {
                    days: days(options.results_expire_days),
                    ..Default::default()
                }
                .into()
            }),
            ..s3::BucketLifecycleConfigurationRule::new("keep-tidy", "Enabled")
        }
    }

    fn topic(&self, program: &mut Program) -> sns::Topic {
        // AWS's own key lets everyone of the account who may publish use it; a customer's key is in the role's policy.
        let key = self.configuration.kms_key().unwrap_or_else(|| "alias/aws/sns".into());
        let topic = sns::Topic::new(
            program,
            "items",
            sns::TopicArgs {
                name: Some(self.configuration.names.topic.as_str().into()),
                kms_master_key_id: Some(key),
                tags: self.tags(),
                ..Default::default()
            },
            self.protected(),
        );
        self.tls_only(program, "items-tls", &topic);
        topic
    }

    pub fn tls_only(&self, program: &mut Program, name: &str, topic: &sns::Topic) {
        let arn = topic.arn();
        let document = tls_only_topic_policy(token(&arn), token(&self.account));
        sns::TopicPolicy::new(
            program,
            name,
            sns::TopicPolicyArgs::new(topic.arn(), Output::json(document)),
            ResourceOptions { parent: Some(topic.as_ref().clone()), ..Default::default() },
        );
    }

    fn log_group(&self, program: &mut Program) -> cloudwatch::LogGroup {
        let options = &self.configuration.options;
        cloudwatch::LogGroup::new(
            program,
            "logs",
            cloudwatch::LogGroupArgs {
                name: Some(self.configuration.names.log_group.as_str().into()),
                retention_in_days: Some(i64::from(options.log_retention_days).into()),
                kms_key_id: self.configuration.kms_key(),
                tags: self.tags(),
                ..Default::default()
            },
            ResourceOptions::default(),
        )
    }

    fn state_machine(
        &self,
        program: &mut Program,
        input: &s3::Bucket,
        results: &s3::Bucket,
        topic: &sns::Topic,
        logs: &cloudwatch::LogGroup,
    ) -> Result<sfn::StateMachine, Box<dyn std::error::Error>> {
        let Configuration { names, variant, options, .. } = self.configuration;
        let name = &names.state_machine;
        let (input, results, topic) = (input.bucket(), results.bucket(), topic.arn());
        let settings =
            self.configuration.settings(token(&input), token(&topic), token(&results))?;
        let definition = variant.definition(&settings);
        let logged = options.log_level != LogLevel::Off;
        let context = PolicyContext {
            partition: token(&self.partition).to_owned(),
            kms_key: options.kms_key.clone(),
            logging: logged,
            tracing: options.tracing,
            ..PolicyContext::new(token(&self.region), token(&self.account), name)
        };
        let permissions = Output::json(policy(&definition, &context)?.to_value());

        let role = iam::Role::new(
            program,
            "role",
            iam::RoleArgs {
                name: Some(names.role.as_str().into()),
                description: Some(format!("What the state machine {name} may do").into()),
                tags: self.tags(),
                ..iam::RoleArgs::new(Output::json(trust_policy(&context)))
            },
            ResourceOptions::default(),
        );
        let permissions = iam::RolePolicy::new(
            program,
            "permissions",
            iam::RolePolicyArgs::new(self.configuration.of_policy(permissions), role.id()),
            ResourceOptions { parent: Some(role.as_ref().clone()), ..Default::default() },
        );
        let definition = Output::json_in_order(&definition.to_value());
        let machine = sfn::StateMachine::new(
            program,
            "machine",
            sfn::StateMachineArgs {
                name: Some(name.as_str().into()),
                r#type: Some("STANDARD".into()),
                logging_configuration: Some(
                    sfn::StateMachineLoggingConfiguration {
                        level: Some(options.log_level.as_str().into()),
                        include_execution_data: Some(
                            (logged && options.include_execution_data).into(),
                        ),
                        // A role that may not deliver logs cannot be given a place for them.
                        log_destination: logged.then(|| Output::concat([logs.arn(), ":*".into()])),
                    }
                    .into(),
                ),
                tracing_configuration: Some(
                    sfn::StateMachineTracingConfiguration { enabled: Some(options.tracing.into()) }
                        .into(),
                ),
                tags: self.tags(),
                ..sfn::StateMachineArgs::new(self.configuration.of_workflow(definition), role.arn())
            },
            // Step Functions tries the role's permissions when it takes the logging configuration.
            ResourceOptions {
                depends_on: vec![permissions.as_ref().clone()],
                ..Default::default()
            },
        );
        Ok(machine)
    }
}

/// What stands for a reference in names and ARNs. A reference always has such a text.
fn token(output: &Output<String>) -> &str {
    output.token().unwrap_or_default()
}
