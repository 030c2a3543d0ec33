//! `destroy --target aws`: empties the stack's buckets and has the Pulumi CLI remove the rest.

use distmap_provision::pulumi::{Operation, PulumiError, Setting};
use distmap_provision::sdk::empty_bucket;

use crate::cli::Global;
use crate::commands::destroy::{Destroy, holds_objects};
use crate::consent::agreed;
use crate::deployment::Deployment;
use crate::error::{CommandError, Exit, Result};
use crate::output;
use crate::pulumi::{Stop, failed, pulumi};
use crate::session::{Session, nothing_deployed};

pub(crate) async fn destroy(args: &Destroy, global: &Global) -> Result<()> {
    let known = Deployment::read(&global.state_dir, args.target.name())?;
    let known = known.map(|deployment| deployment.stack);
    let stack = args.stack.clone().or_else(|| known.clone());
    let stack = stack.ok_or_else(|| nothing_deployed(args.target.name(), &global.state_dir))?;
    let mut stop = Stop::listen()?;
    // What the stack holds is asked of Pulumi, which knows of an update that stopped in the middle too.
    let (settings, held) = pulumi(&stack, global, &mut stop, |cli, _| {
        cli.check()?;
        cli.select(false)?;
        Ok((cli.settings()?, cli.holdings()?))
    })
    .await?;

    let mut target = args.target.clone();
    let there = settings.get("aws:region").and_then(Setting::text);
    target.region = target.region.or_else(|| there.cloned());
    let session = Session::create(&target, global).await?;
    let place = session.place().await?;
    if let Some(there) = held.account.filter(|account| *account != place.account) {
        let what = "account";
        let error =
            PulumiError::Elsewhere { stack: stack.clone(), what, there, wanted: place.account };
        return Err(failed(&stack, error));
    }
    let mut holding = Vec::new();
    for bucket in &held.buckets {
        if holds_objects(&session, bucket).await? {
            holding.push(bucket.as_str());
        }
    }
    let question = match holding.as_slice() {
        [] => format!("remove the stack {stack} from AWS?"),
        _ => format!(
            "remove the stack {stack} from AWS, with all objects of {}?",
            holding.join(" and ")
        ),
    };
    if !args.yes && !agreed(&question).await? {
        let message = match holding.as_slice() {
            [] => "nothing was removed: nobody agreed to it",
            _ => "nothing was removed: the buckets hold objects",
        };
        let hint = "`cargo xtask destroy --target aws --yes` removes the stack and its objects";
        return Err(CommandError::with_hint(Exit::NotAgreed, message, hint));
    }
    for bucket in &holding {
        let bar = output::counter(&format!("objects of {bucket} deleted"), global);
        let mut shown = |gone| bar.set_position(gone);
        let emptied = stop.or(empty_bucket(&session.s3, bucket, &mut shown), &stack).await;
        bar.finish_and_clear();
        emptied?.map_err(|error| CommandError::new(Exit::Service, error))?;
    }
    pulumi(&stack, global, &mut stop, |cli, show| {
        cli.unprotect()?;
        cli.run(Operation::Destroy, show)
    })
    .await?;
    if known.as_deref() == Some(stack.as_str()) {
        Deployment::remove(&global.state_dir, args.target.name())?;
    }
    Ok(())
}
