//! Reading an encoding: from its bytes to characters, and back where some characters are new.

use encoding_rs::{BIG5, DecoderResult, EncoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr_iter;

use super::label::Encoding;
use super::walk::Walk;
use crate::read::text::Place;
use crate::source::Damage;
use crate::span::Span;

/// What stands for bytes that are no character.
pub(super) const LOST: char = char::REPLACEMENT_CHARACTER;

/// How many bytes are decoded at once.
const PIECE: usize = 4 << 10;

impl Encoding {
    const fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
        }
    }

    /// What a piece of a text says in this encoding.
    pub(super) fn glance(self, piece: &[u8]) -> String {
        let mut decoder = self.table().new_decoder_without_bom_handling();
        let mut text = String::with_capacity(decoder.max_utf8_buffer_length(piece.len()).unwrap_or(0));
        let _ = decoder.decode_to_string(piece, &mut text, true);
        text
    }

    /// What the bytes say in this encoding, and where they are no characters of it; where too many are none, the first.
    pub(super) fn read(self, bytes: &[u8]) -> Result<(String, Vec<Damage>), Place> {
        let mut decoder = self.table().new_decoder_without_bom_handling();
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
        let mut damage: Vec<Damage> = Vec::new();
        let (mut at, mut lost) = (0, 0);
        // The decoder looks at all the room that it is given, each time that it begins anew behind damage.
        let mut room = String::with_capacity(4 * PIECE);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let piece = rest.get(..PIECE).unwrap_or(rest);
            let is_last = piece.len() == rest.len();
            let (result, read) = decoder.decode_to_string_without_replacement(piece, &mut room, is_last);
            text.push_str(&room);
            room.clear();
            at += read;
            match result {
                DecoderResult::InputEmpty if is_last => break,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
                DecoderResult::Malformed(wrong, behind) => {
                    let end = at - usize::from(behind);
                    lose(&mut text, &mut damage, span(end - usize::from(wrong), end));
                    lost += usize::from(wrong);
                    if is_hopeless(lost, bytes.len()) {
                        return Err(first(&text, &damage));
                    }
                }
            }
        }
        let nul = memchr_iter(0, text.as_bytes()).count();
        if nul > 0 {
            (text, damage) = self.without_nul(bytes, &text, &damage);
            lost += nul * (self.unit() + NUL_IS);
        }
        if is_hopeless(lost, bytes.len()) { Err(first(&text, &damage)) } else { Ok((text, damage)) }
    }

    /// A NUL is no character of a text: it is what a disk holds where nothing was written.
    fn without_nul(self, bytes: &[u8], text: &str, damage: &[Damage]) -> (String, Vec<Damage>) {
        let mut out = String::with_capacity(text.len() + 64);
        let mut lost = Vec::new();
        let mut known = damage.iter().peekable();
        let mut walk = Walk::new(self, bytes, text, damage);
        let mut done = 0;
        for (place, found) in text.match_indices(['\0', LOST]) {
            out.push_str(&text[done..place]);
            done = place + found.len();
            if found == "\0" {
                let start = walk.to(place).expect("a NUL has a code of its own");
                lose(&mut out, &mut lost, span(start, start + self.unit()));
            } else if let Some(known) = known.next_if(|known| known.offset as usize == place) {
                lose(&mut out, &mut lost, known.bytes);
            } else {
                // What the text itself says is no damage.
                out.push(LOST);
            }
        }
        out.push_str(&text[done..]);
        (out, lost)
    }

    /// How many bytes the shortest character takes.
    pub(super) const fn unit(self) -> usize {
        match self {
            Self::Utf16Le | Self::Utf16Be => 2,
            _ => 1,
        }
    }

    /// The bytes of a text; the error is a character that the encoding lacks.
    pub(super) fn write(self, text: &str) -> Result<Vec<u8>, char> {
        match self {
            Self::Utf8 => return Ok(text.as_bytes().to_vec()),
            // `encoding_rs` does not write UTF-16.
            Self::Utf16Le => return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Gb18030 | Self::Big5 => {}
        }
        let mut encoder = self.table().new_encoder();
        // No character takes more than four bytes, and none fewer than one of them.
        let mut out = Vec::with_capacity(4 * text.len() + 16);
        match encoder.encode_from_utf8_to_vec_without_replacement(text, &mut out, true).0 {
            EncoderResult::InputEmpty => Ok(out),
            EncoderResult::Unmappable(lacking) => Err(lacking),
            EncoderResult::OutputFull => unreachable!("there is room for the longest"),
        }
    }
}

/// The first of the bytes that are no characters.
fn first(text: &str, damage: &[Damage]) -> Place {
    let first = damage.first().copied().unwrap_or(Damage { offset: 0, bytes: Span::new(0, 0) });
    let before = text.get(..first.offset as usize).unwrap_or_default();
    Place { offset: first.bytes.start as usize, line: before.matches('\n').count() + 1 }
}

/// Puts down that bytes are no character. What lies side by side is lost as one.
fn lose(text: &mut String, damage: &mut Vec<Damage>, bytes: Span) {
    let beside =
        |last: &&mut Damage| last.bytes.end == bytes.start && last.offset as usize + LOST.len_utf8() == text.len();
    if let Some(last) = damage.last_mut().filter(beside) {
        last.bytes.end = bytes.end;
        return;
    }
    damage.push(Damage { offset: small(text.len()), bytes });
    text.push(LOST);
}

/// How many bytes more a NUL counts for than others that are no character: what is no text at all is full of them.
const NUL_IS: usize = 8;

/// Whether so many bytes are lost that the rest is no text: an eighth of them, or all of a few.
const fn is_hopeless(lost: usize, all: usize) -> bool {
    8 * lost > all + 64 || (lost >= all && lost > 0)
}

/// No input is longer than what a `u32` numbers; of a text that is, nothing is kept.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn span(start: usize, end: usize) -> Span {
    Span::new(small(start), small(end))
}
