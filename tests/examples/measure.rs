//! Measures one case: `measure VARIANT BACKEND COUNT`.
use distmap_tests::bench::{Backend, Case, measure, table};

// As the commands do: a run allocates on every core at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let args: Vec<String> = std::env::args().collect();
    let variant = args[1].parse()?;
    let backend =
        Backend::ALL.into_iter().find(|b| b.name() == args[2]).ok_or("no such backend")?;
    let rows = vec![measure(Case { variant, backend, objects: args[3].parse()? })?];
    #[allow(clippy::print_stdout)]
    {
        print!("{}", table(&rows));
    }
    Ok(())
}
