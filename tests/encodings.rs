//! Encodings: which one is found, what becomes of bytes that are no characters, and what is written back.
//!
//! The texts are generated or those of the fixtures; none of them was looked at when the scorer was made.

#[path = "common/clock.rs"]
mod clock;
mod common;
#[path = "common/corpus.rs"]
mod corpus;

use corpus::corpus;
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use tigang::Source;
use tigang::diagnostic::Edit;
use tigang::fix::splice;
use tigang::read::{self, Encoding, ReadError, ReadOptions, TextError, WriteError, WriteOptions};
use tigang::span::Span;

/// A text in an encoding, without a byte order mark.
fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Big5 => encoding_rs::BIG5.encode(text).0.into_owned(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

fn read(bytes: &[u8]) -> Result<Source, ReadError> {
    read::read(bytes, "", &ReadOptions::default())
}

/// Whether a text is read as it was written.
fn is_right(text: &str, bytes: &[u8], encoding: Encoding) -> bool {
    read(bytes).is_ok_and(|source| source.origin().encoding == encoding.name() && source.text() == text)
}

/// In what each kind of text is written.
const WAYS: [(Encoding, bool); 9] = [
    (Encoding::Utf8, false),
    (Encoding::Utf8, true),
    (Encoding::Gb18030, false),
    (Encoding::Gb18030, true),
    (Encoding::Big5, true),
    (Encoding::Utf16Le, false),
    (Encoding::Utf16Le, true),
    (Encoding::Utf16Be, false),
    (Encoding::Utf16Be, true),
];

/// The least share in a thousand that must be right, by the number of characters; `0` only measures.
const SHORT: [(usize, usize); 5] = [(2, 750), (4, 950), (8, 995), (16, 999), (64, 1000)];

#[test]
fn a_few_characters_are_enough() {
    let simplified = corpus(7, 300_000);
    let traditional = hanconv::s2t(&simplified);
    for (encoding, in_traditional) in WAYS {
        let text = if in_traditional { &traditional } else { &simplified };
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        for (n, least) in SHORT {
            let pieces = chars.chunks_exact(n).step_by(1 + 16 / n).map(String::from_iter);
            let pieces: Vec<String> = pieces.filter(|piece: &String| !piece.is_ascii()).collect();
            let right = pieces.iter().filter(|piece| is_right(piece, &encoded(piece, encoding), encoding)).count();
            let (all, name) = (pieces.len(), encoding.name());
            println!("{name} {} {n}: {right} of {all}", if in_traditional { "traditional" } else { "simplified" });
            assert!(right * 1000 >= all * least, "{name}, {n} characters: {right} of {all}");
        }
    }
}

#[test]
fn whole_speeches_are_always_right() {
    for seed in 0..150 {
        let simplified = corpus(seed, 300);
        let traditional = hanconv::s2t(&simplified);
        for (encoding, in_traditional) in WAYS {
            let text = if in_traditional { &traditional } else { &simplified };
            let bytes = encoded(text, encoding);
            assert!(is_right(text, &bytes, encoding), "{} {seed}", encoding.name());
        }
    }
}

/// Texts of our own writing, with markers, page furniture and half-width marks.
#[test]
fn fixtures_are_right_in_every_encoding_that_has_their_characters() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for folder in common::entries(&common::at("fixtures")) {
        let Ok(text) = std::fs::read_to_string(folder.join("input.txt")) else { continue };
        let traditional = hanconv::s2t(&text);
        for (encoding, in_traditional) in WAYS {
            let text = if in_traditional { &traditional } else { &text };
            let lossy = match encoding {
                Encoding::Big5 => encoding_rs::BIG5.encode(text).2,
                _ => false,
            };
            if !lossy && !text.is_ascii() {
                tried += 1;
                if !is_right(text, &encoded(text, encoding), encoding) {
                    wrong.push(format!("{} as {}", folder.display(), encoding.name()));
                }
            }
        }
    }
    assert!(tried > 1000 && wrong.len() * 1000 <= tried, "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_byte_order_mark_decides() {
    for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be] {
        let text = "\u{feff}一";
        let source = read(&encoded(text, encoding)).expect("it says what it is");
        assert_eq!((source.text(), source.origin().encoding), (text, encoding.name()));
        assert_eq!(source.point(3).column, 1);
    }
}

#[test]
fn one_bad_byte_or_a_cut_tail_changes_no_verdict() {
    let simplified = corpus(11, 600);
    let traditional = hanconv::s2t(&simplified);
    for (encoding, in_traditional) in WAYS {
        let text = if in_traditional { &traditional } else { &simplified };
        let bytes = encoded(text, encoding);
        for place in (0..bytes.len()).step_by(7) {
            // Never a character in GB18030 or Big5, half of one in UTF-16.
            let mut bad = bytes.clone();
            bad[place] = 0xFF;
            let source = read(&bad).unwrap_or_else(|error| panic!("{} with a bad byte: {error}", encoding.name()));
            assert_eq!(source.origin().encoding, encoding.name(), "a bad byte at {place}");
            assert!(source.damage().is_empty() || source.text().contains('\u{fffd}'));
            assert!(source.damage().len() <= 2, "{} with a bad byte at {place}", encoding.name());
            let source = read(&bytes[..=place.max(20)]).expect("a text that is cut off");
            assert!(place < 40 || source.origin().encoding == encoding.name(), "cut at {place}");
            assert!(source.damage().len() <= 1, "{} cut at {place}: {:?}", encoding.name(), source.damage());
        }
    }
}

#[test]
fn damage_says_where_the_bytes_stood() {
    let bytes =
        [&encoded("一、提高认识\n二、", Encoding::Gb18030)[..], b"\xb6\xff", &encoded("抓好落实", Encoding::Gb18030)]
            .concat();
    let source = read(&bytes).expect("it is GB18030 but for two bytes");
    assert_eq!((source.text(), source.origin().encoding), ("一、提高认识\n二、\u{fffd}抓好落实", "GB18030"));
    let told: Vec<_> = source.damage().iter().map(|d| (d.offset, d.bytes.start, d.bytes.end)).collect();
    assert_eq!(told, [(25, 17, 19)]);
    // What the text itself says is no damage.
    assert!(read("同志\u{fffd}".as_bytes()).expect("it is UTF-8").damage().is_empty());
}

#[test]
fn a_nul_is_damage_in_a_text_and_many_are_no_text() {
    let text = corpus(3, 400);
    for encoding in [Encoding::Utf8, Encoding::Gb18030] {
        let mut bytes = encoded(&text, encoding);
        let end = bytes.len();
        bytes.push(0);
        let source = read(&bytes).expect("a text with a NUL at its end");
        assert_eq!(source.text(), format!("{text}\u{fffd}"));
        assert_eq!(source.damage()[0].bytes.range(), end..end + 1);
        bytes.extend(vec![0; end]);
        assert!(matches!(read(&bytes), Err(ReadError::Text(TextError::Nul(place))) if place.offset <= end));
    }
}

#[test]
fn what_is_asked_for_is_done() {
    let asked = |bytes: &[u8], encoding| {
        let options = ReadOptions { encoding: Some(encoding), ..ReadOptions::default() };
        read::read(bytes, "", &options).map(|source| (source.text().to_owned(), source.origin().encoding))
    };
    let traditional = encoded("關於抓好落實", Encoding::Big5);
    assert_eq!(asked(&traditional, Encoding::Big5), Ok(("關於抓好落實".to_owned(), "Big5")));
    // Nearly all of Big5 is GB18030 too, and nobody knows better than the user.
    assert_eq!(asked(&traditional, Encoding::Gb18030).map(|(_, name)| name), Ok("GB18030"));
    let error = asked(&traditional, Encoding::Utf8).map_err(|error| error.to_string());
    let wanted = "not in UTF-8 from byte offset 0 on (line 1): leave out --encoding, or name another one";
    assert_eq!(error, Err(wanted.to_owned()));
    // A byte order mark knows the order of bytes.
    let marked = encoded("\u{feff}一", Encoding::Utf16Be);
    assert_eq!(asked(&marked, Encoding::Utf16Le), Ok(("\u{feff}一".to_owned(), "UTF-16BE")));
}

/// A plain generator: the same bytes on every machine.
fn chance(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

#[test]
fn bytes_of_chance_are_no_text() {
    let mut seed = 5;
    for len in [64, 256, 1024, 20_000] {
        for _ in 0..20 {
            let bytes: Vec<u8> = (0..len).map(|_| u8::try_from(chance(&mut seed) & 255).expect("a byte")).collect();
            assert!(len < 256 || read(&bytes).is_err(), "{len} bytes of chance");
        }
    }
}

#[test]
fn every_prefix_and_ten_thousand_mutations_are_read_or_refused() {
    let simplified = corpus(23, 300);
    let traditional = hanconv::s2t(&simplified);
    for (encoding, in_traditional) in WAYS {
        let bytes = encoded(if in_traditional { &traditional } else { &simplified }, encoding);
        for end in 0..bytes.len() {
            let _ = read(&bytes[..end]);
        }
        let mut seed = 1;
        for _ in 0..10_000 / WAYS.len() + 1 {
            let mut bad = bytes.clone();
            for _ in 0..=chance(&mut seed) % 8 {
                let place = chance(&mut seed) % bad.len();
                match chance(&mut seed) % 4 {
                    0 => drop(bad.remove(place)),
                    1 => bad.insert(place, u8::try_from(chance(&mut seed) & 255).expect("a byte")),
                    2 => bad[place] = 0,
                    _ => bad[place] = u8::try_from(chance(&mut seed) & 255).expect("a byte"),
                }
            }
            if let Ok(source) = read(&bad) {
                let marks = source.text().matches('\u{fffd}').count();
                assert!(source.damage().len() <= marks, "{} damages and {marks} marks", source.damage().len());
                for damage in source.damage() {
                    assert!(source.text()[damage.offset as usize..].starts_with('\u{fffd}'));
                    assert!(damage.bytes.end as usize <= bad.len() && !damage.bytes.is_empty());
                }
            }
        }
    }
}

proptest! {
    /// Whatever the text, the encoding and the edits: what was edited reads as it should, and everything else are the same bytes.
    #[test]
    fn edits_change_their_own_bytes_and_no_others(
        pieces in vec(("[一二三是的在，。、（）aZ1 \r\n㈠𠮷①臺灣龘\u{fffd}€Ê]{0,12}", "[一二、.（）]{0,3}", any::<bool>()), 1..8),
        way in 0..WAYS.len(),
        mark in any::<bool>(),
        junk in any::<bool>(),
    ) {
        let (encoding, _) = WAYS[way];
        let has = |c: &char| match encoding {
            Encoding::Gb18030 => !encoding_rs::GB18030.encode(&c.to_string()).2,
            Encoding::Big5 => !encoding_rs::BIG5.encode(&c.to_string()).2,
            _ => true,
        };
        let mut bytes = if mark && encoding != Encoding::Big5 { encoded("\u{feff}", encoding) } else { Vec::new() };
        // What is kept has its bytes noted, what is edited away has not.
        let (mut edits, mut kept) = (Vec::new(), vec![bytes.clone()]);
        let mut text = String::from_utf8(if bytes.is_empty() { Vec::new() } else { "\u{feff}".into() }).expect("a mark");
        for (old, new, edited) in pieces {
            let old: String = old.chars().filter(has).collect();
            let code = encoded(&old, encoding);
            if edited {
                let start = u32::try_from(text.len()).expect("small");
                let span = Span::new(start, start + u32::try_from(old.len()).expect("small"));
                edits.push(Edit::new(span, new));
                kept.push(Vec::new());
            } else {
                kept.last_mut().expect("there is one").extend(&code);
            }
            bytes.extend(code);
            text.push_str(&old);
        }
        if junk {
            // A lone lead or surrogate, at the end, where it is no character in any encoding.
            let lone: &[u8] = match encoding { Encoding::Utf16Le => b"\x00\xd8", Encoding::Utf16Be => b"\xd8\x00", _ => b"\x81" };
            bytes.extend(lone);
            text.push('\u{fffd}');
            kept.last_mut().expect("there is one").extend(lone);
        }
        let options = ReadOptions { encoding: Some(encoding), ..ReadOptions::default() };
        let Ok(source) = read::read(&bytes, "", &options) else { return Ok(()) };
        prop_assert_eq!(source.text(), &text);
        match read::write(&bytes, &source, &edits, &WriteOptions::default()) {
            Ok(written) => {
                let again = read::read(&written, "", &options).expect("it was written so");
                prop_assert_eq!(again.text(), splice(&text, &edits));
                let new = |(at, kept): (usize, &Vec<u8>)| {
                    let before = at.checked_sub(1).map_or(Vec::new(), |at| encoded(&edits[at].text, encoding));
                    [before, kept.clone()].concat()
                };
                let wanted: Vec<u8> = kept.iter().enumerate().flat_map(new).collect();
                prop_assert_eq!(written, wanted);
            }
            Err(error) => prop_assert!(junk && error == WriteError::Damaged, "{}", error),
        }
    }
}

#[test]
fn codes_that_are_doubled_stay_as_they_are() {
    // 十 has two codes in Big5, of which programs write one; ê with a macron is two characters in one code.
    let bytes = [b"\xa2\xcc\x88\xa3"[..].to_vec(), encoded("一、", Encoding::Big5)].concat();
    let options = ReadOptions { encoding: Some(Encoding::Big5), ..ReadOptions::default() };
    let source = read::read(&bytes, "", &options).expect("it is Big5");
    assert_eq!(source.text(), "十ê̄一、");
    let at = |text: &str| u32::try_from(source.text().find(text).expect("it stands there")).expect("small");
    let edits = [Edit::new(Span::new(at("一"), at("、")), "二")];
    let written = read::write(&bytes, &source, &edits, &WriteOptions::default());
    assert_eq!(written, Ok([b"\xa2\xcc\x88\xa3"[..].to_vec(), encoded("二、", Encoding::Big5)].concat()));
    let torn = [Edit::new(Span::new(at("\u{304}"), at("一")), "")];
    assert_eq!(read::write(&bytes, &source, &torn, &WriteOptions::default()), Err(WriteError::Damaged));
    let lacking = [Edit::new(Span::new(0, 0), "㈠")];
    let error = read::write(&bytes, &source, &lacking, &WriteOptions::default()).map_err(|error| error.to_string());
    assert_eq!(error, Err("Big5 has no “㈠”: left as it is, save the file as UTF-8 first".to_owned()));
    let changed = encoded("二、", Encoding::Big5);
    assert_eq!(read::write(&changed, &source, &edits, &WriteOptions::default()), Err(WriteError::Changed));
}

/// The pages list no label that is not known, and every encoding.
#[test]
fn the_pages_are_right_about_labels() {
    for page in ["docs/encodings.md", "docs/encodings.zh.md"] {
        let page = common::read(&common::at(page));
        let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
        let rows: Vec<(Encoding, &str)> =
            rows.map(|(name, rest)| (Encoding::by_name(name).expect("an encoding"), rest)).collect();
        assert_eq!(rows.iter().map(|(encoding, _)| *encoding).collect::<Vec<_>>(), Encoding::ALL);
        for (encoding, rest) in rows {
            let labels = rest.rsplit('|').nth(1).expect("there are three columns").split('`').skip(1).step_by(2);
            assert!(labels.map(str::parse).all(|found| found == Ok(encoding)), "{}", encoding.name());
        }
    }
}

/// Law 3, for what decoding does before anything else: four times the bytes may cost at most six times as much.
#[test]
fn damage_costs_what_it_holds() {
    let line = encoded("同志们，要把河道和堤岸修得更扎实。\n", Encoding::Gb18030);
    let cases: [(&str, Vec<u8>); 4] = [
        ("a damaged line each", [&line[..], b"\xff\xff"].concat()),
        ("one damaged line", [&line[..line.len() - 1], b"\xff"].concat()),
        ("a NUL now and then", [&line.repeat(8)[..], b"\0"].concat()),
        ("lone surrogates", [b"\x34\x6c".repeat(9), b"\x00\xd8".to_vec()].concat()),
    ];
    for (name, piece) in cases {
        let cost = |times: usize| {
            let bytes = piece.repeat(times);
            let start = clock::now();
            let source = read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(source.damage().len() >= times, "{name}");
            let edit = [Edit::new(Span::new(0, 0), "一、")];
            read::write(&bytes, &source, &edit, &WriteOptions::default())
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            clock::now() - start
        };
        let grows = (0..3).map(|_| cost(16_000).as_secs_f64() / cost(4_000).as_secs_f64()).fold(f64::MAX, f64::min);
        assert!(grows <= 6.0, "{name}: {grows:.1} times the time");
    }
}
