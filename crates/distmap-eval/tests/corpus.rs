//! Replays the fuzz targets' corpus: what once failed must not fail again.

use std::path::Path;

#[path = "../../../fuzz/src/lib.rs"]
mod targets;

#[test]
fn every_input_of_the_corpus() -> std::io::Result<()> {
    type Target = fn(&[u8]);
    let targets: [(&str, Target); 6] = [
        ("definition", targets::definition),
        ("json_path", targets::json_path),
        ("intrinsic", targets::intrinsic),
        ("jsonata", targets::jsonata),
        ("template", targets::template),
        ("transform", targets::transform),
    ];
    for (name, target) in targets {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
        let mut inputs = 0;
        for input in std::fs::read_dir(corpus)? {
            target(&std::fs::read(input?.path())?);
            inputs += 1;
        }
        assert!(inputs >= 5, "the corpus of {name} has {inputs} inputs");
    }
    Ok(())
}
