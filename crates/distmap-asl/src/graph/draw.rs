//! The layout as SVG.

use std::fmt::Write as _;

use super::edges::Style;
use super::layout::{Arrow, Layout, Look, Node, Point};

const MARGIN: f64 = 20.0;

/// Plain colours first, as not every viewer knows more; the darker ground for those that do.
const STYLE: &str = "\
text{font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;text-anchor:middle;fill:#1f2933}\
.t{font-size:13px;font-weight:600}.d{font-size:11px;fill:#616e7c}\
.l,.k{font-size:10.5px;fill:#616e7c}.k{fill:#fff;stroke:#fff;stroke-width:4px;stroke-linejoin:round}\
.a{fill:none;stroke:#7b8794;stroke-width:1.4;stroke-linejoin:round}.h{fill:#7b8794}\
.c{fill:none;stroke:#c0392b;stroke-width:1.4;stroke-dasharray:5 4}.hc{fill:#c0392b}\
.g{fill:#fff}.b{stroke-width:1.4;fill-opacity:.12}\
.start{fill:#1f2933}.end{fill:none;stroke:#1f2933;stroke-width:4}\
.task{fill:#d97706;stroke:#d97706}.pass{fill:#64748b;stroke:#64748b}.choice{fill:#0891b2;stroke:#0891b2}\
.wait{fill:#7c3aed;stroke:#7c3aed}.succeed{fill:#16a34a;stroke:#16a34a}.fail{fill:#dc2626;stroke:#dc2626}\
.parallel{fill:#7c3aed;stroke:#7c3aed;fill-opacity:.05}\
.inline{fill:#2563eb;stroke:#2563eb;stroke-dasharray:6 4;fill-opacity:.05}\
.distributed{fill:#2563eb;stroke:#2563eb;stroke-width:2;fill-opacity:.07}\
@media(prefers-color-scheme:dark){text{fill:#e4e7eb}.d,.l{fill:#9aa5b1}.k{fill:#0f1720;stroke:#0f1720}.g{fill:#0f1720}\
.start{fill:#e4e7eb}.end{stroke:#e4e7eb}.c{stroke:#ff8a7a}.hc{fill:#ff8a7a}}";

pub(super) fn document(layout: &Layout) -> String {
    let width = layout.width + 2.0 * MARGIN;
    let height = layout.height + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n<title>state machine</title>\n<style>{STYLE}</style>\n<rect class=\"g\" width=\"100%\" height=\"100%\"/>\n"
    );
    machine(&mut svg, layout, Point { x: MARGIN, y: MARGIN });
    svg.push_str("</svg>\n");
    svg
}

fn machine(svg: &mut String, layout: &Layout, at: Point) {
    // Arrows lie under the boxes, their labels above everything.
    for it in &layout.arrows {
        arrow(svg, it, at);
    }
    for it in &layout.nodes {
        node(svg, it, at);
    }
    for it in layout.arrows.iter().filter(|it| !it.label.is_empty()) {
        let place = middle(&it.points, at);
        // The ground behind it is the same text with a broad outline.
        text(svg, "k", place.x, place.y, &it.label);
        text(svg, "l", place.x, place.y, &it.label);
    }
}

fn node(svg: &mut String, node: &Node, at: Point) {
    let (x, y) = (at.x + node.at.x, at.y + node.at.y);
    let (width, height) = (node.width, node.height);
    let kind = match node.look {
        Look::Start | Look::End => {
            let class = if node.look == Look::Start { "start" } else { "end" };
            let (cx, cy, r) = (x + width / 2.0, y + height / 2.0, width / 2.0);
            let r = if node.look == Look::End { r - 2.0 } else { r };
            put(
                svg,
                format_args!(
                    "<circle class=\"{class}\" cx=\"{cx:.1}\" cy=\"{cy:.1}\" r=\"{r:.1}\"/>\n"
                ),
            );
            return;
        }
        Look::State(kind) => kind,
    };
    let radius = if matches!(kind, "succeed" | "fail") { height / 2.0 } else { 8.0 };
    let frame = format!(
        "x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{radius:.1}\""
    );
    put(svg, format_args!("<rect class=\"g\" {frame}/>\n<rect class=\"b {kind}\" {frame}/>\n"));
    text(svg, "t", x + width / 2.0, y + 20.0, &node.title);
    text(svg, "d", x + width / 2.0, y + 36.0, &node.detail);
    for (place, inner) in &node.inner {
        machine(svg, inner, Point { x: x + place.x, y: y + place.y });
    }
}

fn arrow(svg: &mut String, arrow: &Arrow, at: Point) {
    let points: Vec<Point> =
        arrow.points.iter().map(|it| Point { x: it.x + at.x, y: it.y + at.y }).collect();
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let (line, head) = match arrow.style {
        Style::Plain => ("a", "h"),
        Style::Caught => ("c", "hc"),
    };
    let mut path = format!("M{:.1} {:.1}", first.x, first.y);
    for (index, pair) in points.windows(2).enumerate() {
        let (from, mut to) = (pair[0], pair[1]);
        if index + 2 == points.len() {
            // The line ends inside the head.
            to.y -= 6.0;
        }
        if from.x == to.x || from.y == to.y {
            path.push_str(&format!(" L{:.1} {:.1}", to.x, to.y));
        } else {
            let half = (from.y + to.y) / 2.0;
            path.push_str(&format!(
                " C{:.1} {half:.1} {:.1} {half:.1} {:.1} {:.1}",
                from.x, to.x, to.x, to.y
            ));
        }
    }
    let (x, y) = (last.x, last.y);
    let triangle = format!("M{x:.1} {y:.1} l-4 -8 h8 z");
    put(
        svg,
        format_args!(
            "<path class=\"{line}\" d=\"{path}\"/>\n<path class=\"{head}\" d=\"{triangle}\"/>\n"
        ),
    );
}

/// Where the label of an arrow stands: half-way along its longest part.
fn middle(points: &[Point], at: Point) -> Point {
    let longest = points.windows(2).max_by(|a, b| {
        let length = |it: &[Point]| (it[1].x - it[0].x).hypot(it[1].y - it[0].y);
        length(a).total_cmp(&length(b))
    });
    match longest {
        Some([from, to]) => {
            Point { x: at.x + (from.x + to.x) / 2.0, y: at.y + (from.y + to.y) / 2.0 + 3.5 }
        }
        _ => at,
    }
}

fn text(svg: &mut String, class: &str, x: f64, y: f64, text: &str) {
    let text = escape(text);
    put(svg, format_args!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>\n"));
}

fn put(svg: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = svg.write_fmt(arguments);
}

/// XML knows no control characters, not even escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            it if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') => {
                escaped.push('\u{fffd}')
            }
            it => escaped.push(it),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn names_cannot_break_out() {
        assert_eq!(escape("<a & \"b\">\u{1}"), "&lt;a &amp; &quot;b&quot;&gt;\u{fffd}");
    }
}
