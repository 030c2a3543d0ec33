//! Pictures of the workflow's definitions, and of names that want to break them.

use distmap_asl::builder::{Chain, Fail, Pass, Task};
use distmap_asl::graph::{mermaid, svg};
use distmap_asl::workflow::{Settings, Variant};
use distmap_asl::{Catcher, lint};

fn definition(variant: Variant) -> distmap_asl::StateMachine {
    let settings = Settings::new("bucket", "topic", "results").expect("valid settings");
    variant.definition(&settings)
}

#[test]
fn mermaid_of_each_variant() {
    insta::assert_snapshot!("mermaid_nested", mermaid(&definition(Variant::Nested)));
    insta::assert_snapshot!("mermaid_flat", mermaid(&definition(Variant::Flat)));
}

#[test]
fn every_state_has_its_box() {
    for variant in Variant::ALL {
        let machine = definition(variant);
        let picture = svg(&machine);
        let states = distmap_asl::walk::sites(&machine, distmap_asl::ExecutionType::Standard);
        assert_eq!(picture.matches("<rect class=\"b ").count(), states.len(), "{variant}");
        for state in states {
            assert!(picture.contains(&format!(">{}</text>", state.name)), "{}", state.name);
        }
    }
}

#[test]
fn names_cannot_break_a_picture() {
    let machine = Chain::start("</text><script>\"#;\u{1}", Pass::new()).end();
    assert!(!svg(&machine).contains("<script"));
    assert!(!mermaid(&machine).contains("<script"));
}

#[test]
fn a_long_chain_with_a_common_catcher_is_drawn() {
    let task = || Task::new("arn:aws:states:::sns:publish").catch(Catcher::on(["States.ALL"], "F"));
    let mut chain = Chain::start("0", task());
    for number in 1..2_000 {
        chain = chain.then(number.to_string(), task());
    }
    let machine = chain.end().with("F", Fail::new());
    let picture = svg(&machine);
    assert_eq!(picture.matches("<rect class=\"b ").count(), 2_001);
    assert_eq!(mermaid(&machine).matches("-.->").count(), 2_000);
    assert!(lint::check(&machine).iter().all(|it| it.code == "no-retry"));
}
