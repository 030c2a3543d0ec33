//! The program of the stack, for Pulumi's YAML runtime.

fn main() {
    distmap_pulumi_bindings::run(|ctx| async move { distmap_pulumi::program(&ctx) });
}
