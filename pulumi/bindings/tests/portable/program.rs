// A program for the SDK and for the bindings. It is included where `pulumi` and `pulumi_aws` are one or the other.

use pulumi_aws::{iam, s3, sns, types};

/// What a `main.rs` would hold.
#[allow(dead_code, reason = "a test has a main function of its own")]
fn main() {
    pulumi::run(|ctx| async move {
        program(&ctx)?;
        Ok(())
    });
}

pub fn program(ctx: &pulumi::Context) -> pulumi::Result<()> {
    // The project, its configuration, and what is already there.
    let owner = format!("{}/{}/{}", ctx.organization(), ctx.project(), ctx.stack());
    let config = ctx.config();
    let team = config.require_string("team")?;
    let keep = config.get_bool_or("keep", pulumi::PropertyValue::Bool(true));
    let note = config.get("note").unwrap_or_else(|| "none".to_owned());
    if note.len() > 100 {
        return Err(pulumi::Error::new(format!("`{note}` is too long")));
    }
    let caller = pulumi_aws::get_caller_identity(
        ctx,
        pulumi_aws::GetCallerIdentityArgs::default(),
        pulumi::InvokeOptions::default(),
    );
    let account: pulumi::Output<String> = caller.index("accountId").cast();
    let region = pulumi_aws::get_region(
        ctx,
        pulumi_aws::GetRegionArgs::default(),
        pulumi::InvokeOptions::default(),
    );
    let network = pulumi::StackReference::new(
        ctx,
        "network",
        pulumi::pv::string("acme/network/dev"),
        pulumi::ResourceOptions::default(),
    );

    let bucket = s3::Bucket::new(
        ctx,
        "input",
        s3::BucketArgs {
            bucket: Some(pulumi::output::concat(vec![
                pulumi::pv::string("input-"),
                account.cast(),
            ])),
            force_destroy: Some(pulumi::pv::bool(false).cast()),
            tags: Some(
                pulumi::pv::object(vec![
                    ("team".to_string(), team.clone()),
                    ("owner".to_string(), pulumi::pv::string(owner)),
                ])
                .cast(),
            ),
            ..Default::default()
        },
        pulumi::ResourceOptions {
            protect: Some(true),
            ignore_changes: vec!["tags".to_string()],
            aliases: vec![pulumi::Alias::Urn(
                "urn:pulumi:dev::distmap::aws:s3/bucket:Bucket::old".to_string(),
            )],
            ..Default::default()
        },
    );
    let of_bucket = || pulumi::ResourceOptions {
        parent: Some(bucket.pulumi_resource().clone()),
        ..Default::default()
    };
    let versions = versioned(ctx, &bucket, of_bucket());
    s3::BucketLifecycleConfiguration::new(
        ctx,
        "input-lifecycle",
        s3::BucketLifecycleConfigurationArgs {
            bucket: Some(bucket.bucket()),
            rules: Some(vec![types::S3BucketLifecycleConfigurationRuleArgs {
                id: Some("tidy".to_string().into()),
                status: Some("Enabled".to_string().into()),
                expiration: Some(types::S3BucketLifecycleConfigurationRuleExpirationArgs {
                    days: Some(30.into()),
                    ..Default::default()
                }),
                ..Default::default()
            }]),
            ..Default::default()
        },
        pulumi::ResourceOptions {
            depends_on: vec![versions.pulumi_resource().clone()],
            custom_timeouts: Some(pulumi::CustomTimeouts {
                create: Some(pulumi::pv::string("30m")),
                ..Default::default()
            }),
            ..of_bucket()
        },
    );

    // What only the engine knows, inside a document.
    let policy = pulumi::pv::to_json(pulumi::pv::object(vec![
        ("Version".to_string(), pulumi::pv::string("2012-10-17")),
        (
            "Statement".to_string(),
            pulumi::pv::array(vec![pulumi::pv::object(vec![
                ("Effect".to_string(), pulumi::pv::string("Deny")),
                (
                    "Resource".to_string(),
                    pulumi::pv::concat(vec![bucket.arn().cast(), pulumi::pv::string("/*")]),
                ),
            ])]),
        ),
    ]));
    s3::BucketPolicy::new(
        ctx,
        "input-policy",
        s3::BucketPolicyArgs {
            bucket: Some(bucket.bucket().cast()),
            policy: Some(policy.cast()),
            ..Default::default()
        },
        of_bucket(),
    );
    s3::BucketObjectv2::new(
        ctx,
        "read-me",
        s3::BucketObjectv2Args {
            bucket: Some(bucket.bucket()),
            key: Some(pulumi::Output::known("README".to_string())),
            source: Some(pulumi::pv::string_asset(pulumi::pv::string(note)).cast()),
            ..Default::default()
        },
        of_bucket(),
    );
    let elsewhere = pulumi_aws::Provider::new(
        ctx,
        "elsewhere",
        pulumi_aws::ProviderArgs {
            region: Some("eu-west-1".to_string().into()),
            ..Default::default()
        },
        pulumi::ResourceOptions::default(),
    );
    let topic = sns::Topic::new(
        ctx,
        "news",
        sns::TopicArgs::default(),
        pulumi::ResourceOptions {
            provider: Some(elsewhere.pulumi_resource().clone()),
            retain_on_delete: Some(true),
            ..Default::default()
        },
    );
    let role = iam::Role::new(
        ctx,
        "role",
        iam::RoleArgs {
            assume_role_policy: Some(pulumi::Output::known("{}".to_string())),
            ..Default::default()
        },
        pulumi::ResourceOptions { import_id: "role".to_string(), ..Default::default() },
    );

    ctx.export("bucket", bucket.bucket().cast::<pulumi::PropertyValue>());
    ctx.export("region", region.index("region"));
    ctx.export("topic", topic.arn().as_secret().cast::<pulumi::PropertyValue>());
    ctx.export("role", role.urn().cast::<pulumi::PropertyValue>());
    ctx.export("vpc", network.get_output(pulumi::pv::string("vpcId")));
    ctx.export("zone", network.get_output(pulumi::pv::string("zones")).index(0));
    ctx.export("keep", keep);
    ctx.export("password", pulumi::Output::secret("swordfish").cast::<pulumi::PropertyValue>());
    ctx.export("team", pulumi::pv::secret(team));
    Ok(())
}

fn versioned(
    ctx: &pulumi::Context,
    bucket: &s3::Bucket,
    options: pulumi::ResourceOptions,
) -> s3::BucketVersioning {
    s3::BucketVersioning::new(
        ctx,
        "input-versions",
        s3::BucketVersioningArgs {
            bucket: Some(bucket.bucket()),
            versioning_configuration: Some(types::S3BucketVersioningVersioningConfigurationArgs {
                status: Some(pulumi::pv::string("Enabled").cast()),
                ..Default::default()
            }),
            ..Default::default()
        },
        options,
    )
}
