//! Temporary.
use std::time::Instant;
use tigang::{Grammar, Source, assemble::assemble, block::blocks, scan::scan, segment::segment};
fn main() {
    let grammar = Grammar::builtin();
    let rounds: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    let mut works = Vec::new();
    let (mut bytes, mut cands) = (0, 0);
    for path in std::env::args().skip(2) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let source = Source::from_text(text);
        let b = blocks(&source, &grammar);
        let s = scan(&source, &b, &grammar);
        let g = segment(&b, &s);
        bytes += source.text().len();
        cands += s.candidates.len();
        works.push((source, b, s, g));
    }
    let mut best = f64::INFINITY;
    let mut nodes = 0;
    for _ in 0..rounds {
        nodes = 0;
        let t = Instant::now();
        for (source, b, s, g) in &works {
            nodes += std::hint::black_box(assemble(source.text(), b, s, g, &grammar)).nodes().len();
        }
        best = best.min(t.elapsed().as_secs_f64());
    }
    println!("{} docs {:.2} MB {} candidates {} nodes: {:.3} ms, {:.3} ms/MB, {:.0} ns/candidate, {:.0} ns/node", works.len(), bytes as f64 / 1e6, cands, nodes, best * 1e3, best * 1e9 / bytes as f64, best * 1e9 / cands as f64, best * 1e9 / nodes as f64);
}
