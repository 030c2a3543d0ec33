//! Outputs of other stacks.

use crate::context::{Context, Registration, Resource};
use crate::error::ProgramError;
use crate::expression;
use crate::options::ResourceOptions;
use crate::output::Output;
use crate::value::PropertyValue;

/// Another stack: <https://www.pulumi.com/docs/iac/concepts/stacks/#stackreferences>.
///
/// ```
/// use distmap_pulumi_bindings::{Context, ResourceOptions, StackReference, pv};
///
/// let ctx = Context::default();
/// let name = pv::string("acme/network/dev");
/// let network = StackReference::new(&ctx, "network", name, ResourceOptions::default());
/// ctx.export("vpc", network.get_output(pv::string("vpcId")));
/// assert_eq!(ctx.render()?["outputs"]["vpc"], "${network.outputs.vpcId}");
/// # Ok::<(), distmap_pulumi_bindings::ProgramError>(())
/// ```
#[derive(Clone, Debug)]
pub struct StackReference {
    resource: Resource,
}

impl StackReference {
    /// Refers to a stack by its whole name, such as `organization/project/stack`.
    pub fn new(
        ctx: &Context,
        name: &str,
        stack_name: Output<PropertyValue>,
        options: ResourceOptions,
    ) -> Self {
        let resource = ctx.register(Registration {
            token: "pulumi:pulumi:StackReference",
            name,
            version: "",
            inputs: vec![("name".to_owned(), stack_name)],
            required: &[],
            options,
        });
        Self { resource }
    }

    /// The resource that it is.
    #[must_use]
    pub fn pulumi_resource(&self) -> &Resource {
        &self.resource
    }

    /// The engine's name for the resource.
    #[must_use]
    pub fn urn(&self) -> Output<String> {
        self.resource.urn()
    }

    /// The stack's name.
    #[must_use]
    pub fn id(&self) -> Output<String> {
        self.resource.id()
    }

    /// A property of the resource.
    #[must_use]
    pub fn output(&self, name: &str) -> Output<PropertyValue> {
        self.resource.output(name)
    }

    /// An output of the stack, by a name that must be written out. It is a secret where it is one there.
    #[must_use]
    pub fn get_output(&self, key: Output<PropertyValue>) -> Output<PropertyValue> {
        let outputs = self.output("outputs").expression();
        Output::new(key.cast::<String>().expression().and_then(|key| match key.as_str() {
            Some(name) if !expression::is_computed(&key) => expression::member(&outputs?, name),
            _ => Err(ProgramError::Unsupported(format!("compute the name of an output: {key}"))),
        }))
    }
}
